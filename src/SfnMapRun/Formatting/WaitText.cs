using System.Globalization;
using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>How a Map Run is getting on, in a line: what is not known is left out, not made up.</summary>
internal static class WaitText
{
    /// <summary>
    /// Status, items done of the total, failed against tolerated, and where they are known the rate and the time that is left.
    /// </summary>
    public static string Of(MapRun run, double? itemsPerSecond = null, TimeSpan? left = null) => string.Join(
        ", ",
        new[]
        {
            run.Status ?? "no status",
            run.ItemCounts switch
            {
                { Total: > 0 and var total, Finished: { } finished } => $"{Number(finished)} of {Number(total)} items",
                { Total: 0 } => "no items read yet",
                _ => null,
            },
            run.ItemCounts?.Failures is { } failures ? $"{Number(failures)} failed{ToleratedOf(run)}" : null,
            itemsPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate:0.#} a second") : null,
            left is { } rest ? $"{CellFormat.Duration(rest)} left" : null,
        }.OfType<string>());

    /// <summary>
    /// The same within the width of a progress bar, which shows the time that is left by itself: what matters first, as the end may
    /// be cut. A bar says by itself that the Map Run is running.
    /// </summary>
    public static string Short(MapRun run, double? itemsPerSecond) => string.Join(
        ", ",
        new[]
        {
            run.ItemCounts switch
            {
                { Total: > 0 and var total, Finished: { } finished } => $"{Number(finished)}/{Number(total)} items",
                { Total: 0 } => "no items read yet",
                _ => null,
            },
            run.ItemCounts?.Failures is { } failures ? $"{Number(failures)} failed{ToleratedOf(run)}" : null,
            MapRunStatus.Is(run.Status, MapRunStatus.Running) ? null : run.Status ?? "no status",
            itemsPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate:0.#}/s") : null,
        }.OfType<string>());

    private static bool IsAllTolerated(MapRun run) => run is { ToleratedFailurePercentage: >= 100, ToleratedFailureCount: null or 0 };

    private static string ToleratedOf(MapRun run) => run switch
    {
        _ when IsAllTolerated(run) => " (all tolerated)",
        { ToleratedFailures: { } tolerated } => $" ({Number(tolerated)} tolerated)",
        _ => string.Empty,
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
