namespace LocalStepFunctions.Simulation;

/// <summary>
/// A Map Run from its begin to its end, and through its redrives, as the service was seen to run it. It starts as many
/// child executions as its concurrency allows. The failure that is one too many does not end it at once: it winds down.
/// </summary>
internal sealed class SimulatedMapRun
{
    private readonly MapRunPlan _plan;
    private readonly Timeline _timeline;
    private readonly PlannedErrors _errors;
    private readonly DateTimeOffset _startDate;

    // Those that have started, by their numbers: in the order of these they start for the first time.
    private readonly List<SimulatedChild> _children = [];

    // Their numbers, in the order of their start dates. One that got a new start date is there twice.
    private readonly List<int> _starts = [];
    private readonly Queue<int> _redrives = new();

    private RunStatus _status = RunStatus.Running;
    private DateTimeOffset? _stopDate;
    private int _redriveCount;
    private DateTimeOffset? _redriveDate;
    private int _attempt;
    private int _read;
    private int _running;
    private long _failedItems;
    private RunError? _ending;
    private bool _isAborted;
    private bool _stopsWithLast;
    private (Counts Items, Counts Children)? _oldCounts;

    /// <summary>A Map Run that begins.</summary>
    public SimulatedMapRun(MapRunPlan plan, MapRunSettings settings, Timeline timeline, PlannedErrors errors)
    {
        (_plan, Settings, _timeline, _errors) = (plan, settings, timeline, errors);
        _startDate = timeline.Now;
        After(TimeSpan.FromSeconds(plan.BacklogSeconds), Read);
    }

    /// <summary>A Map Run as it was found. What runs in it stands still until it is redriven.</summary>
    public SimulatedMapRun(MapRunPlan plan, MapRunSnapshot found, IEnumerable<SimulatedChild> children, Timeline timeline)
    {
        (_plan, Settings, _timeline, _errors) = (plan, found.Settings, timeline, PlannedErrors.None);
        (_startDate, _stopDate, _status, Error) = (found.StartDate, found.StopDate, found.Status, found.Error);
        (_redriveCount, _redriveDate) = (found.RedriveCount, found.RedriveDate);
        _children.AddRange(children);
        _starts.AddRange(_children.Select(child => child.Number));
        _read = plan.ChildCount;
        _running = _children.Count(child => child.Status is ChildStatus.Running);
        _children.Where(child => child.Status is ChildStatus.PendingRedrive).ToList().ForEach(child => _redrives.Enqueue(child.Number));
    }

    /// <summary>Happens whenever the Map Run stops.</summary>
    public event Action? Stopped;

    public MapRunSettings Settings { get; private set; }

    public RunStatus Status => _status;

    public bool HasStopped => _stopDate is not null;

    /// <summary>Why it failed, if it did.</summary>
    public RunError? Error { get; private set; }

    private int Waiting => _redrives.Count + _read - _children.Count;

    public MapRunState Describe() => new(
        _status,
        _startDate,
        _stopDate,
        Settings,
        _oldCounts?.Items ?? Count(_plan.ItemsOf, _plan.FirstItemOf),
        _oldCounts?.Children ?? Count(_ => 1, child => child),
        _redriveCount,
        _redriveDate);

    /// <summary>A child execution by its number; null while it hasn't started.</summary>
    public SimulatedChild? Child(int number) => number >= 0 && number < _children.Count ? _children[number] : null;

    /// <summary>Child executions whose start number is below a number, the latest start first.</summary>
    public IEnumerable<SimulatedChild> ChildrenBelow(int? startNumber)
    {
        for (var i = Math.Min(startNumber ?? int.MaxValue, _starts.Count) - 1; i >= 0; i--)
        {
            if (_children[_starts[i]] is var child && child.StartNumber == i)
            {
                yield return child;
            }
        }
    }

    /// <summary>Changes the settings from now on. What runs goes on, even where it is more than may run now.</summary>
    public void Update(MapRunSettings settings)
    {
        Settings = settings;
        FillOrWindDown();
    }

