using System.Text.Json.Serialization;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>An error that is not that of a child execution, as a test asks for it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ErrorOrder
{
    /// <summary>
    /// <c>BEFORE_MAP_RUN</c>: the execution fails before a Map Run begins. <c>BEFORE_CHILDREN</c>: the Map Run fails without a
    /// child execution, by default as the state machine's role may not start them. <c>WRITING_RESULTS</c>: it fails when all
    /// child executions have ended. <c>AFTER_MAP_RUNS</c>: the execution fails when its Map Runs have ended. <c>REDRIVE_EXECUTION</c>: the redriven execution fails and leaves its Map Runs as they
    /// were. <c>REDRIVE_MAP_RUN</c>: the redriven Map Run fails again, by default as the role may not redrive child executions.
    /// </summary>
    public string When { get; init; } = "BEFORE_CHILDREN";

    public string Error { get; init; } = "States.Runtime";

    /// <summary>Its text; without one, it is about what the state machine's role may not do.</summary>
    public string? Cause { get; init; }

    /// <summary>How often it comes, before it is mended; without a number, always.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Whether a redrive starts a new Map Run in place of the old: as with <c>States.DataLimitExceeded</c>.</summary>
    public bool? StartsNewMapRun { get; init; }

    internal (ErrorPoint Point, RunError Error, int Times) Read(ServiceArn childExecutions)
    {
        var stateMachine = childExecutions.Tail.Split('/')[0];
        var (point, action, resource) = When switch
        {
            "BEFORE_MAP_RUN" => (ErrorPoint.BeforeMapRun, "s3:PutObject", "arn:aws:s3:::map-run-results/*"),
            "BEFORE_CHILDREN" => (ErrorPoint.BeforeChildren, "states:StartExecution", childExecutions.Other("stateMachine", stateMachine)),
            "WRITING_RESULTS" => (ErrorPoint.WritingResults, "s3:PutObject", "arn:aws:s3:::map-run-results/*"),
            "AFTER_MAP_RUNS" => (ErrorPoint.AfterMapRuns, "sns:Publish", $"arn:aws:sns:{childExecutions.Region}:{childExecutions.Account}:reports"),
            "REDRIVE_EXECUTION" => (ErrorPoint.RedriveOfExecution, "states:RedriveExecution", childExecutions.Text),
            "REDRIVE_MAP_RUN" => (ErrorPoint.RedriveOfMapRun, "states:RedriveExecution", childExecutions.Text),
            _ => throw new ArgumentException($"An error doesn't come at {When}."),
        };
        var role = $"arn:aws:sts::{childExecutions.Account}:assumed-role/{stateMachine}-role/local";
        var cause = Cause ?? $"User: {role} is not authorized to perform: {action} on resource: {resource}";
        return (point, new RunError(Error, cause) { StartsNewMapRun = StartsNewMapRun ?? Error == "States.DataLimitExceeded" }, Times);
    }
}
