namespace SfnMapRun.Exporting;

/// <summary>A span of time in parts that read well: no more than 60, each so many seconds, minutes, hours or days long.</summary>
internal sealed class TimeAxis
{
    private const int MostParts = 60;
    private const int MostTicks = 4;

    private static readonly TimeSpan[] Lengths =
    [
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(seconds => TimeSpan.FromSeconds(seconds)),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
        .. new[] { 1, 2, 3, 6, 12 }.Select(hours => TimeSpan.FromHours(hours)),
        .. new[] { 1, 2, 7, 14, 28, 91, 364, 3640, 36400, 364000, 3640000 }.Select(days => TimeSpan.FromDays(days)),
    ];

    /// <param name="from">What the axis begins with, in UTC.</param>
    /// <param name="to">What it ends with.</param>
    public TimeAxis(DateTime from, DateTime to)
    {
        Part = Lengths.First(length => Count(from, to, length) <= MostParts);
        Start = Down(from, Part);
        Parts = (int)Count(from, to, Part);
    }

    /// <summary>Where it begins, in UTC.</summary>
    public DateTime Start { get; }

    /// <summary>How long a part is.</summary>
    public TimeSpan Part { get; }

    /// <summary>How many parts there are.</summary>
    public int Parts { get; }

    /// <summary>Times to name, evenly spaced, at most four.</summary>
    public IReadOnlyList<DateTime> Ticks
    {
        get
        {
            var length = Lengths.First(length => length >= Part && Parts * Part.Ticks / length.Ticks < MostTicks);
            var first = Down(Start, length).Ticks;
            first += first < Start.Ticks ? length.Ticks : 0;
            var count = (int)(((Start.Ticks + (Parts * Part.Ticks) - first) / length.Ticks) + 1);
            return [.. Enumerable.Range(0, count).Select(i => first + (i * length.Ticks))
                .Where(ticks => ticks <= DateTime.MaxValue.Ticks).Select(ticks => new DateTime(ticks, DateTimeKind.Utc))];
        }
    }

    /// <summary>Where a time is, from 0 at the start to 1 at the end.</summary>
    public double At(DateTime time) => Math.Clamp((time - Start) / (Parts * Part), 0, 1);

    /// <summary>How many of these times are in each part.</summary>
    public int[] Histogram(IEnumerable<DateTime> times)
    {
        var counts = new int[Parts];
        foreach (var time in times)
        {
            counts[Math.Clamp((int)((time - Start).Ticks / Part.Ticks), 0, Parts - 1)]++;
        }

        return counts;
    }

    private static DateTime Down(DateTime time, TimeSpan length) => new(time.Ticks / length.Ticks * length.Ticks, DateTimeKind.Utc);

    private static long Count(DateTime from, DateTime to, TimeSpan length) => (to.Ticks / length.Ticks) - (from.Ticks / length.Ticks) + 1;
}