    /// <summary>Ends it with its execution. Express child executions go on to their end, and are waited for.</summary>
    public void Abort()
    {
        if (HasStopped)
        {
            return;
        }

        _isAborted = true;
        if (!_plan.IsExpress)
        {
            AbortRunning();
        }

        StopOnceNothingRuns();
    }

    /// <summary>
    /// Runs the unsuccessful child executions again, as far as they are redrivable, and then starts those that never were.
    /// For a moment, only the status and the redrive fields are new.
    /// </summary>
    /// <param name="redriveCount">How often the execution was redriven: the count of the Map Run is that of its execution.</param>
    public void Redrive(int redriveCount)
    {
        var before = Describe();
        _oldCounts = (before.ItemCounts, before.ExecutionCounts);
        _attempt++;
        (_status, _stopDate, Error) = (RunStatus.Running, null, null);
        (_ending, _isAborted, _stopsWithLast, _failedItems) = (null, false, false, 0);
        (_redriveCount, _redriveDate) = (redriveCount, _timeline.Now + ServiceDelays.MapRunRedrive);
        if (_errors.Take(ErrorPoint.RedriveOfMapRun) is { } error)
        {
            FailWithoutChildren(error);
            return;
        }

        _read = _plan.ChildCount;
        _redrives.Clear();
        foreach (var child in _children.Where(child => child.IsRedrivable).ToArray())
        {
            _children[child.Number] = child with { Status = ChildStatus.PendingRedrive };
            _redrives.Enqueue(child.Number);
        }

        After(ServiceDelays.RedriveStart, () =>
        {
            _oldCounts = null;
            FillOrWindDown();
        });
    }

    private void Read()
    {
        if (_plan.ReadingItemsPerSecond is not { } rate || _plan.ChildCount == 0)
        {
            _read = _plan.ChildCount;
            FillOrWindDown();
            return;
        }

        var start = _timeline.Now;
        void ReadNext() => After(start.AddSeconds(_plan.FirstItemOf(_read + 1) / rate) - _timeline.Now, () =>
        {
            _read++;
            FillOrWindDown();
            if (_read < _plan.ChildCount)
            {
                ReadNext();
            }
        });
        ReadNext();
    }

    private void FillOrWindDown()
    {
        if (_ending is not null || _isAborted || HasStopped || _oldCounts is not null)
        {
            return;
        }

        if (Settings.Tolerance.IsExceededBy(_failedItems, _plan.Items))
        {
            WindDown();
        }
        else if (Waiting > 0 && _errors.Take(ErrorPoint.BeforeChildren) is { } error)
        {
            FailWithoutChildren(error);
        }
        else
        {
            Fill();
        }
    }

    // Those that start together end one after another, so that a Map Run gets on evenly.
    private void Fill()
    {
        var starting = Math.Min(Waiting, Settings.Concurrency - _running);
        for (var i = 1; i <= starting; i++)
        {
            StartNext((double)i / starting);
        }

        if (_running == 0 && Waiting == 0 && _read == _plan.ChildCount)
        {
            _ending = _errors.Take(ErrorPoint.WritingResults);
            var status = _ending is null ? RunStatus.Succeeded : RunStatus.Failed;
            After(ServiceDelays.Finish, () => Stop(status));
        }
    }

    private void StartNext(double partOfItsTime)
    {
        var now = _timeline.Now;
        SimulatedChild child;
        if (!_redrives.TryDequeue(out var number))
        {
            child = new SimulatedChild(_children.Count, _starts.Count, ChildStatus.Running, now);
            _children.Add(child);
            _starts.Add(child.Number);
        }
        else
        {
            child = _children[number] with { Status = ChildStatus.Running, StopDate = null, Failure = null };
            child = child with { RedriveCount = child.RedriveCount + 1, RedriveDate = _plan.IsExpress ? null : now };
            if (_plan.IsExpress)
            {
                child = child with { StartDate = now, StartNumber = _starts.Count };
                _starts.Add(number);
            }

            _children[number] = child;
        }

        var failure = _plan.FailureOf(child.Number, child.RedriveCount > 0);
        _running++;
        After(TimeSpan.FromSeconds((failure?.Seconds ?? _plan.ChildSeconds) * partOfItsTime), () => End(child, failure));
    }

