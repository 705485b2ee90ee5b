namespace LocalStepFunctions.Sources;

/// <summary>Where Map Runs come from.</summary>
internal interface IMapRunSource
{
    IMapRun? MapRun(string arn, DateTimeOffset now);

    IExecution? Execution(string arn);

    /// <summary>The Map Run of a child execution, by its ARN and the part of its name that all its siblings share.</summary>
    IMapRun? MapRunOfChild(ServiceArn arn, string sharedName, DateTimeOffset now);

    /// <summary>The executions of a state machine, in no order.</summary>
    IEnumerable<IExecution> ExecutionsOf(string stateMachineArn);
}
