namespace LocalStepFunctions.Simulation;

/// <summary>
/// A Map Run that runs. Nothing happens in between two questions: how far it is follows from the time, and when it
/// ends is known from its <see cref="Settings"/> beforehand.
/// </summary>
internal sealed class SimulatedMapRun
{
    private readonly MapRunPlan _plan;
    private readonly DateTimeOffset _startDate;
    private SimulatedChild?[]? _before;
    private Tally _childrenBefore;
    private Tally _itemsBefore;
    private WorkQueue _queue;
    private Pace _pace;
    private Progress _end;
    private int _redriveCount;
    private DateTimeOffset? _redriveDate;

    public SimulatedMapRun(MapRunPlan plan, MapRunSettings settings, DateTimeOffset now)
    {
        _plan = plan;
        _startDate = now;
        Settings = settings;
        _queue = plan.FirstQueue;
        _pace = new Pace(now, plan.ChildSeconds, _queue.Length, plan.Reading, settings.Concurrency);
        _end = EndFrom(now);
    }

    public MapRunSettings Settings { get; private set; }

    /// <summary>When more fails than is tolerated, as things stand; null if never.</summary>
    public DateTimeOffset? FailureDate => _end.Status is RunStatus.Failed ? _end.StopDate : null;

    /// <summary>When the parent execution fails because of another Map Run, as things stand.</summary>
    public DateTimeOffset AbortDate { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>Changes the settings from now on.</summary>
    public void Update(MapRunSettings settings, DateTimeOffset now)
    {
        Settings = settings;
        _pace.Change(now, settings.Concurrency);
        _end = EndFrom(now);
    }

    /// <summary>
    /// Starts the unsuccessful child executions again, as far as they are redrivable, and then those that were never
    /// started. The whole input has been read by now.
    /// </summary>
    public void Redrive(DateTimeOffset now)
    {
        var before = Enumerable.Range(0, _plan.ChildCount).Select(child => Child(child, now)).ToArray();
        var ended = before.OfType<SimulatedChild>().ToArray();
        var again = ended.Where(child => child.IsRedrivable).Select(child => child.Number).ToArray();
        var settled = ended.Where(child => !child.IsRedrivable).ToArray();
        _before = before;
        _childrenBefore = settled.Aggregate(default(Tally), (sum, child) => sum + Tally.Of(1, child.Failure));
        _itemsBefore = settled.Aggregate(default(Tally), (sum, child) => sum + Tally.Of(_plan.ItemsOf(child.Number), child.Failure));
        _queue = new WorkQueue(_plan, [.. again, .. Enumerable.Range(0, before.Length).Where(child => before[child] is null)], again.Length);
        _pace = new Pace(now, _plan.ChildSeconds, _queue.Length, _plan.Reading with { ItemsPerSecond = null }, Settings.Concurrency);
        _redriveCount++;
        _redriveDate = now;
        AbortDate = DateTimeOffset.MaxValue;
        _end = EndFrom(now);
    }

    public MapRunState Describe(DateTimeOffset now)
    {
        var progress = At(now);
        return new MapRunState(
            progress.Status,
            _startDate,
            progress.StopDate,
            Settings,
            Count(progress, _itemsBefore, _queue.Items),
            Count(progress, _childrenBefore, _queue.Children),
            _redriveCount,
            _redriveDate);
    }

    /// <summary>How far it is, without the counts.</summary>
    public Progress At(DateTimeOffset now)
    {
        if (now >= _end.StopDate && _end.StopDate <= AbortDate)
        {
            return _end;
        }

        var isAborted = now >= AbortDate;
        var time = isAborted ? AbortDate : now;
        var finished = Math.Min(_pace.FinishedAt(time), _end.Finished - 1);
        var read = _pace.ReadAt(time);
        return new Progress(
            isAborted ? RunStatus.Aborted : RunStatus.Running,
            finished,
            Math.Min(read, finished + Settings.Concurrency),
            read,
            isAborted ? AbortDate : null);
    }

    /// <summary>A child execution by its number; null while it hasn't started.</summary>
    public SimulatedChild? Child(int number, DateTimeOffset now)
    {
        var progress = At(now);
        var before = _before?[number];
        var position = _queue.PositionOf(number);
        if (position < 0)
        {
            return before;
        }

        if (position >= progress.Started)
        {
            return before is null ? null : before with { Status = ChildStatus.PendingRedrive, StopDate = null, Failure = null };
        }

        var start = _pace.StartOf(position);
        var runs = (before?.Runs ?? 0) + 1;
        var isFinished = position < progress.Finished;
        var failure = isFinished ? _queue.FailureAt(position) : null;
        return new SimulatedChild(
            number,
            isFinished ? failure?.Status ?? ChildStatus.Succeeded : progress.StopDate is null ? ChildStatus.Running : ChildStatus.Aborted,
            failure,
            before is null || _plan.IsExpress ? start : before.StartDate,
            isFinished ? _pace.FinishOf(position + 1) : progress.StopDate,
            runs,
            runs > 1 ? start : null);
    }

    // The failures of former attempts that can't be redriven are counted apart: "failed" starts from 0 again.
    private Counts Count(Progress progress, Tally before, Func<int, Tally> first)
    {
        var ended = first(progress.Finished);
        var started = first(progress.Started).Finished;
        var again = Math.Max(started, first(_queue.Again).Finished);
        var unfinished = started - ended.Finished;
        var read = first(progress.Read).Finished;
        return new Counts(
            read - again,
            progress.StopDate is null ? unfinished : 0,
            before.Succeeded + ended.Succeeded,
            ended.Failed,
            ended.TimedOut,
            progress.StopDate is null ? 0 : unfinished,
            before.Finished + read,
            before.Succeeded + ended.Succeeded,
            before.NotRedrivable + ended.NotRedrivable,
            again - started);
    }

    // The one that breaks the tolerance ends the run before anything starts in its place.
    private Progress EndFrom(DateTimeOffset now)
    {
        var finished = _pace.FinishedAt(now);
        if (_queue.Exceeds(Settings.Tolerance, finished) is not { } breaking)
        {
            return new Progress(RunStatus.Succeeded, _queue.Length, _queue.Length, _queue.Length, Later(now, _pace.FinishOf(_queue.Length)));
        }

        var stop = Later(now, _pace.FinishOf(breaking));
        var read = _pace.ReadAt(stop);
        return new Progress(RunStatus.Failed, breaking, Math.Min(read, Math.Max(finished, breaking - 1) + Settings.Concurrency), read, stop);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
