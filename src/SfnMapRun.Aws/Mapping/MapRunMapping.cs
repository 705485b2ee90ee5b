using System.Text.Json;
using SfnMapRun.Aws.Protocol;

namespace SfnMapRun.Aws.Mapping;

/// <summary>Turns the response of DescribeMapRun into a <see cref="MapRun"/>.</summary>
internal static class MapRunMapping
{
    /// <exception cref="JsonException">The response is not one of DescribeMapRun.</exception>
    public static MapRun ToMapRun(JsonElement fields) => new()
    {
        MapRunArn = fields.RequiredText("mapRunArn"),
        ExecutionArn = fields.Text("executionArn"),
        Status = fields.Text("status"),
        StartDate = fields.Date("startDate"),
        StopDate = fields.Date("stopDate"),
        MaxConcurrency = fields.SmallCount("maxConcurrency"),
        ToleratedFailurePercentage = fields.Number("toleratedFailurePercentage"),
        ToleratedFailureCount = fields.Count("toleratedFailureCount"),
        ItemCounts = ToCounts<MapRunItemCounts>(fields.Group("itemCounts")),
        ExecutionCounts = ToCounts<MapRunExecutionCounts>(fields.Group("executionCounts")),
        RedriveCount = fields.SmallCount("redriveCount"),
        RedriveDate = fields.Date("redriveDate"),
    };

    private static T? ToCounts<T>(JsonElement? group)
        where T : MapRunCounts, new() => group is not { } fields ? null : new T
        {
            Pending = fields.Count("pending"),
            Running = fields.Count("running"),
            Succeeded = fields.Count("succeeded"),
            Failed = fields.Count("failed"),
            TimedOut = fields.Count("timedOut"),
            Aborted = fields.Count("aborted"),
            Total = fields.Count("total"),
            ResultsWritten = fields.Count("resultsWritten"),
            FailuresNotRedrivable = fields.Count("failuresNotRedrivable"),
            PendingRedrive = fields.Count("pendingRedrive"),
        };
}
