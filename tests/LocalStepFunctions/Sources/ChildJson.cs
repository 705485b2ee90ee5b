using System.Globalization;
using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>A child execution as the operations answer it.</summary>
internal static class ChildJson
{
    public static string Arn(IMapRun run, SimulatedChild child)
    {
        var arn = ServiceArn.Read(run.Arn, null, "mapRun");
        var tail = $"{arn.Tail.Split(':')[0]}:{run.ChildNames.NameOf(child.Number)}";
        // An express one isn't redriven but replaced, and the new one has an id of its own.
        return run.IsExpress ? arn.Other("express", $"{tail}:{AttemptId(run, child)}") : arn.Other("execution", tail);
    }

    public static JsonObject ListItem(IMapRun run, SimulatedChild child)
    {
        var item = Common(run, child);
        item["itemCount"] = run.ItemsOf(child.Number);
        return item;
    }

    public static JsonObject Describe(IMapRun run, SimulatedChild child, bool hasData, DateTimeOffset now)
    {
        var answer = Common(run, child);
        var (first, count) = (run.FirstItemOf(child.Number), run.ItemsOf(child.Number));
        answer["inputDetails"] = new JsonObject { ["included"] = hasData };
        if (hasData)
        {
            answer["input"] = ChildTexts.Input(first, count);
        }

        if (child.Status is ChildStatus.Succeeded)
        {
            answer["outputDetails"] = new JsonObject { ["included"] = hasData };
            if (hasData)
            {
                answer["output"] = ChildTexts.Output(count);
            }
        }

        if (child.Failure is { } failure)
        {
            answer["error"] = failure.Error;
            if (failure.Cause is not null)
            {
                answer["cause"] = ChildTexts.Cause(failure.Cause, first, child.Number, AttemptId(run, child));
            }
        }

        var obstacle = Obstacle(run, child, now);
        answer["redriveStatus"] = obstacle is null ? "REDRIVABLE_BY_MAP_RUN" : "NOT_REDRIVABLE";
        if (obstacle is not null)
        {
            answer["redriveStatusReason"] = obstacle;
        }

        return answer;
    }

    private static string? Obstacle(IMapRun run, SimulatedChild child, DateTimeOffset now) => child switch
    {
        { Status: ChildStatus.Running or ChildStatus.Succeeded or ChildStatus.PendingRedrive } => RedriveRules.IsStill(Wire.Name(child.Status)),
        _ when run.IsExpress => "Express executions cannot be redriven",
        { IsRedrivable: false } => "Execution history event limit exceeded",
        _ when RedriveRules.IsTooOld(run.StopDate(now), now) => RedriveRules.TooOld,
        _ => null,
    };

    private static JsonObject Common(IMapRun run, SimulatedChild child)
    {
        var json = new JsonObject
        {
            ["executionArn"] = Arn(run, child),
            ["stateMachineArn"] = ServiceArn.Read(run.Arn, null, "mapRun").StateMachineArn(),
            ["mapRunArn"] = run.Arn,
            ["name"] = run.ChildNames.NameOf(child.Number),
            ["status"] = Wire.Name(child.Status),
            ["startDate"] = Wire.Date(child.StartDate),
        };
        if (child.StopDate is { } stop)
        {
            json["stopDate"] = Wire.Date(stop);
        }

        json["redriveCount"] = run.IsExpress ? 0 : child.Runs - 1;
        if (!run.IsExpress && child.RestartDate is { } redriveDate)
        {
            json["redriveDate"] = Wire.Date(redriveDate);
        }

        return json;
    }

    private static string AttemptId(IMapRun run, SimulatedChild child) =>
        ChildNames.Id(string.Create(CultureInfo.InvariantCulture, $"{run.Arn}/{child.Number}/{child.Runs}"));
}
