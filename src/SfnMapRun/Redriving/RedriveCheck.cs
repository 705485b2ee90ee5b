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

    /// <summary>Passes a redrive that happened after the Map Run stopped.</summary>
    /// <exception cref="StepFunctionsException">It is an earlier one, with the same token, so that nothing was redriven now.</exception>
    public static void CheckRedriven(MapRun run, DateTime redriveDate, string token)
    {
        if (MapRunStatus.IsStopped(run.Status) && redriveDate.ToUniversalTime() < run.StopDate?.ToUniversalTime())
        {
            throw Failure(
                $"The client token '{token}' is that of a redrive at {CellFormat.ExactDate(redriveDate)}, "
                + $"before the Map Run {MapRunTable.Title(run)} stopped: nothing was redriven now.");
        }
    }

    /// <summary>What a redrive would start again.</summary>
    public static string Describe(MapRun run)
    {
        var counts = run.ItemCounts;
        var again = run.ItemsRedrivable is { } redrivable ? Quantity.Of(redrivable, "item") : "what failed";
        var parts = new (long? Count, string What)[]
        {
            (counts?.Failed, "failed"),
            (counts?.TimedOut, "timed out"),
            (counts?.Aborted, "aborted"),
            (counts?.FailuresNotRedrivable, "can't be redriven"),
        }.Where(part => part.Count > 0).Select(part => $"{Number(part.Count)} {part.What}");
        var details = string.Join(", ", parts);
        var notStarted = counts?.Pending > 0 ? $" and start {Number(counts.Pending)} that never were" : string.Empty;
        return $"Redrive {again}{(details.Length > 0 ? $" ({details})" : string.Empty)}{notStarted}, "
            + $"with all else that failed in the execution {run.ExecutionArn}";
    }

    private static StepFunctionsException Failure(string message) => new(FailureKind.NotRedrivable, message);

    private static string Number(long? number) => number.GetValueOrDefault().ToString(CultureInfo.InvariantCulture);
}
