using System.Globalization;
using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>How a Map Run is getting on, in a line: what is not known is left out, not made up.</summary>
internal static class WaitText
{
    /// <summary>
    /// What a Map Run that is running waits for, in words; null where that is not known. It fits the list view at 80 columns.
    /// </summary>
    public static string? WaitingFor(MapRun run) => run.WaitingFor switch
    {
        MapRunWait.Input => "its input or a turn in the account's backlog",
        MapRunWait.Concurrency => "a free slot within MaxConcurrency",
        MapRunWait.WindingDown => "its last child executions: it is winding down",
        _ => null,
    };

    /// <summary>
    /// Status, items done of the total, failed against tolerated, and where they are known the rate and the time that is left.
    /// </summary>
    public static string Of(MapRun run, double? itemsPerSecond = null, TimeSpan? left = null) => string.Join(
        ", ",
        new[]
        {
            run.Status ?? "no status",
            run.WaitingFor == MapRunWait.WindingDown ? "winding down" : null,
            run.ItemCounts switch
            {
                { Total: > 0 and var total, Finished: { } finished } => $"{Number(finished)} of {Number(total)} items",
                _ when run.WaitingFor == MapRunWait.Input => "reading its input, or in the account's backlog",
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
                { Total: > 0 and var total, Finished: { } finished } =>
                    $"{(run.WaitingFor == MapRunWait.WindingDown ? "winding down: " : null)}{Number(finished)}/{Number(total)} items",
                _ when run.WaitingFor == MapRunWait.Input => "reading input or in the backlog",
                { Total: 0 } => "no items read yet",
                _ => null,
            },
            run.ItemCounts?.Failures is { } failures ? $"{Number(failures)} failed{(failures > 0 ? ToleratedOf(run) : null)}" : null,
            run.ItemCounts?.Failures is not null && MapRunStatus.Is(run.Status, MapRunStatus.Running) ? null : run.Status ?? "no status",
            itemsPerSecond is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate:0.#}/s") : null,
        }.OfType<string>());

    /// <summary>How an execution is getting on of which no Map Run runs.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="mapRuns">How many Map Runs it has started so far.</param>
    public static string Of(MapRunExecution execution, int mapRuns) => $"{execution.Status ?? "no status"}, " + mapRuns switch
    {
        0 => "no Map Run has begun yet",
        1 => "its Map Run has stopped",
        _ => $"its {mapRuns} Map Runs have stopped",
    };

    /// <summary>What an execution is waited for to do while none of its Map Runs runs, within the width of a progress bar.</summary>
    /// <param name="mapRuns">How many Map Runs it has started so far.</param>
    public static string Short(int mapRuns) => mapRuns == 0 ? "waits for a Map Run to begin" : "waits for the execution to end";

    private static string ToleratedOf(MapRun run) => run switch
    {
        _ when run.ToleratesAll => " (all tolerated)",
        { ToleratedFailures: { } tolerated } => $" ({Number(tolerated)} tolerated)",
        _ => string.Empty,
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
