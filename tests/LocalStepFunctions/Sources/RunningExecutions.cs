using System.Collections.Concurrent;
using System.Globalization;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>The simulated executions: those of the fixture files, and those that tests have started.</summary>
internal sealed class RunningExecutions : IMapRunSource
{
    private readonly ConcurrentDictionary<string, Lazy<RunningExecution>> _executions = new(StringComparer.Ordinal);
    private int _started;

    public RunningExecutions(IEnumerable<(string Arn, Func<RunningExecution> Load)> fixtures)
    {
        foreach (var (arn, load) in fixtures)
        {
            _executions[arn] = new Lazy<RunningExecution>(load);
        }
    }

    /// <summary>Starts an execution, and gives its ARN and those that its Map Runs have or will have.</summary>
    /// <exception cref="ArgumentException">It can't be done.</exception>
    public (string Arn, string[] MapRunArns) Start(ExecutionOrder order, DateTimeOffset now)
    {
        var partition = order.Region.Split('-') switch { ["cn", ..] => "aws-cn", ["us", "gov", ..] => "aws-us-gov", _ => "aws" };
        var start = $"arn:{partition}:states:{order.Region}:{order.Account}";
        var name = order.Name ?? string.Create(CultureInfo.InvariantCulture, $"nightly-{Interlocked.Increment(ref _started)}");
        var arn = $"{start}:execution:{order.StateMachine}:{name}";
        var label = order.Label ?? ChildNames.Id($"{start}:stateMachine:{order.StateMachine}", version: 3);
        string MapRunArn(int number) => $"{start}:mapRun:{order.StateMachine}/{label}:{ChildNames.Id($"{arn}/{number}")}";

        var (plan, settings, timeline) = (order.Plan(), order.Settings, new Timeline(now));
        var errors = order.PlannedErrors(ServiceArn.Read($"{start}:execution:{order.StateMachine}/{label}:*", null, "execution"));
        SimulatedMapRun Begin() => new(plan, settings, timeline, errors);
        var model = new SimulatedExecution(timeline, errors, Begin, order.MapRuns, TimeSpan.FromSeconds(order.StartDelaySeconds), order.CatchesFailures);
        var execution = new RunningExecution(arn, timeline, model, number => (plan, MapRunArn(number)))
        {
            KmsError = order.KmsError,
            StartedWith = (order.Version, order.Alias),
        };
        if (!_executions.TryAdd(arn, new Lazy<RunningExecution>(execution)))
        {
            throw new ArgumentException("There is an execution of that name.");
        }

        return (arn, [.. Enumerable.Range(0, order.MapRuns).Select(MapRunArn)]);
    }

    public IMapRun? MapRun(string arn, DateTimeOffset now) =>
        Executions(arn, "mapRun").Select(execution => execution.MapRun(arn, now)).FirstOrDefault(run => run is not null);

    public IExecution? Execution(string arn) => _executions.GetValueOrDefault(arn)?.Value;

    public IMapRun? MapRunOfChild(ServiceArn arn, string sharedName, DateTimeOffset now) =>
        Executions(arn.Text, arn.Kind).Select(execution => execution.MapRunOfChildren(sharedName, now)).FirstOrDefault(run => run is not null);

    public IEnumerable<IExecution> ExecutionsOf(string stateMachineArn) => Executions(stateMachineArn, "stateMachine");

    // Those of the state machine that an ARN of some kind names.
    private IEnumerable<RunningExecution> Executions(string arn, string kind)
    {
        var read = ServiceArn.Read(arn, null, kind);
        var start = read.Other("execution", read.Tail.Split('/', ':')[0]) + ":";
        return _executions.Where(execution => execution.Key.StartsWith(start, StringComparison.Ordinal)).Select(execution => execution.Value.Value);
    }
}
