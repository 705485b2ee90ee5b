using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>
/// Child executions in the numbers of a fixture's counts: those that ended in one way spread evenly among the others, and
/// those that run or were aborted at the end. The items of each status are shared out among its child executions.
/// </summary>
internal sealed class CountedChildren : IFixtureChildren
{
    private readonly ChildStatus[] _statuses;
    private readonly int[] _ordinals;
    private readonly long[] _firstItems;

    public CountedChildren(JsonObject executionCounts, JsonObject itemCounts)
    {
        var ended = new[] { ChildStatus.Succeeded, ChildStatus.Failed, ChildStatus.TimedOut, ChildStatus.PendingRedrive };
        var counts = ended.Select(status => Number(executionCounts, status)).ToArray();
        NotRedrivable = (long?)executionCounts["failuresNotRedrivable"] ?? 0;

        _statuses =
        [
            .. Spread(ended, counts),
            .. Enumerable.Repeat(ChildStatus.Running, (int)Number(executionCounts, ChildStatus.Running)),
            .. Enumerable.Repeat(ChildStatus.Aborted, (int)Number(executionCounts, ChildStatus.Aborted)),
        ];
        _ordinals = new int[_statuses.Length];
        _firstItems = new long[_statuses.Length + 1];
        var seen = new Dictionary<ChildStatus, int>();
        for (var i = 0; i < _statuses.Length; i++)
        {
            var status = _statuses[i];
            _ordinals[i] = seen.GetValueOrDefault(status);
            seen[status] = _ordinals[i] + 1;
            var (items, children) = (Number(itemCounts, status), Number(executionCounts, status));
            _firstItems[i + 1] = _firstItems[i] + (items * (_ordinals[i] + 1) / children) - (items * _ordinals[i] / children);
        }
    }

    public int Count => _statuses.Length;

    public long NotRedrivable { get; }

    public ChildStatus StatusOf(int number) => _statuses[number];

    public int OrdinalOf(int number) => _ordinals[number];

    public int ItemsOf(int number) => (int)(_firstItems[number + 1] - _firstItems[number]);

    public long FirstItemOf(int number) => _firstItems[number];

    // In a redrive, failures that can't be redriven are no longer among the failed, but have not gone away.
    private static long Number(JsonObject counts, ChildStatus status) => status switch
    {
        ChildStatus.Succeeded => (long)counts["succeeded"]!,
        ChildStatus.Failed => Math.Max((long)counts["failed"]!, ((long?)counts["failuresNotRedrivable"] ?? 0) - (long)counts["timedOut"]! - (long)counts["aborted"]!),
        ChildStatus.TimedOut => (long)counts["timedOut"]!,
        ChildStatus.Aborted => (long)counts["aborted"]!,
        ChildStatus.PendingRedrive => (long?)counts["pendingRedrive"] ?? 0,
        _ => (long)counts["running"]!,
    };

    // The next is always of the status that is furthest behind its share.
    private static IEnumerable<ChildStatus> Spread(ChildStatus[] statuses, long[] counts)
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
