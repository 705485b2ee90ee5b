namespace SfnMapRun.Model;

/// <summary>The ten counts in the order in which they are shown: all, then from not started to its end.</summary>
internal static class CountList
{
    public static IReadOnlyList<string> Names { get; } =
    [
        nameof(MapRunCounts.Total), nameof(MapRunCounts.Pending), nameof(MapRunCounts.Running), nameof(MapRunCounts.Succeeded),
        nameof(MapRunCounts.Failed), nameof(MapRunCounts.TimedOut), nameof(MapRunCounts.Aborted), nameof(MapRunCounts.ResultsWritten),
        nameof(MapRunCounts.FailuresNotRedrivable), nameof(MapRunCounts.PendingRedrive),
    ];

    /// <summary>The values for <see cref="Names"/>; all unknown where there are no counts.</summary>
    public static IReadOnlyList<long?> Of(MapRunCounts? counts) =>
    [
        counts?.Total, counts?.Pending, counts?.Running, counts?.Succeeded,
        counts?.Failed, counts?.TimedOut, counts?.Aborted, counts?.ResultsWritten,
        counts?.FailuresNotRedrivable, counts?.PendingRedrive,
    ];
}
