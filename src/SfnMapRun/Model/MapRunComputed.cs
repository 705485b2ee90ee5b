using SfnMapRun.Model;

namespace SfnMapRun;

/// <content>What follows from the fields of the API. Null wherever the fields it needs are unknown.</content>
public sealed partial class MapRun
{
    // From the developer guide: a redrive is possible within 14 days of completion.
    private static readonly TimeSpan RedriveWindow = TimeSpan.FromDays(14);

    /// <summary>The name of the state machine, from <see cref="MapRunArn"/>.</summary>
    public string? StateMachineName => Arn?.StateMachineName;

    /// <summary>The label of the Map state, from <see cref="MapRunArn"/>.</summary>
    public string? Label => Arn?.Label;

    /// <summary>The last part of <see cref="MapRunArn"/>, which tells the Map Runs of one Map state apart.</summary>
    public string? MapRunId => Arn?.Id;

    /// <summary>The Region, from <see cref="MapRunArn"/>.</summary>
    public string? Region => Arn?.Region;

    /// <summary>The account, from <see cref="MapRunArn"/>.</summary>
    public string? AccountId => Arn?.AccountId;

    /// <summary>
    /// Seconds from start to stop, or to <see cref="DescribedDate"/> while the Map Run has not stopped. Includes the pause
    /// before a redrive. <c>Duration</c>, which the module adds in PowerShell, is the same as a <see cref="TimeSpan"/>:
    /// that would be fifteen lines of JSON.
    /// </summary>
    public double? DurationSeconds => Duration?.TotalSeconds;

    /// <summary>
    /// Items that came to an end, well or not, in percent of the total known so far. Null while the total is 0, as it
    /// is in the backlog. While a Map Run runs its total may still grow, and this fall. After a failed or stopped Map
    /// Run, items that were never started keep it below 100.
    /// </summary>
    public double? FinishedPercentage =>
        ItemCounts is { Total: > 0 and var total, Finished: { } finished } ? Math.Min(100, 100.0 * finished / total) : null;

    /// <summary>
    /// Items that came to an end, well or not, a minute, over <see cref="DurationSeconds"/>. Null while the total is 0, and once
    /// the Map Run has been redriven: its duration includes the pause before, and nobody says how many were finished by then.
    /// </summary>
    public double? ItemsPerMinute =>
        RedriveDate is null && RedriveCount is null or 0 && ItemCounts is { Total: > 0, Finished: { } finished }
            && Duration is { Ticks: > 0 } duration
            ? finished / duration.TotalMinutes
            : null;

    /// <summary>
    /// Failed and timed-out items: what the console calls failed, and what counts against the tolerated failures. Null where the
    /// service says neither.
    /// </summary>
    public long? ItemsFailed => ItemCounts?.Failures;

    /// <summary>Failed and timed-out items in percent of the total known so far. Null while the total is 0.</summary>
    public double? FailurePercentage =>
        ItemCounts is { Total: > 0 and var total, Failures: { } failures } ? Math.Min(100, 100.0 * failures / total) : null;

    /// <summary>
    /// Whether more items failed or timed out than is tolerated, which fails the Map Run. The service reports a
    /// threshold that was not set as 0. A 0 is therefore ignored where the other threshold is above 0; where both are 0, one failure is
    /// too many.
    /// </summary>
    public bool? ToleratedFailureExceeded
    {
        get
        {
            if (ItemCounts?.Failures is not { } failures || (ToleratedFailureCount ?? ToleratedFailurePercentage) is null)
            {
                return null;
            }

            var count = ToleratedFailureCount ?? 0;
            var percentage = Saturating.Percentage(ToleratedFailurePercentage ?? 0);
            return count == 0 && percentage == 0
                ? failures > 0
                : (count > 0 && failures > count)
                    || (percentage > 0 && ItemCounts.Total is { } total && failures * 100m > percentage * total);
        }
    }

    /// <summary>Whether any number of failures is tolerated.</summary>
    internal bool ToleratesAll => ToleratedFailurePercentage >= 100 && (ToleratedFailureCount is null or 0);

