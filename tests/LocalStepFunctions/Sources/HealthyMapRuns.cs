using System.Collections.Concurrent;
using System.Globalization;

namespace LocalStepFunctions.Sources;

/// <summary>
/// The Map Runs and executions of the state machine named <c>Faults</c>, where they don't fail. Every label and id
/// names a Map Run that has succeeded, with one child execution: as many as one likes. An execution named
/// <c>runs-&lt;N&gt;</c> has succeeded with N Map Runs, <c>mapRun:Faults/Run&lt;i&gt;:0</c>; any other has failed, and can be redriven.
/// </summary>
internal sealed class HealthyMapRuns(TimeProvider clock) : IMapRunSource
{
    /// <summary>The label of executions with many Map Runs.</summary>
    public const string Many = "runs";

    private readonly DateTimeOffset _start = clock.GetUtcNow().AddHours(-1);
    private readonly ConcurrentDictionary<string, HealthyExecution> _executions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IMapRun> _byChildren = new(StringComparer.Ordinal);

    /// <summary>The label and the number of times that an ARN of the state machine names; null for any other ARN.</summary>
    public static (string Label, string Times)? Read(ServiceArn arn) => (arn.Kind, arn.Tail.Split('/', ':')) switch
    {
        ("mapRun", ["Faults", var label, var times]) => (label, times),
        ("execution", ["Faults", var name]) when name.LastIndexOf('-') is var dash and > 0 => (name[..dash], name[(dash + 1)..]),
        _ => null,
    };

    public IMapRun? MapRun(string arn, DateTimeOffset now) => Read(ServiceArn.Read(arn, null, "mapRun")) is null ? null : new HealthyMapRun(arn, this);

    public IExecution? Execution(string arn)
    {
        var read = ServiceArn.Read(arn, null, "execution");
        return Read(read) is not var (label, times) ? null
            : label != Many ? _executions.GetOrAdd(arn, _ => new HealthyExecution(read, this, _start, mapRuns: 1, isFailed: true))
            : int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var mapRuns)
                ? new HealthyExecution(read, this, _start, mapRuns, isFailed: false)
                : null;
    }

    public IMapRun? MapRunOfChild(ServiceArn arn, string sharedName, DateTimeOffset now) => _byChildren.GetValueOrDefault(sharedName);

    /// <summary>Those that were asked for.</summary>
    public IEnumerable<IExecution> ExecutionsOf(string stateMachineArn) =>
        _executions.Values.Where(execution => ServiceArn.Read(execution.Arn, null, "execution").StateMachineArn() == stateMachineArn);

    /// <summary>Remembers the Map Run that the names of child executions belong to.</summary>
    public ChildNames NamesOf(IMapRun run)
    {
        var names = new ChildNames(run.Arn);
        _byChildren[names.Shared] = run;
        return names;
    }
}