    private void End(SimulatedChild child, FailurePlan? failure)
    {
        // It may have been aborted meanwhile.
        if (!ReferenceEquals(_children[child.Number], child))
        {
            return;
        }

        _children[child.Number] = child with { Status = failure?.Status ?? ChildStatus.Succeeded, Failure = failure, StopDate = _timeline.Now };
        _running--;
        _failedItems += failure is null ? 0 : _plan.ItemsOf(child.Number);
        if (_stopsWithLast && _running == 0)
        {
            After(ServiceDelays.Finish, StopOnceNothingRuns);
        }

        FillOrWindDown();
    }

    // Standard ones that run are aborted after a while, express ones are waited for. Those that wait never start, but for one.
    private void WindDown()
    {
        _ending = RunError.ThresholdExceeded;
        if (!_plan.IsExpress)
        {
            After(ServiceDelays.OneMore, () =>
            {
                if (Waiting > 0)
                {
                    StartNext(1);
                }
            });
            After(ServiceDelays.AbortChildren, AbortRunning);
        }

        After(ServiceDelays.WindDown, StopOnceNothingRuns);
    }

    private void FailWithoutChildren(RunError error)
    {
        _ending = error;
        After(ServiceDelays.Refused, () =>
        {
            _oldCounts = null;
            Stop(RunStatus.Failed);
        });
    }

    private void AbortRunning()
    {
        foreach (var child in _children.Where(child => child.Status is ChildStatus.Running).ToArray())
        {
            _children[child.Number] = child with { Status = ChildStatus.Aborted, StopDate = _timeline.Now };
        }

        _running = 0;
    }

    private void StopOnceNothingRuns()
    {
        if (_running > 0)
        {
            _stopsWithLast = true;
            return;
        }

        Stop(_isAborted ? RunStatus.Aborted : RunStatus.Failed);
    }

    private void Stop(RunStatus status)
    {
        (_status, _stopDate, _oldCounts) = (status, _timeline.Now, null);
        Error = status is RunStatus.Failed ? _ending : null;
        Stopped?.Invoke();
    }

    // Not once it has stopped, and not in another attempt.
    private void After(TimeSpan delay, Action action)
    {
        var attempt = _attempt;
        _timeline.After(delay, () =>
        {
            if (!HasStopped && attempt == _attempt)
            {
                action();
            }
        });
    }

    // Results are written at the end, and those of whatever did not succeed or start are among them.
    private Counts Count(Func<int, int> sizeOf, Func<int, long> sizeBefore)
    {
        var byStatus = new long[Enum.GetValues<ChildStatus>().Length];
        var notRedrivable = 0L;
        foreach (var child in _children)
        {
            var size = sizeOf(child.Number);
            byStatus[(int)child.Status] += size;
            notRedrivable += child.IsUnsuccessful && !child.IsRedrivable ? size : 0;
        }

        var total = sizeBefore(_read);
        return new Counts(
            total - sizeBefore(_children.Count),
            byStatus[(int)ChildStatus.Running],
            byStatus[(int)ChildStatus.Succeeded],
            byStatus[(int)ChildStatus.Failed],
            byStatus[(int)ChildStatus.TimedOut],
            byStatus[(int)ChildStatus.Aborted],
            total,
            HasStopped ? total : 0,
            _plan.OmitsOptionalCounts ? null : notRedrivable,
            _plan.OmitsOptionalCounts ? null : byStatus[(int)ChildStatus.PendingRedrive]);
    }
}
