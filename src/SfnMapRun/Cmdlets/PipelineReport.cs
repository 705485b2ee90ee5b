using System.Globalization;
using System.Management.Automation;
using SfnMapRun.Formatting;
using SfnMapRun.Scheduling;

namespace SfnMapRun.Cmdlets;

/// <summary>How a pipeline of many inputs is getting on: as a progress bar once it is visibly long, and as a line at its end.</summary>
/// <param name="activity">What is being done, for the progress bar: Describing.</param>
/// <param name="things">To what: Map Runs.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class PipelineReport(string activity, string things, TimeProvider clock)
{
    private static readonly TimeSpan VisiblyLong = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenUpdates = TimeSpan.FromSeconds(0.5);

    private readonly long _start = clock.GetTimestamp();
    private readonly SortedDictionary<string, int> _errors = new(StringComparer.Ordinal);
    private int _done;
    private int _failed;
    private long _shownAt;

    /// <summary>How many inputs have come so far.</summary>
    public int Known { get; set; }

    public void Succeeded() => _done++;

    public void Failed(string errorId)
    {
        _done++;
        _failed++;
        _errors[errorId] = _errors.GetValueOrDefault(errorId) + 1;
    }

    /// <summary>A progress record; null for short work, and where one was shown just before.</summary>
    public ProgressRecord? Progress(bool isLimited, double? quotaRate)
    {
        var elapsed = clock.GetElapsedTime(_start);
        if (elapsed < VisiblyLong || _done >= Known || (_shownAt != 0 && clock.GetElapsedTime(_shownAt) < BetweenUpdates))
        {
            return null;
        }

        _shownAt = clock.GetTimestamp();
        var rate = _done / elapsed.TotalSeconds;
        var left = TimeSpan.FromSeconds((Known - _done) / Math.Max(quotaRate ?? rate, 0.01));
        var status = string.Create(CultureInfo.InvariantCulture, $"{_done} of {Known} so far, {_failed} failed, {rate:0.0} a second");
        return new ProgressRecord(0, $"{activity} {things}", isLimited ? $"{status}. {QuotaText(quotaRate, left)}" : status)
        {
            PercentComplete = (int)Math.Min(99, 100L * _done / Math.Max(1, Known)),
            SecondsRemaining = (int)left.TotalSeconds,
        };
    }

    /// <summary>The record that ends the progress bar; null where none was shown.</summary>
    public ProgressRecord? Completion() =>
        _shownAt == 0 ? null : new ProgressRecord(0, $"{activity} {things}", "Done") { RecordType = ProgressRecordType.Completed };

    /// <summary>The whole work in a line.</summary>
    public string Summary(CallCounts counts)
    {
        var errors = _errors.Count == 0 ? "no errors" : $"{_failed} errors ({string.Join(", ", _errors.Select(error => $"{error.Key} {error.Value}"))})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_done - _failed} {things}, {errors}; {counts.Calls} calls, {counts.ThrottledCalls} throttled, {counts.Retries} retries; {clock.GetElapsedTime(_start).TotalSeconds:0.0} s.");
    }

    private static string QuotaText(double? rate, TimeSpan left) => rate is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"The account's quota allows {value:0.0} a second: {Cells.Duration(left)} left")
        : "The account's quota is used up: waiting for it to refill";
}
