namespace SfnMapRun.Model;

/// <summary>Arithmetic that stays within its range: what a service sends may be absurd, and is shown all the same.</summary>
internal static class Saturating
{
    /// <summary>The whole number next to a value.</summary>
    public static long ToInt64(decimal value) =>
        value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value;

    /// <summary>A sum, at most the greatest number there is; null where one of the two is not known.</summary>
    public static long? Add(long? one, long? other) => one is { } a && other is { } b ? ToInt64((decimal)a + b) : null;

    /// <summary>A percentage from 0 to 100; what is no number is 0.</summary>
    public static decimal Percentage(double percentage) => double.IsNaN(percentage) ? 0 : (decimal)Math.Clamp(percentage, 0, 100);

    /// <summary>A later date, at most the last there is; null where there is none.</summary>
    public static DateTime? Add(DateTime? date, TimeSpan time) =>
        date is { } known && known > DateTime.MaxValue - time ? DateTime.SpecifyKind(DateTime.MaxValue, known.Kind) : date + time;
}
