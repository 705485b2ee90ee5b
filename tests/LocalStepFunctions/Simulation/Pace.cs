namespace LocalStepFunctions.Simulation;

/// <summary>
/// How fast an attempt gets on: the concurrency over the time a child execution takes, accumulated from one change of the
/// concurrency to the next, and never faster than its input is read.
/// </summary>
internal sealed class Pace
{
    // Times come from rates, and so a hair too early or late.
    private const double Hair = 1e-3;
    private readonly DateTimeOffset _start;
    private readonly double _childSeconds;
    private readonly int _length;
    private readonly Reading _reading;
    private readonly List<Stretch> _stretches;

    public Pace(DateTimeOffset start, double childSeconds, int length, Reading reading, int concurrency)
    {
        _start = start;
        _childSeconds = childSeconds;
        _length = length;
        _reading = reading;
        _stretches = [new(0, 0, concurrency)];
    }

    /// <summary>Goes on with another concurrency.</summary>
    public void Change(DateTimeOffset now, int concurrency)
    {
        var seconds = (now - _start).TotalSeconds;
        _stretches.Add(new(seconds, Math.Min(Line(seconds), Bound(seconds)), concurrency));
    }

    /// <summary>How many child executions have finished.</summary>
    public int FinishedAt(DateTimeOffset now)
    {
        var seconds = (now - _start).TotalSeconds;
        return Math.Min(Whole(Line(seconds)), Bound(seconds));
    }

    /// <summary>How many child executions could have been started, had there been no limit.</summary>
    public int ReadAt(DateTimeOffset now) => Math.Min(_length, _reading.ChildrenAfter((now - _start).TotalSeconds));

    /// <summary>When so many child executions have finished.</summary>
    public DateTimeOffset FinishOf(int number) => _start.AddSeconds(SecondsUntil(number));

    /// <summary>When the child execution at a position of the queue started: the last time, where a lower limit sent it back.</summary>
    public DateTimeOffset StartOf(int position)
    {
        var read = _reading.SecondsUntil(position);
        for (var i = _stretches.Count - 1; i >= 0; i--)
        {
            var stretch = _stretches[i];
            if (position >= Whole(stretch.Finished) + stretch.Concurrency)
            {
                var free = SecondsUntil(position - stretch.Concurrency + 1);
                var end = i + 1 < _stretches.Count ? _stretches[i + 1].From : double.PositiveInfinity;
                return _start.AddSeconds(Math.Max(read, Math.Min(free, end)));
            }
        }

        return _start.AddSeconds(read);
    }

    private static int Whole(double finished) => (int)Math.Floor(finished + Hair);

    private double Rate(Stretch stretch) => Math.Min(stretch.Concurrency, _length) / _childSeconds;

    private double Line(double seconds)
    {
        var stretch = _stretches[^1];
        for (var i = _stretches.Count - 1; i > 0 && _stretches[i].From > seconds; i--)
        {
            stretch = _stretches[i - 1];
        }

        return Math.Min(_length, stretch.Finished + (Rate(stretch) * Math.Max(0, seconds - stretch.From)));
    }

    // A child execution can't finish sooner than its own time after its items were read.
    private int Bound(double seconds) =>
        _reading.TakesTime ? Math.Min(_length, _reading.ChildrenAfter(seconds - _childSeconds)) : _length;

    private double SecondsUntil(int number)
    {
        if (number <= 0)
        {
            return 0;
        }

        var i = 0;
        while (i + 1 < _stretches.Count && _stretches[i + 1].Finished + Hair < number)
        {
            i++;
        }

        var line = _stretches[i].From + ((number - _stretches[i].Finished) / Rate(_stretches[i]));
        return _reading.TakesTime ? Math.Max(line, _childSeconds + _reading.SecondsUntil(number - 1)) : line;
    }

    /// <summary>From when on, in seconds after the start, with how many finished by then, and what concurrency.</summary>
    private readonly record struct Stretch(double From, double Finished, int Concurrency);
}
