using System.Collections.Concurrent;
using System.Globalization;

namespace LocalStepFunctions.Sources;

/// <summary>The executions that tests have started.</summary>
internal sealed class RunningExecutions : IMapRunSource
{
    private readonly ConcurrentDictionary<string, RunningExecution> _executions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IMapRun> _mapRuns = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IMapRun> _byChildren = new(StringComparer.Ordinal);
    private int _started;

    /// <exception cref="ArgumentException">It can't be done.</exception>
    public RunningExecution Start(ExecutionOrder order, DateTimeOffset now)
    {
        var number = Interlocked.Increment(ref _started);
        var partition = order.Region.Split('-') switch { ["cn", ..] => "aws-cn", ["us", "gov", ..] => "aws-us-gov", _ => "aws" };
        var start = $"arn:{partition}:states:{order.Region}:{order.Account}";
        var name = order.Name ?? string.Create(CultureInfo.InvariantCulture, $"nightly-{number}");
        var execution = new RunningExecution(
            $"{start}:execution:{order.StateMachine}:{name}", $"{start}:mapRun:{order.StateMachine}/{order.Label}", order.Plan(), order.Settings, order.MapRuns, now);
        if (!_executions.TryAdd(execution.Arn, execution))
        {
            throw new ArgumentException("There is an execution of that name.");
        }

        foreach (var run in execution.MapRuns)
        {
            _mapRuns[run.Arn] = run;
            _byChildren[run.ChildNames.Shared] = run;
        }

        return execution;
    }

    public IMapRun? MapRun(string arn) => _mapRuns.GetValueOrDefault(arn);

    public IExecution? Execution(string arn) => _executions.GetValueOrDefault(arn);

    public IMapRun? MapRunOfChildren(string sharedName) => _byChildren.GetValueOrDefault(sharedName);
}
