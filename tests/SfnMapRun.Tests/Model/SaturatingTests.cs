namespace SfnMapRun.Tests.Model;

/// <summary>What is computed of absurd fields stays within its range, and never throws.</summary>
public sealed class SaturatingTests
{
    private static readonly long?[] Counts = [null, 0, 1, long.MaxValue - 1, long.MaxValue, -1, long.MinValue];
    private static readonly double?[] Percentages =
        [null, 0, 5, 100, 1e30, -1e30, double.NaN, double.PositiveInfinity, double.MaxValue, double.Epsilon];
    private static readonly DateTime?[] Dates =
        [null, DateTime.MinValue, DateTime.MaxValue, new DateTime(9999, 12, 25, 0, 0, 0, DateTimeKind.Utc), DateTime.UnixEpoch];

    [Fact]
    public void Every_member_of_a_Map_Run_can_be_read()
    {
        var random = new Random(13);
        T Any<T>(T[] values) => values[random.Next(values.Length)];
        for (var i = 0; i < 500; i++)
        {
            var run = new MapRun
            {
                MapRunArn = FakeStepFunctions.MapRunArn,
                Status = Any(["RUNNING", "SUCCEEDED", "FAILED", "ABORTED", "NEW"]),
                StartDate = Any(Dates),
                StopDate = Any(Dates),
                RedriveDate = Any(Dates),
                DescribedDate = Any(Dates) ?? DateTime.Now,
                ToleratedFailureCount = Any(Counts),
                ToleratedFailurePercentage = Any(Percentages),
                ItemCounts = new MapRunItemCounts
                {
                    Pending = Any(Counts),
                    Running = Any(Counts),
                    Succeeded = Any(Counts),
                    Failed = Any(Counts),
                    TimedOut = Any(Counts),
                    Aborted = Any(Counts),
                    Total = Any(Counts),
                    FailuresNotRedrivable = Any(Counts),
                    PendingRedrive = Any(Counts),
                },
            };
            Probe.All(run);
            Assert.False(run.ItemsRedrivable < 0);
        }
    }

    [Fact]
    public void Counts_near_the_greatest_number_add_up_to_it()
    {
        var counts = new MapRunItemCounts { Failed = long.MaxValue, TimedOut = 1 };
        Assert.Equal((long.MaxValue, long.MaxValue), (counts.Failures, counts.Finished));
        Assert.True(new MapRun { ItemCounts = counts, ToleratedFailureCount = long.MaxValue - 1 }.ToleratedFailureExceeded);
    }

    [Fact]
    public void A_redrive_is_possible_until_the_last_date_there_is() => Assert.Equal(
        DateTime.MaxValue,
        new MapRun { Status = "FAILED", StopDate = new DateTime(9999, 12, 25, 0, 0, 0, DateTimeKind.Utc) }.RedriveUntil!.Value,
        TimeSpan.FromDays(1));
}
