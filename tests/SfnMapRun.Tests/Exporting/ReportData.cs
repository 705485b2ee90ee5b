using SfnMapRun.Exporting;

namespace SfnMapRun.Tests.Exporting;

/// <summary>What the tests of the report's page are about.</summary>
internal static class ReportData
{
    public static readonly DateTime Start = new(2026, 1, 11, 10, 0, 0, DateTimeKind.Utc);
    public static readonly DateTimeOffset Now = new(2026, 1, 12, 13, 0, 0, TimeSpan.FromHours(1));

    public static MapRun Failed() => new()
    {
        MapRunArn = FakeStepFunctions.MapRunArn, ExecutionArn = FakeStepFunctions.ExecutionArn, Status = "FAILED",
        StartDate = Start, StopDate = Start.AddMinutes(17).AddSeconds(38), DescribedDate = Start.AddDays(1),
        ToleratedFailurePercentage = 10, ToleratedFailureCount = 0,
        ItemCounts = new()
        {
            Total = 12000, Succeeded = 10099, Failed = 1200, TimedOut = 50, Aborted = 600, Pending = 51, Running = 0, FailuresNotRedrivable = 250,
        },
    };

    public static MapRunFailure Failure(string error, long executions) => new()
    {
        Scope = "ChildExecution", Status = "FAILED", Error = error, Executions = executions, SampledExecutions = 36, UnsuccessfulExecutions = 36,
        FirstSeen = Start.AddMinutes(10), LastSeen = Start.AddMinutes(12),
    };

    public static MapRunFailure CutOff(long executions) => new() { Scope = "CutOff", MapRunStatus = "FAILED", Status = "ABORTED", Executions = executions };

    public static ChildHistory History(
        MapRun run, int failed = 0, int running = 0, int succeeded = 0, int most = 1000, string? name = null) =>
        History(run, new Dictionary<string, int> { ["FAILED"] = failed, ["RUNNING"] = running, ["SUCCEEDED"] = succeeded }, most, name);

    public static ChildHistory History(MapRun run, Dictionary<string, int> counts, int most, string? name = null) => Read(
        run,
        status => Enumerable.Range(0, counts.GetValueOrDefault(status)).Select(i => new MapRunExecution
        {
            Name = name ?? $"{status}-{i}", Status = status, ItemCount = 1000, StartDate = Start.AddMinutes(status == "RUNNING" ? 2 - i : 54 - i),
            StopDate = status == "RUNNING" ? null : Start.AddMinutes(54 - i).AddSeconds(30), DescribedDate = Start.AddMinutes(10),
        }),
        most);

    /// <summary>Of child executions that succeeded at these times.</summary>
    public static ChildHistory HistoryOf(MapRun run, DateTime[] stops) => Read(
        run,
        status => status == "SUCCEEDED" ? stops.Select(stop => new MapRunExecution { Name = "child", Status = status, StopDate = stop }) : [],
        most: 1000);

    private static ChildHistory Read(MapRun run, Func<string, IEnumerable<MapRunExecution>> children, int most)
    {
        var time = new VirtualTime();
        var service = new FakeStepFunctions(time) { ListExecutions = (filter, _) => new([.. children(filter.Status!)], null) };
        var history = new ChildHistory();
        time.Run(async () =>
        {
            await foreach (var child in history.ReadAsync(service.Calls(), FakeStepFunctions.Arn(), run.ExecutionCounts, most, default))
            {
                Assert.NotNull(child.Name);
            }
        });
        history.Finish();
        return history;
    }
}
