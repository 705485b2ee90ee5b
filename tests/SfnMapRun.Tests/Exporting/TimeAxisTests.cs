using System.Globalization;
using SfnMapRun.Exporting;

namespace SfnMapRun.Tests.Exporting;

public sealed class TimeAxisTests
{
    private static readonly DateTime Start = new(2026, 1, 11, 10, 0, 7, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, 1, 1, "10:00:07 10:00:08")]
    [InlineData(59, 1, 60, "10:00:30 10:01:00")]
    [InlineData(60, 2, 31, "10:00:30 10:01:00")]
    [InlineData(1058, 30, 36, "10:00:00 10:05:00 10:10:00 10:15:00")]
    [InlineData(86_400, 1800, 49, "12:00:00 00:00:00")]
    public void Parts_and_ticks_are_times_that_read_well(int seconds, int part, int parts, string ticks)
    {
        var axis = new TimeAxis(Start, Start.AddSeconds(seconds));
        Assert.Equal((TimeSpan.FromSeconds(part), parts), (axis.Part, axis.Parts));
        Assert.Equal(ticks, string.Join(' ', axis.Ticks.Select(tick => tick.ToString("HH:mm:ss", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Whatever_the_span_it_has_few_parts_that_hold_all_and_few_ticks_within()
    {
        var random = new Random(20261127);
        for (var i = 0; i < 2000; i++)
        {
            var from = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks >> random.Next(20)), DateTimeKind.Utc);
            var to = new DateTime(from.Ticks + (random.NextInt64(DateTime.MaxValue.Ticks - from.Ticks) >> random.Next(50)), DateTimeKind.Utc);
            var axis = new TimeAxis(from, to);
            Assert.InRange(axis.Parts, 1, 60);
            Assert.True(axis.Start <= from && (to - axis.Start) < axis.Parts * axis.Part);
            Assert.InRange(axis.Ticks.Count, 1, 4);
            Assert.All(axis.Ticks, tick => Assert.InRange(tick, axis.Start, DateTime.MaxValue));
            Assert.Equal(3, axis.Histogram([from, to, from]).Sum());
        }
    }

    [Fact]
    public void The_ends_of_all_time_are_a_span_too()
    {
        var axis = new TimeAxis(DateTime.MinValue, DateTime.MaxValue);
        Assert.Equal((1, 1), (axis.Histogram([DateTime.MinValue])[0], axis.Histogram([DateTime.MaxValue])[^1]));
        Assert.InRange(axis.Ticks.Count, 1, 4);
    }

    [Fact]
    public void A_time_counts_in_its_part()
    {
        var axis = new TimeAxis(Start, Start.AddSeconds(1058));
        Assert.Equal((0, 2, 1), (axis.Histogram([])[0], axis.Histogram([Start, Start.AddSeconds(22)])[0], axis.Histogram([Start.AddSeconds(23)])[1]));
        Assert.Equal((0.0, 1.0), (axis.At(Start.AddDays(-1)), axis.At(Start.AddDays(1))));
    }
}
