using System.ComponentModel;
using System.Globalization;

namespace SfnMapRun.Formatting;

/// <summary>Single values as the views show them: unknown is "-", never empty and never 0.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellFormat
{
    private const string Unknown = "-";
    private const int BarWidth = 5;

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

    /// <summary>A percentage as a bar of five cells, cut down to half a cell, so that only what is complete is full.</summary>
    public static string Bar(double percentage)
    {
        var halves = (int)Math.Floor(Math.Clamp(percentage, 0, 100) / 100 * 2 * BarWidth);
        var filled = new string('█', halves / 2) + (halves % 2 == 1 ? "▌" : string.Empty);
        return filled.PadRight(BarWidth, '░');
    }

    /// <summary>A percentage with up to two decimals.</summary>
    public static string ExactPercentage(double? percentage) => percentage switch
    {
        null => Unknown,
        > 0 and < 0.01 => "<0.01 %",
        { } value => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} %"),
    };

    /// <summary>A duration in at most three characters, cut down: 45s, 71m, 26h, 12d, 31w.</summary>
    public static string ShortDuration(TimeSpan? duration) => duration switch
    {
        null => Unknown,
        { TotalSeconds: < 100 } value => $"{(int)value.TotalSeconds}s",
        { TotalMinutes: < 100 } value => $"{(int)value.TotalMinutes}m",
        { TotalHours: < 100 } value => $"{(int)value.TotalHours}h",
        { TotalDays: < 100 } value => $"{(int)value.TotalDays}d",
        { } value => $"{(int)value.TotalDays / 7}w",
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
}
