using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>All the Map Runs and executions there are.</summary>
internal sealed class Catalogue(params IMapRunSource[] sources)
{
    public IMapRun MapRun(string arn) =>
        sources.Select(source => source.MapRun(arn)).FirstOrDefault(run => run is not null)
        ?? throw new ServiceException("ResourceNotFound", $"Resource not found: '{arn}'");

    public IExecution Execution(string arn) =>
        sources.Select(source => source.Execution(arn)).FirstOrDefault(execution => execution is not null)
        ?? throw NoExecution(arn);

    public (IMapRun Run, SimulatedChild Child) Child(ServiceArn arn, DateTimeOffset now)
    {
        var name = arn.Tail.Split(':').ElementAtOrDefault(1) ?? string.Empty;
        var shared = ChildNames.SharedPartOf(name);
        return sources.Select(source => source.MapRunOfChildren(shared)).FirstOrDefault(run => run is not null) is { } run
            && run.ChildNames.NumberOf(name) is var number and >= 0
            && number < run.ChildCount
            && run.Child(number, now) is { } child
            && ChildJson.Arn(run, child) == arn.Text
                ? (run, child)
                : throw NoExecution(arn.Text);
    }

    private static ServiceException NoExecution(string arn) => new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");
}
