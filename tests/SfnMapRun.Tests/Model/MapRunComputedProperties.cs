using CsCheck;

namespace SfnMapRun.Tests.Model;

/// <summary>The laws of what is computed, over counts of every kind: unknown, none, few and many.</summary>
public sealed class MapRunComputedProperties
{
    private static readonly DateTime Now = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Gen<long?> Count = Gen.Frequency<long?>(
        (1, Gen.Const((long?)null)),
        (2, Gen.Const((long?)0)),
        (5, Gen.Long[0, 20].Select(n => (long?)n)),
        (2, Gen.Long[0, 1_000_000_000_000].Select(n => (long?)n)));

    private static readonly Gen<MapRunItemCounts> Counts = Count.Array[10].Select(n => new MapRunItemCounts
    {
        Total = n[0], Pending = n[1], Running = n[2], Succeeded = n[3], Failed = n[4],
        TimedOut = n[5], Aborted = n[6], ResultsWritten = n[7], FailuresNotRedrivable = n[8], PendingRedrive = n[9],
    });

    private static readonly Gen<DateTime?> Date = Gen.OneOf<DateTime?>(Gen.Const((DateTime?)null), Gen.Int[-40 * 24, 24].Select(hours => (DateTime?)Now.AddHours(hours)));

    private static readonly Gen<MapRun> Runs = Gen.Select(
        Gen.OneOf<string?>("RUNNING", "SUCCEEDED", "FAILED", "ABORTED", "PAUSED", null), Counts, Date, Date, Count, Gen.OneOf<double?>(null, 0, 0.1, 12.5, 100),
        (status, counts, start, stop, tolerated, percentage) => new MapRun
        {
            Status = status,
            ItemCounts = counts,
            StartDate = start,
            StopDate = stop,
            DescribedDate = Now,
            ToleratedFailureCount = tolerated,
            ToleratedFailurePercentage = percentage,
        });

    [Fact]
    public void Percentages_are_between_0_and_100_and_failures_are_among_what_has_finished() => Runs.Sample(run =>
    {
        Assert.True(run.FinishedPercentage is null or (>= 0 and <= 100));
        Assert.True(run.FailurePercentage is null || run.FailurePercentage <= run.FinishedPercentage);
        Assert.Equal(run.ItemCounts!.Total is null or 0 || run.ItemCounts.Finished is null, run.FinishedPercentage is null);
    });

    [Fact]
    public void More_failed_than_is_tolerated_is_exceeded_and_nothing_else_is() => Runs.Sample(run =>
    {
        if (run.ToleratedFailures is { } tolerated && run.ItemCounts!.Failures is { } failures)
        {
            Assert.Equal(failures > tolerated, run.ToleratedFailureExceeded);
        }
    });

    [Fact]
    public void A_failure_more_never_makes_an_exceeded_threshold_one_that_is_not() => Runs.Sample(run =>
    {
        var before = run.ToleratedFailureExceeded;
        run.ItemCounts!.Failed++;
        Assert.True(before != true || run.ToleratedFailureExceeded == true);
    });

    [Fact]
    public void A_duration_is_never_negative_and_ends_with_the_stop() => Runs.Sample(run =>
    {
        Assert.True(run.DurationSeconds is null or >= 0);
        if (run is { StartDate: { } start, StopDate: { } stop } && stop >= start)
        {
            Assert.Equal((stop.ToUniversalTime() - start.ToUniversalTime()).TotalSeconds, run.DurationSeconds);
        }
    });

    [Fact]
    public void Nothing_can_be_redriven_after_success_while_it_runs_or_after_the_14_days() => Runs.Sample(run =>
    {
        Assert.True(run.ItemsRedrivable is null or >= 0);
        Assert.True(run.Status != "RUNNING" || run.ItemsRedrivable is null or 0);
        Assert.True(run.Status != "SUCCEEDED" || run.ItemsRedrivable is null or 0);
        Assert.True(!(run.RedriveUntil < run.DescribedDate) || run.ItemsRedrivable is null or 0);
    });

    [Fact]
    public void Counts_read_as_those_that_are_known() => Counts.Sample(counts =>
    {
        var known = typeof(MapRunItemCounts).GetProperties().Count(property => property.GetValue(counts) is not null);
        Assert.Equal(known, counts.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
    });
}