    /// <summary>
    /// How many failed and timed-out items are tolerated, by the threshold that is reached first. Null while that is not known.
    /// </summary>
    internal long? ToleratedFailures
    {
        get
        {
            if ((ToleratedFailureCount ?? ToleratedFailurePercentage) is null)
            {
                return null;
            }

            long? byCount = ToleratedFailureCount > 0 ? ToleratedFailureCount : null;
            long? byPercentage = ToleratedFailurePercentage > 0 && ItemCounts?.Total is { } total
                ? Saturating.ToInt64(total * Saturating.Percentage(ToleratedFailurePercentage.Value) / 100)
                : null;
            return ToleratedFailurePercentage > 0 && byPercentage is null ? null
                : (byCount, byPercentage) is (null, null) ? 0
                : Math.Min(byCount ?? long.MaxValue, byPercentage ?? long.MaxValue);
        }
    }

    /// <summary>
    /// Items that a redrive of the parent execution runs, as of <see cref="DescribedDate"/>: failed, timed-out and aborted ones
    /// without those that can't be redriven, and those that never started. None after success, none once
    /// <see cref="RedriveUntil"/> has passed; null while the Map Run runs, and where some failed and the service doesn't say how
    /// many of them can't be redriven.
    /// </summary>
    public long? ItemsRedrivable
    {
        get
        {
            if (MapRunStatus.Is(Status, MapRunStatus.Succeeded) || DescribedDate > RedriveUntil)
            {
                return 0;
            }

            return MapRunStatus.IsUnsuccessful(Status) && ItemCounts is { Unsuccessful: { } unsuccessful } counts
                && (unsuccessful == 0 ? 0 : counts.FailuresNotRedrivable) is { } lost
                    ? Saturating.ToInt64(Math.Max(0, (decimal)unsuccessful - lost) + Math.Max(0, counts.Pending.GetValueOrDefault()))
                    : null;
        }
    }

    /// <summary>
    /// Failed, timed-out, aborted and never started items that a redrive doesn't run; null where that is not known.
    /// </summary>
    public long? ItemsNotRedrivable =>
        ItemsRedrivable is not { } redrivable ? ItemCounts?.FailuresNotRedrivable
        : ItemCounts?.Unfinished is { } unfinished ? Saturating.ToInt64((decimal)unfinished - redrivable)
        : null;

    /// <summary>Unsuccessful items that wait for their redrive; null where the service doesn't say.</summary>
    public long? ItemsPendingRedrive => ItemCounts?.PendingRedrive;

    /// <summary>
    /// Until when a failed or aborted Map Run can be redriven, in local time: 14 days after <see cref="StopDate"/>.
    /// The service counts from the end of the parent execution, which may be later.
    /// </summary>
    public DateTime? RedriveUntil =>
        MapRunStatus.IsUnsuccessful(Status) ? Saturating.Add(StopDate?.ToUniversalTime(), RedriveWindow)?.ToLocalTime() : null;

    /// <summary>
    /// What a Map Run that is running waits for, where its counts tell; null where they don't, and once it has stopped.
    /// <c>Input</c>: all counts are 0, as it is reading its input, or in the account's backlog, which is for more than 1,000 open
    /// Map Runs. <c>Concurrency</c>: more could start, but as many child executions run as <see cref="MaxConcurrency"/> allows.
    /// <c>WindingDown</c>: more has failed than is tolerated, so that nothing more starts, and it fails once what runs has ended.
    /// </summary>
    public string? WaitingFor => MapRunStatus.Is(Status, MapRunStatus.Running)
        ? this switch
        {
            { ItemCounts.Total: 0 } => MapRunWait.Input,
            { ToleratedFailureExceeded: true } => MapRunWait.WindingDown,
            { MaxConcurrency: > 0 and var limit, ExecutionCounts: { Running: { } running, Pending: > 0 } } when running >= limit =>
                MapRunWait.Concurrency,
            _ => null,
        }
        : null;

    internal TimeSpan? Duration
    {
        get
        {
            var end = MapRunStatus.IsStopped(Status) ? StopDate : StopDate ?? DescribedDate;
            // Local times of their own would be an hour off where the clocks changed in between.
            return end?.ToUniversalTime() - StartDate?.ToUniversalTime() is { } duration
                ? (duration < TimeSpan.Zero ? TimeSpan.Zero : duration)
                : null;
        }
    }

    private StepFunctionsArn? Arn => StepFunctionsArn.TryParse(MapRunArn, out var arn) ? arn : null;
}
