using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>A parent execution as the operations answer it.</summary>
internal static class ExecutionJson
{
    public static JsonObject ListItem(IExecution execution, DateTimeOffset now)
    {
        var state = execution.Describe(now);
        var item = Common(execution, state);
        item["redriveCount"] = state.RedriveCount;
        item.AddDate("redriveDate", state.RedriveDate);
        return item;
    }

    public static JsonObject Describe(IExecution execution, bool hasData, DateTimeOffset now)
    {
        var state = execution.Describe(now);
        var answer = Common(execution, state);
        answer.AddPayload("input", "{}", hasData);
        if (state.Status is RunStatus.Succeeded)
        {
            answer.AddPayload("output", Output(execution, now), hasData);
        }

        if (hasData)
        {
            answer.AddText("error", state.Error?.Error);
            answer.AddText("cause", state.Error?.Cause);
        }

        answer["redriveCount"] = state.RedriveCount;
        answer.AddDate("redriveDate", state.RedriveDate);
        var obstacle = RedriveRules.Obstacle(state, now);
        answer["redriveStatus"] = obstacle is null ? "REDRIVABLE" : "NOT_REDRIVABLE";
        answer.AddText("redriveStatusReason", obstacle);
        return answer;
    }

    /// <summary>An event of its history.</summary>
    public static JsonObject Event(IExecution execution, HistoryEvent happened, bool hasData, DateTimeOffset now)
    {
        var json = new JsonObject
        {
            ["timestamp"] = Wire.Date(happened.Date),
            ["type"] = happened.Type,
            ["id"] = happened.Id,
            ["previousEventId"] = happened.PreviousId,
        };
        var details = Details(execution, happened, hasData, now);
        if (details is not null)
        {
            json[$"{char.ToLowerInvariant(happened.Type[0])}{happened.Type[1..]}EventDetails"] = details;
        }

        return json;
    }

    private static JsonObject? Details(IExecution execution, HistoryEvent happened, bool hasData, DateTimeOffset now)
    {
        var details = new JsonObject();
        switch (happened.Type)
        {
            case "MapRunStarted" or "MapRunRedriven":
                details["mapRunArn"] = execution.MapRun(execution.MapRunCount(now) - 1 - happened.MapRun!.Value).Arn;
                break;
            case "MapRunFailed" or "ExecutionFailed" or "ExecutionAborted":
                details.AddText("error", hasData ? happened.Error?.Error : null);
                details.AddText("cause", hasData ? happened.Error?.Cause : null);
                break;
            case "ExecutionStarted":
                details.AddPayload("input", "{}", hasData);
                break;
            case "ExecutionRedriven":
                break;
            default:
                return null;
        }

        if (happened.Type is "ExecutionRedriven" or "MapRunRedriven")
        {
            details["redriveCount"] = happened.RedriveCount;
        }

        return details;
    }

    private static JsonObject Common(IExecution execution, ExecutionState state)
    {
        var read = ServiceArn.Read(execution.Arn, null, "execution");
        var json = new JsonObject
        {
            ["executionArn"] = execution.Arn,
            ["stateMachineArn"] = read.StateMachineArn(),
            ["name"] = read.Tail.Split(':')[^1],
            ["status"] = Wire.Name(state.Status),
            ["startDate"] = Wire.Date(state.StartDate),
        };
        json.AddDate("stopDate", state.StopDate);
        json.AddText("stateMachineVersionArn", Qualified(execution.StartedWith.Version));
        json.AddText("stateMachineAliasArn", Qualified(execution.StartedWith.Alias));
        return json;

        string? Qualified(string? qualifier) => qualifier is null ? null : $"{read.StateMachineArn()}:{qualifier}";
    }

    // That of a Map state at the end, whose result writer has written the manifest.
    private static string Output(IExecution execution, DateTimeOffset now)
    {
        if (execution.MapRunCount(now) == 0)
        {
            return "{}";
        }

        var arn = execution.MapRun(0).Arn;
        var manifest = new JsonObject { ["Bucket"] = "map-run-results", ["Key"] = $"results/{arn.Split(':')[^1]}/manifest.json" };
        return new JsonObject { ["MapRunArn"] = arn, ["ResultWriterDetails"] = manifest }.ToJsonString();
    }
}
