using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>A Map Run as the operations answer it.</summary>
internal static class MapRunJson
{
    public static JsonObject ListItem(IMapRun run, DateTimeOffset now)
    {
        var state = run.Describe(now);
        var item = new JsonObject
        {
            ["executionArn"] = run.ExecutionArn,
            ["mapRunArn"] = run.Arn,
            ["stateMachineArn"] = ServiceArn.Read(run.Arn, null, "mapRun").StateMachineArn(),
            ["startDate"] = Wire.Date(state.StartDate),
        };
        item.AddDate("stopDate", state.StopDate);
        return item;
    }

    public static JsonObject Describe(IMapRun run, DateTimeOffset now)
    {
        var state = run.Describe(now);
        var answer = new JsonObject
        {
            ["mapRunArn"] = run.Arn,
            ["executionArn"] = run.ExecutionArn,
            ["status"] = Wire.Name(state.Status),
            ["startDate"] = Wire.Date(state.StartDate),
            ["maxConcurrency"] = state.Settings.MaxConcurrency,
            ["toleratedFailurePercentage"] = Wire.Double(state.Settings.Tolerance.Percentage),
            ["toleratedFailureCount"] = state.Settings.Tolerance.Count,
            ["itemCounts"] = Json(state.ItemCounts),
            ["executionCounts"] = Json(state.ExecutionCounts),
            ["redriveCount"] = state.RedriveCount,
        };
        answer.AddDate("stopDate", state.StopDate);
        answer.AddDate("redriveDate", state.RedriveDate);
        return answer;
    }

    private static JsonObject Json(Counts counts)
    {
        var json = new JsonObject
        {
            ["pending"] = counts.Pending,
            ["running"] = counts.Running,
            ["succeeded"] = counts.Succeeded,
            ["failed"] = counts.Failed,
            ["timedOut"] = counts.TimedOut,
            ["aborted"] = counts.Aborted,
            ["total"] = counts.Total,
            ["resultsWritten"] = counts.ResultsWritten,
        };
        if (counts is { FailuresNotRedrivable: { } notRedrivable, PendingRedrive: { } pendingRedrive })
        {
            json["failuresNotRedrivable"] = notRedrivable;
            json["pendingRedrive"] = pendingRedrive;
        }

        return json;
    }
}
