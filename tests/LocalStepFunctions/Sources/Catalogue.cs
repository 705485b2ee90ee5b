using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>All the Map Runs and executions there are.</summary>
internal sealed class Catalogue(params IMapRunSource[] sources)
{
    public IMapRun MapRun(string arn, DateTimeOffset now) =>
        sources.Select(source => source.MapRun(arn, now)).FirstOrDefault(run => run is not null)
        ?? throw new ServiceException("ResourceNotFound", $"Resource not found: '{arn}'");

    public IExecution Execution(string arn) =>
        sources.Select(source => source.Execution(arn)).FirstOrDefault(execution => execution is not null)
        ?? throw NoExecution(arn);

    public (IMapRun Run, SimulatedChild Child) Child(ServiceArn arn, DateTimeOffset now)
    {
        var name = arn.Tail.Split(':').ElementAtOrDefault(1) ?? string.Empty;
        var shared = ChildNames.SharedPartOf(name);
        return sources.Select(source => source.MapRunOfChild(arn, shared, now)).FirstOrDefault(run => run is not null) is { } run
            && run.Child(run.ChildNames.NumberOf(name), now) is { } child
            && ChildJson.Arn(run, child) == arn.Text
                ? (run, child)
                : throw NoExecution(arn.Text);
    }

    /// <summary>
    /// The executions of a state machine, the latest start first. The ARN of a version or an alias has those that were started
    /// with it. There are no state machines, versions and aliases but those with an execution.
    /// </summary>
    public IReadOnlyList<IExecution> ExecutionsOf(ServiceArn stateMachine, DateTimeOffset now)
    {
        var (name, qualifier) = stateMachine.Tail.Split(':') is [var first, var second] ? (first, second) : (stateMachine.Tail, null);
        IExecution[] executions =
        [
            .. sources.SelectMany(source => source.ExecutionsOf(stateMachine.Other("stateMachine", name)))
                .Where(execution => qualifier is null || qualifier == execution.StartedWith.Version || qualifier == execution.StartedWith.Alias),
        ];
        return executions.Length == 0
            ? throw new ServiceException("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{stateMachine.Text}'")
            : [.. executions.OrderByDescending(execution => execution.Describe(now).StartDate)
                .ThenByDescending(execution => execution.Arn, StringComparer.Ordinal)];
    }

    private static ServiceException NoExecution(string arn) => new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");
}
