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
        return arn.Other(run.IsExpress ? "express" : "execution", $"{arn.Tail.Split(':')[0]}:{Name(run, child)}");
    }

    public static JsonObject ListItem(IMapRun run, SimulatedChild child)
    {
        var item = Common(run, child);
        item["itemCount"] = run.ItemsOf(child.Number);
        item["redriveCount"] = child.RedriveCount;
        return item;
    }

    public static JsonObject Describe(IMapRun run, SimulatedChild child, bool hasData, DateTimeOffset now)
    {
        var answer = Common(run, child);
        var (first, count) = (run.FirstItemOf(child.Number), run.ItemsOf(child.Number));
        answer.AddPayload("input", ChildTexts.Input(first, count), hasData);
        if (child.Status is ChildStatus.Succeeded)
        {
            answer.AddPayload("output", ChildTexts.Output(count), hasData);
        }

        if (hasData && child.Failure is { } failure)
        {
            var cause = failure.Cause is null ? null : ChildTexts.Cause(failure.Cause, first, child.Number, AttemptId(run, child));
            answer["error"] = failure.Error;
            answer.AddText("cause", cause);
        }
        else if (hasData && child.Status is ChildStatus.Aborted)
        {
            answer["cause"] = ChildTexts.Aborted(run.Arn);
        }

        if (child.Status is not ChildStatus.Running)
        {
            answer["redriveCount"] = child.RedriveCount;
        }

        var obstacle = Obstacle(run, child, now);
        answer["redriveStatus"] = obstacle is null ? "REDRIVABLE_BY_MAP_RUN" : "NOT_REDRIVABLE";
        answer.AddText("redriveStatusReason", obstacle);
        return answer;
    }

    private static string? Obstacle(IMapRun run, SimulatedChild child, DateTimeOffset now) =>
        !child.IsUnsuccessful ? RedriveRules.IsStill(Wire.Name(child.Status))
        : !child.IsRedrivable ? "Execution history event limit exceeded"
        : RedriveRules.IsTooOld(run.Describe(now).StopDate, now) ? RedriveRules.TooOld
        : null;

    private static JsonObject Common(IMapRun run, SimulatedChild child)
    {
        var json = new JsonObject
        {
            ["executionArn"] = Arn(run, child),
            ["stateMachineArn"] = ServiceArn.Read(run.Arn, null, "mapRun").StateMachineArn(),
            ["mapRunArn"] = run.Arn,
            ["name"] = Name(run, child),
            ["status"] = Wire.Name(child.Status),
            ["startDate"] = Wire.Date(child.StartDate),
        };
        json.AddDate("stopDate", child.StopDate);
        json.AddDate("redriveDate", child.RedriveDate);
        return json;
    }

    // That of an express one is two ids.
    private static string Name(IMapRun run, SimulatedChild child)
    {
        var name = run.ChildNames.NameOf(child.Number);
        return run.IsExpress ? $"{name}:{ChildNames.Id($"{run.Arn}/{name}")}" : name;
    }

    private static string AttemptId(IMapRun run, SimulatedChild child) =>
        ChildNames.Id(string.Create(CultureInfo.InvariantCulture, $"{run.Arn}/{child.Number}/{child.RedriveCount}"));
}
