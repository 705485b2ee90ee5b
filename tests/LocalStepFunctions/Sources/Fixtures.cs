using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>
/// The executions of the fixture files. A file holds a Map Run: an answer of DescribeMapRun as it goes over the wire, but for
/// its dates, which are written as time spans relative to the start of the endpoint ("-1.02:30:00" is 26½ hours earlier), so
/// that no fixture grows old. Beside it may be its <c>childType</c>, the <c>error</c> and <c>cause</c> of one that failed other than by
/// the tolerated failures, or, in place of counts and settings, the <c>order</c> by which it has run since it started.
/// The Map Runs of an execution have an <c>executionArn</c> in common.
/// </summary>
internal static class Fixtures
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The ARNs of the executions, and what makes each of them when it is asked for.</summary>
    public static IEnumerable<(string Arn, Func<RunningExecution> Load)> Find(DateTimeOffset now) =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "*.json")
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject())
            .GroupBy(fixture => (string)fixture["executionArn"]!)
            .Select(fixtures => (fixtures.Key, Load(fixtures.Key, [.. fixtures.OrderBy(fixture => Date(fixture, "startDate", now))], now)));

    private static Func<RunningExecution> Load(string arn, JsonObject[] fixtures, DateTimeOffset now) => () => Execution(arn, fixtures, now);

    private static RunningExecution Execution(string arn, JsonObject[] fixtures, DateTimeOffset now)
    {
        var timeline = new Timeline(Date(fixtures[0], "startDate", now)!.Value);
        var runs = fixtures.Select(fixture => MapRun(fixture, timeline, now)).ToArray();
        var states = runs.Select(run => run.Model.Describe()).ToArray();
        var isRunning = states.Any(state => state.StopDate is null);
        var status = isRunning ? RunStatus.Running : states.Max(state => state.Status);
        var state = new ExecutionState(
            status,
            timeline.Now,
            isRunning ? null : states.Max(run => run.StopDate) + ServiceDelays.ParentStop,
            states.Max(run => run.RedriveCount),
            states.Max(run => run.RedriveDate) - ServiceDelays.MapRunRedrive,
            status is RunStatus.Failed ? runs.First(run => run.Model.Status is RunStatus.Failed).Model.Error : null);
        var model = new SimulatedExecution(timeline, state, runs.Select(run => run.Model), catchesFailures: isRunning);
        return new RunningExecution(arn, timeline, model, number => (runs[number].Plan, (string)fixtures[number]["mapRunArn"]!));
    }

    private static (MapRunPlan Plan, SimulatedMapRun Model) MapRun(JsonObject fixture, Timeline timeline, DateTimeOffset now)
    {
        timeline.AdvanceTo(Date(fixture, "startDate", now)!.Value);
        if (fixture["order"] is { } ordered)
        {
            var order = ordered.Deserialize<ExecutionOrder>(Json)!;
            var moving = order.Plan();
            return (moving, new SimulatedMapRun(moving, order.Settings, timeline, PlannedErrors.None));
        }

        var (itemCounts, executionCounts) = (fixture["itemCounts"]!.AsObject(), fixture["executionCounts"]!.AsObject());
        var children = new FixtureChildren(executionCounts, itemCounts);
        var plan = new MapRunPlan(children.ItemCounts, children.Failures)
        {
            IsExpress = (string?)fixture["childType"] == "EXPRESS",
            OmitsOptionalCounts = !itemCounts.ContainsKey("pendingRedrive"),
        };
        var status = Enum.Parse<RunStatus>((string)fixture["status"]!, ignoreCase: true);
        var found = new MapRunSnapshot(
            status,
            timeline.Now,
            Date(fixture, "stopDate", now),
            new MapRunSettings(
                (int)fixture["maxConcurrency"]!, new Tolerance((double)fixture["toleratedFailurePercentage"]!, (long)fixture["toleratedFailureCount"]!)),
            (int)fixture["redriveCount"]!,
            Date(fixture, "redriveDate", now),
            (string?)fixture["error"] is { } error ? new RunError(error, (string?)fixture["cause"])
                : status is RunStatus.Failed ? RunError.ThresholdExceeded
                : null);
        return (plan, new SimulatedMapRun(plan, found, children.Started(found, now), timeline));
    }

    private static DateTimeOffset? Date(JsonObject fixture, string name, DateTimeOffset now) =>
        (string?)fixture[name] is { } span ? now + TimeSpan.Parse(span, CultureInfo.InvariantCulture) : null;
}
