using SfnMapRun.Errors;
using SfnMapRun.Formatting;

namespace SfnMapRun.Waiting;

/// <summary>
/// Warns that a wait may be in vain: where nothing was seen of a Map Run or an execution for a while, and again while that goes on.
/// A hundred that fail in the same way are one warning.
/// </summary>
internal sealed class WaitWarnings(TimeProvider clock)
{
    private const int FailuresBeforeWarning = 3;
    private static readonly TimeSpan UnseenBeforeWarning = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, FailureKind> _failing = new(StringComparer.Ordinal);
    private readonly Dictionary<FailureKind, long> _warnedAt = [];

    /// <summary>What to warn of after a poll that failed; null for nothing.</summary>
    public string? Of(WaitEvent.PollFailed failed)
    {
        var kind = failed.Error.Kind;
        _failing[failed.Arn] = kind;
        var isDue = failed.InARow >= FailuresBeforeWarning || failed.Unseen >= UnseenBeforeWarning;
        if (!isDue || (_warnedAt.TryGetValue(kind, out var at) && clock.GetElapsedTime(at) < BetweenWarnings))
        {
            return null;
        }

        _warnedAt[kind] = clock.GetTimestamp();
        var others = _failing.Values.Count(other => other == kind) - 1;
        var which = ArnName.Short(failed.Arn) + (others > 0 ? $" and {others} more" : null);
        return $"Still waiting, though nothing was seen of {which} for {CellFormat.Duration(failed.Unseen)}: {failed.Error.Message}";
    }

    /// <summary>It was seen again, or is no longer waited for.</summary>
    public void Forget(string arn) => _failing.Remove(arn);
}
