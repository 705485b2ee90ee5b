using System.Globalization;

namespace SfnMapRun.Formatting;

/// <summary>Single values as the views show them: unknown is "-", never empty and never 0.</summary>
public static class Cells
{
    private const string Unknown = "-";

    /// <summary>A count within a number of characters: in full while it fits, then with K, M or G.</summary>
    public static string Count(long? count, int width = int.MaxValue)
    {
        if (count is not { } value)
        {
            return Unknown;
        }

        var full = value.ToString(CultureInfo.InvariantCulture);
        if (full.Length <= width)
        {
            return full;
        }

        // Cut, not rounded: 999,999 of a million must not read as 1M.
        var (unit, letter) = value switch
        {
            >= 1_000_000_000 => (1_000_000_000m, 'G'),
            >= 1_000_000 => (1_000_000m, 'M'),
            _ => (1_000m, 'K'),
        };
        for (var decimals = 2; decimals > 0; decimals--)
        {
            var text = decimal.Round(value / unit, decimals, MidpointRounding.ToZero).ToString(CultureInfo.InvariantCulture) + letter;
            if (text.Length <= width)
            {
                return text;
            }
        }

        return decimal.Truncate(value / unit).ToString(CultureInfo.InvariantCulture) + letter;
    }

    /// <summary>A percentage without decimals, cut down, so that only what is complete reads 100%.</summary>
    public static string Percentage(double? percentage) => percentage switch
    {
        null => Unknown,
        > 0 and < 1 => "<1%",
        { } value => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(value)}%"),
    };

    /// <summary>A percentage with up to two decimals.</summary>
    public static string ExactPercentage(double? percentage) =>
        percentage is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.##} %") : Unknown;

    /// <summary>A duration in at most four characters: 45s, 72m, 3.9h, 12h, 4.2d, 21d.</summary>
    public static string ShortDuration(TimeSpan? duration) => duration switch
    {
        null => Unknown,
        { TotalSeconds: < 100 } value => Unit(value.TotalSeconds, 's', decimals: 0),
        { TotalMinutes: < 100 } value => Unit(value.TotalMinutes, 'm', decimals: 0),
        { TotalHours: < 10 } value => Unit(value.TotalHours, 'h', decimals: 1),
        { TotalHours: < 48 } value => Unit(value.TotalHours, 'h', decimals: 0),
        { TotalDays: < 10 } value => Unit(value.TotalDays, 'd', decimals: 1),
        { } value => Unit(value.TotalDays, 'd', decimals: 0),
    };

    /// <summary>A duration in words short enough for a line: 17m 38s, 1h 11m 35s, 2d 4h 30m 0s.</summary>
    public static string Duration(TimeSpan? duration)
    {
        if (duration is not { } value)
        {
            return Unknown;
        }

        var parts = new[] { (value.Days, 'd'), (value.Hours, 'h'), (value.Minutes, 'm'), (value.Seconds, 's') };
        return string.Join(' ', parts.SkipWhile(part => part is { Item1: 0, Item2: not 's' }).Select(part => $"{part.Item1}{part.Item2}"));
    }

    /// <summary>A date to the minute, in local time and sortable.</summary>
    public static string Date(DateTime? date) => date?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? Unknown;

    /// <summary>A date to the second, in local time and sortable.</summary>
    public static string ExactDate(DateTime? date) => date?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? Unknown;

    private static string Unit(double value, char unit, int decimals)
    {
        var scale = Math.Pow(10, decimals);
        return (Math.Floor(value * scale) / scale).ToString(decimals == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + unit;
    }
}
