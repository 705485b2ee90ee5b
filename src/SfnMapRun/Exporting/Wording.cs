using System.Globalization;
using SfnMapRun.Formatting;
using SfnMapRun.Model;

namespace SfnMapRun.Exporting;

/// <summary>What a report says in words: what is not known is left out, not made up.</summary>
internal static class Wording
{
    /// <summary>A number with its thousands apart; "-" where it is not known.</summary>
    public static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A date to the second, in UTC; "-" where there is none.</summary>
    public static string Date(DateTime? date) => CellFormat.ExactDate(date?.ToUniversalTime());

    /// <summary>A share in percent, with a decimal, neither rounded to nothing nor to all.</summary>
    public static string Share(decimal part, decimal all) => (part / all) switch
    {
        > 0 and < 0.001m => "<0.1%",
        < 1 and > 0.999m => ">99.9%",
        var share => share.ToString("0.#%", CultureInfo.InvariantCulture),
    };

    /// <summary>A number of things, with its thousands apart.</summary>
    public static string Things(long number, string singular) => $"{Number(number)} {singular}{(number == 1 ? string.Empty : "s")}";

    /// <summary>Where a Map Run stands, in a sentence or three.</summary>
    public static string Summary(MapRun run)
    {
        var sentences = new[]
        {
            run.ItemCounts is { Total: > 0 and var total, Finished: { } finished }
                ? $"{Standing(run)}: {Number(finished)} of {Things(total, "item")} finished{FailedOf(run)}."
                : $"{Standing(run)}.",
            WaitText.WaitingFor(run) is { } waiting ? $"It is waiting for {waiting}." : null,
            MapRunStatus.IsUnsuccessful(run.Status) && run.ItemCounts is { Pending: > 0 and var pending }
                ? $"{Things(pending, "item")} never started."
                : null,
        };
        return string.Join(' ', sentences.OfType<string>());
    }

    /// <summary>Failed against tolerated, for a figure; null where neither is known.</summary>
    public static string? Tolerated(MapRun run) => run switch
    {
        { ToleratesAll: true } => "any number is tolerated",
        { ToleratedFailures: { } tolerated } => $"{Number(tolerated)} tolerated",
        _ => null,
    };

    /// <summary>Items a minute; null where that is not known.</summary>
    public static string? Rate(MapRun run) => run.ItemsPerMinute switch
    {
        null => null,
        < 10 => $"{ProgressTable.PerMinute(run, int.MaxValue)} items a minute",
        { } rate => $"{Number(rate >= long.MaxValue ? long.MaxValue : (long)rate)} items a minute",
    };

    /// <summary>What can be redriven, and until when; null where a redrive is out of the question.</summary>
    public static string? Redrive(MapRun run) => run switch
    {
        _ when !MapRunStatus.IsUnsuccessful(run.Status) => null,
        _ when run.DescribedDate > run.RedriveUntil => $"A redrive was possible until {Date(run.RedriveUntil)} UTC, and no longer is.",
        { ItemsRedrivable: 0 } => "No items can be redriven.",
        { ItemsRedrivable: { } redrivable } =>
            $"{Things(redrivable, "item")} can be redriven{Until(run)}: what failed, timed out or was aborted, and what never started.",
        _ => $"A redrive is possible{Until(run)}. How many items it would run is not known: the service doesn't say.",
    };

    private static string Until(MapRun run) => run.RedriveUntil is { } until ? $" until {Date(until)} UTC" : string.Empty;

    private static string Standing(MapRun run)
    {
        var duration = run.Duration is null ? null : CellFormat.Duration(run.Duration);
        return run.Status switch
        {
            null => "Status not known",
            _ when MapRunStatus.Is(run.Status, MapRunStatus.Running) => duration is null ? "Running" : $"Running for {duration}",
            _ when MapRunStatus.Is(run.Status, MapRunStatus.Succeeded) => duration is null ? "Succeeded" : $"Succeeded after {duration}",
            _ when MapRunStatus.Is(run.Status, MapRunStatus.Failed) => duration is null ? "Failed" : $"Failed after {duration}",
            _ when MapRunStatus.Is(run.Status, MapRunStatus.Aborted) => duration is null ? "Aborted" : $"Aborted after {duration}",
            _ => duration is null ? run.Status : $"{run.Status} after {duration}",
        };
    }

    private static string FailedOf(MapRun run) => run.ItemsFailed switch
    {
        null or 0 => string.Empty,
        { } failed when Tolerated(run) is { } tolerated => $", {Number(failed)} of them failed ({tolerated})",
        { } failed => $", {Number(failed)} of them failed",
    };
}
