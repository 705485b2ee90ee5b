using System.Globalization;

namespace SfnMapRun;

/// <summary>
/// A time to wait: a number of seconds, as other waiting commands have it, or a <see cref="TimeSpan"/>. A type of its own, so that a
/// number means seconds wherever one is bound, in a mock of the command as well.
/// </summary>
public readonly record struct WaitTime : IComparable<WaitTime>, IComparable
{
    private readonly TimeSpan _time;

    /// <summary>A number of seconds.</summary>
    /// <param name="seconds">Seconds, with a fraction.</param>
    /// <exception cref="ArgumentOutOfRangeException">No <see cref="TimeSpan"/> can hold so many.</exception>
    public WaitTime(double seconds) => _time = Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
        ? TimeSpan.FromSeconds(seconds)
        : throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "Not a number of seconds that anyone can wait for.");

    /// <summary>A time.</summary>
    /// <param name="time">Any, also one that is negative.</param>
    public WaitTime(TimeSpan time) => _time = time;

    /// <summary>The time in seconds, with a fraction.</summary>
    public double TotalSeconds => _time.TotalSeconds;

    /// <summary>A number of seconds as a time to wait. PowerShell calls it to convert a decimal.</summary>
    /// <param name="seconds">Seconds, with a fraction.</param>
    public static explicit operator WaitTime(decimal seconds) => new((double)seconds);

    /// <summary>Whether one time is shorter than another.</summary>
    public static bool operator <(WaitTime left, WaitTime right) => left._time < right._time;

    /// <summary>Whether one time is longer than another.</summary>
    public static bool operator >(WaitTime left, WaitTime right) => left._time > right._time;

    /// <summary>Whether one time is not longer than another.</summary>
    public static bool operator <=(WaitTime left, WaitTime right) => left._time <= right._time;

    /// <summary>Whether one time is not shorter than another.</summary>
    public static bool operator >=(WaitTime left, WaitTime right) => left._time >= right._time;

    /// <summary>Reads a number of seconds, or a time of the form 01:30:00. PowerShell calls it to convert a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    public static WaitTime Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? new(seconds)
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? new(time)
        : throw new FormatException(
            $"'{text}' is not a time to wait: give a number of seconds, such as 3600, or hours, minutes and seconds, such as 01:00:00.");

    /// <summary>The time as a <see cref="TimeSpan"/>.</summary>
    public TimeSpan ToTimeSpan() => _time;

    /// <inheritdoc/>
    public int CompareTo(WaitTime other) => _time.CompareTo(other._time);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj is WaitTime other ? CompareTo(other) : 1;

    /// <summary>The time as a <see cref="TimeSpan"/> writes it: 01:00:00.</summary>
    public override string ToString() => _time.ToString();
}
