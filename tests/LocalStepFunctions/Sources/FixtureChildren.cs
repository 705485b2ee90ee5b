using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>
/// Child executions in the numbers of a fixture's counts: those that ended in one way spread evenly among the others, then
/// those that run or were aborted, then those that never started. The items of each status are shared out among its child
/// executions.
/// </summary>
internal sealed class FixtureChildren
{
    private readonly List<ChildStatus?> _statuses;
    private readonly int[] _ordinals;
    private readonly long _notRedrivable;

    public FixtureChildren(JsonObject executionCounts, JsonObject itemCounts)
    {
        ChildStatus?[] ended = [ChildStatus.Succeeded, ChildStatus.Failed, ChildStatus.TimedOut, ChildStatus.PendingRedrive];
        _statuses =
        [
            .. Spread(ended, [.. ended.Select(status => Number(executionCounts, status))]),
            .. Repeat(ChildStatus.Running, executionCounts),
            .. Repeat(ChildStatus.Aborted, executionCounts),
            .. Repeat(null, executionCounts),
        ];
        _notRedrivable = (long?)executionCounts["failuresNotRedrivable"] ?? 0;
        _ordinals = new int[_statuses.Count];
        ItemCounts = new int[_statuses.Count];
        var seen = new int[Enum.GetValues<ChildStatus>().Length + 1];
        for (var i = 0; i < _statuses.Count; i++)
        {
            var ordinal = _ordinals[i] = seen[_statuses[i] is { } status ? (int)status : seen.Length - 1]++;
            var (items, children) = (Number(itemCounts, _statuses[i]), Number(executionCounts, _statuses[i]));
            ItemCounts[i] = (int)((items * (ordinal + 1) / children) - (items * ordinal / children));
        }
    }

    /// <summary>How many items each has.</summary>
    public int[] ItemCounts { get; }

    /// <summary>How each failed, if it did.</summary>
    public FailurePlan?[] Failures => [.. _statuses.Select((status, i) => FixtureFailures.Of(status, _ordinals[i], _notRedrivable))];

    /// <summary>Those that have started, one after another from the start of the Map Run to its end.</summary>
    public IEnumerable<SimulatedChild> Started(MapRunSnapshot run, DateTimeOffset now)
    {
        var end = run.StopDate ?? now;
        var started = _statuses.Count(status => status is not null);
        var length = (end - run.StartDate) / (started + 1);
        for (var i = 0; i < started; i++)
        {
            var status = _statuses[i]!.Value;
            var redrives = run.RedriveCount == 0 ? 0 : status switch
            {
                ChildStatus.Running => run.RedriveCount,
                ChildStatus.PendingRedrive => run.RedriveCount - 1,
                // Some of those that have succeeded did so in a redrive.
                ChildStatus.Succeeded when i % 10 == 9 => 1,
                _ => 0,
            };
            var redriveDate = redrives > 0 ? run.RedriveDate : null;
            yield return new SimulatedChild(i, i, status, run.StartDate + (length * i))
            {
                Failure = FixtureFailures.Of(status, _ordinals[i], _notRedrivable),
                StopDate = status is ChildStatus.Running ? null
                    : redriveDate + ((end - redriveDate) / 2) ?? run.StartDate + (length * (i + 1)),
                RedriveCount = redrives,
                RedriveDate = redriveDate,
            };
        }
    }

    private static IEnumerable<ChildStatus?> Repeat(ChildStatus? status, JsonObject counts) =>
        Enumerable.Repeat(status, (int)Number(counts, status));

    private static long Number(JsonObject counts, ChildStatus? status) => status switch
    {
        null => (long)counts["pending"]!,
        ChildStatus.Running => (long)counts["running"]!,
        ChildStatus.Succeeded => (long)counts["succeeded"]!,
        ChildStatus.Failed => (long)counts["failed"]!,
        ChildStatus.TimedOut => (long)counts["timedOut"]!,
        ChildStatus.Aborted => (long)counts["aborted"]!,
        _ => (long?)counts["pendingRedrive"] ?? 0,
    };

    // The next is always of the status that is furthest behind its share.
    private static IEnumerable<ChildStatus?> Spread(ChildStatus?[] statuses, long[] counts)
    {
        var given = new long[statuses.Length];
        var total = counts.Sum();
        for (var i = 1; i <= total; i++)
        {
            var next = Enumerable.Range(0, statuses.Length).MaxBy(kind => (counts[kind] * i) - (given[kind] * total));
            given[next]++;
            yield return statuses[next];
        }
    }
}
