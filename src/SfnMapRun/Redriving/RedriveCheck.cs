using System.Globalization;
using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.Model;

namespace SfnMapRun.Redriving;

/// <summary>Whether a Map Run can be redriven, and what that would start again, in words.</summary>
internal static class RedriveCheck
{
    private const string NotRedrivable = "NOT_REDRIVABLE";
    private const string RedrivableByMapRun = "REDRIVABLE_BY_MAP_RUN";

    /// <summary>Passes a Map Run that can be redriven as far as its description tells.</summary>
    /// <exception cref="StepFunctionsException">It can't be; the message says why.</exception>
    public static void Check(MapRun run)
    {
        var reason = run switch
        {
            _ when MapRunStatus.Is(run.Status, MapRunStatus.Running) => "is running: only what has stopped can be redriven",
            _ when MapRunStatus.Is(run.Status, MapRunStatus.Succeeded) => "has succeeded: there is nothing to redrive",
            _ => null,
        };
        if (reason is not null)
        {
            throw Failure($"The Map Run {MapRunTable.Title(run)} {reason}.");
        }
    }

    /// <summary>
    /// Passes a Map Run whose execution was redriven because of another of its Map Runs, if there was something to redrive.
    /// </summary>
    /// <exception cref="StepFunctionsException">There was not.</exception>
    public static void CheckSibling(MapRun run, DateTime redriveDate)
    {
        if (MapRunStatus.Is(run.Status, MapRunStatus.Succeeded) && !IsRedrivenSince(run, redriveDate))
        {
            Check(run);
        }
    }

    /// <summary>Passes a Map Run whose parent execution can be redriven. The service counts the 14 days from the end of that one.</summary>
    /// <exception cref="StepFunctionsException">It can't be; the message has the service's reason.</exception>
    public static void Check(MapRun run, MapRunExecution parent)
    {
        var name = parent.Name ?? parent.ExecutionArn;
        if (MapRunStatus.Is(parent.RedriveStatus, NotRedrivable))
        {
            var late = run.RedriveUntil < run.DescribedDate
                ? $" The Map Run stopped at {CellFormat.ExactDate(run.StopDate)}; a redrive is possible for 14 days."
                : string.Empty;
            throw Failure($"The execution {name} can't be redriven: {parent.RedriveStatusReason?.TrimEnd('.') ?? parent.Status}.{late}");
        }

        if (MapRunStatus.Is(parent.RedriveStatus, RedrivableByMapRun))
        {
            throw Failure(
                $"The execution {name} is itself a child execution: it is redriven with the Map Run that started it, {parent.MapRunArn}.");
        }
    }

    /// <summary>Whether a Map Run was redriven at a time or later.</summary>
    public static bool IsRedrivenSince(MapRun run, DateTime redriveDate) =>
        run.RedriveDate?.ToUniversalTime() >= redriveDate.ToUniversalTime();

    /// <summary>Passes a redrive that happened after the execution stopped, which may be later than its Map Run did.</summary>
    /// <exception cref="StepFunctionsException">It is an earlier one, with the same token, so that nothing was redriven now.</exception>
    public static void CheckRedriven(MapRun run, MapRunExecution parent, DateTime redriveDate, string token)
    {
        if (HasStoppedSince(parent, redriveDate))
        {
            throw Failure(
                $"The client token '{token}' is that of a redrive at {CellFormat.ExactDate(redriveDate)}, "
                + $"before the execution of the Map Run {MapRunTable.Title(run)} stopped: nothing was redriven now.");
        }
    }

    /// <summary>Whether an execution has stopped, at a time or later.</summary>
    public static bool HasStoppedSince(MapRunExecution parent, DateTime date) =>
        !MapRunStatus.Is(parent.Status, MapRunStatus.Running) && parent.StopDate?.ToUniversalTime() >= date.ToUniversalTime();

    /// <summary>
    /// Whether the counts of a Map Run are still those from before its redrive, as they are in the first moments after it.
    /// </summary>
    public static bool HasOldCounts(MapRun run, MapRun before) =>
        MapRunStatus.IsStopped(before.Status)
        && run.ItemCounts is { } counts && before.ItemCounts is { } old
        && (counts.Pending, counts.Running, counts.Finished, counts.Unsuccessful)
            == (old.Pending, old.Running, old.Finished, old.Unsuccessful);

    /// <summary>What a redrive would run.</summary>
    public static string Describe(MapRun run)
    {
        var counts = run.ItemCounts;
        var (notStarted, again) = (counts?.Pending.GetValueOrDefault(), run.ItemsRedrivable - counts?.Pending.GetValueOrDefault());
        var parts = new[]
        {
            notStarted > 0 ? $"{Quantity.Of(notStarted.Value, "item")} that never started" : null,
            again switch
            {
                null => $"what failed{DetailsOf(counts)}",
                0 when notStarted > 0 => null,
                { } number => $"{Quantity.Of(number, "item")} that did not succeed{DetailsOf(counts)}",
            },
        };
        return $"Redrive {string.Join(" and ", parts.OfType<string>())}, with all else that failed in the execution {run.ExecutionArn}";
    }

    private static string DetailsOf(MapRunCounts? counts)
    {
        var parts = new (long? Count, string What)[]
        {
            (counts?.Failed, "failed"),
            (counts?.TimedOut, "timed out"),
            (counts?.Aborted, "aborted"),
            (counts?.FailuresNotRedrivable, "of them can't be redriven"),
        }.Where(part => part.Count > 0).Select(part => $"{Number(part.Count)} {part.What}");
        var details = string.Join(", ", parts);
        return details.Length > 0 ? $" ({details})" : string.Empty;
    }

    private static StepFunctionsException Failure(string message) => new(FailureKind.NotRedrivable, message);

    private static string Number(long? number) => number.GetValueOrDefault().ToString(CultureInfo.InvariantCulture);
}
