using System.Text.RegularExpressions;
using SfnMapRun.Exporting;
using SfnMapRun.Tests.Architecture;
using static SfnMapRun.Tests.Exporting.ReportData;

namespace SfnMapRun.Tests.Exporting;

/// <summary>
/// Whole pages, as they are in the folder Pages. With the environment variable SFNMAPRUN_UPDATE_SNAPSHOTS set, they are written again:
/// look at what has changed, also in a browser.
/// </summary>
public sealed class ReportSnapshotTests
{
    private const string Folder = "tests/SfnMapRun.Tests/Exporting/Pages";

    [Fact]
    public void A_run_that_failed_was_redriven_and_has_more_than_was_read()
    {
        var run = Failed();
        (run.RedriveDate, run.RedriveCount, run.MaxConcurrency, run.ToleratedFailureCount) = (Start.AddMinutes(5), 1, 0, 2000);
        run.ExecutionCounts = new() { Succeeded = 1_000, Failed = 30, TimedOut = 20, Aborted = 2, Running = 0 };
        var children = History(run, new Dictionary<string, int> { ["SUCCEEDED"] = 40, ["FAILED"] = 30, ["TIMED_OUT"] = 20, ["ABORTED"] = 2 }, most: 60);
        var failure = Failure("NoStock", 24);
        (failure.Items, failure.SampleCause, failure.SampleExecutionArn) = (1, "Nothing left of <7>.\nOrdered: 3", $"{FakeStepFunctions.ExecutionArn}-1");
        var single = Failure("States.Timeout", 1);
        (single.FirstSeen, single.Items, single.UnsuccessfulExecutions) = (single.LastSeen, 1_000, 50);
        var ofItself = new MapRunFailure
        {
            Scope = "MapRun", MapRunStatus = "FAILED", Status = "FAILED", Error = "States.ExceedToleratedFailureThreshold", SampledExecutions = 36,
            UnsuccessfulExecutions = 50, SampleCause = "The specified tolerated failure threshold was exceeded.", SampleExecutionArn = FakeStepFunctions.ExecutionArn,
        };
        AssertSame("failed", [new MapRunReport(run, [ofItself, failure, single, CutOff(11)], children, ["The rest is missing."])]);
    }

    [Fact]
    public void A_run_that_runs()
    {
        var run = new MapRun
        {
            MapRunArn = FakeStepFunctions.MapRunArn, ExecutionArn = FakeStepFunctions.ExecutionArn, Status = "RUNNING", StartDate = Start,
            DescribedDate = Start.AddMinutes(10), MaxConcurrency = 2, ToleratedFailurePercentage = 100, ToleratedFailureCount = 1,
            ItemCounts = new() { Total = 1_000_000, Succeeded = 50, Running = 20, Pending = 999_929, Failed = 1, TimedOut = 0, Aborted = 0 },
            ExecutionCounts = new() { Running = 2, Succeeded = 5, Pending = 3, Failed = 1, TimedOut = 0, Aborted = 0 },
        };
        var failure = Failure("NoStock", 1);
        (failure.SampledExecutions, failure.UnsuccessfulExecutions) = (1, 1);
        AssertSame("running", [new MapRunReport(run, [failure], History(run, failed: 1, running: 2, succeeded: 5), [])]);
    }

    [Fact]
    public void Several_runs_and_one_that_is_missing()
    {
        var succeeded = new MapRun
        {
            MapRunArn = FakeStepFunctions.MapRunArn, Status = "SUCCEEDED", StartDate = Start, StopDate = Start.AddHours(1), DescribedDate = Start.AddHours(2),
            ToleratedFailurePercentage = 0, ToleratedFailureCount = 0, ItemCounts = new() { Total = 10, Succeeded = 10, Failed = 0, TimedOut = 0, Aborted = 0 },
        };
        var aborted = Failed();
        (aborted.Status, aborted.ItemCounts!.Pending, aborted.ItemCounts.FailuresNotRedrivable) = ("ABORTED", 0, 1850);
        aborted.ToleratedFailurePercentage = 33.333;
        AssertSame(
            "several",
            [
                new MapRunReport(succeeded, [], History(succeeded, succeeded: 2), []), new MapRunReport(aborted, [Failure("NoStock", 2)], new ChildHistory(), []),
                new MapRunReport(new MapRun { DescribedDate = Start }, [Failure("NoStock", 2)], new ChildHistory(), []),
            ],
            [("arn:x", "Not found.")],
            Now.ToOffset(TimeSpan.Zero));
    }

    private static void AssertSame(
        string name, MapRunReport[] reports, (string MapRunArn, string Why)[]? missing = null, DateTimeOffset? now = null)
    {
        var page = Regex.Replace(ReportPage.Of(reports, missing ?? [], now ?? Now), @"(?s)<style>.*</style>|<svg class=""patterns"".*?</svg>|\d+\.\d+\.\d+(?=\.</footer>)", "…");
        var path = $"{Folder}/{name}.html";
        if (Environment.GetEnvironmentVariable("SFNMAPRUN_UPDATE_SNAPSHOTS") is { Length: > 0 })
        {
            File.WriteAllText(Path.Combine(Repository.Root, path), page);
        }

        Assert.Equal(Repository.Read(path), page, ignoreLineEndingDifferences: true);
    }
}
