namespace LocalStepFunctions.Simulation;

/// <summary>
/// An execution that starts all its Map Runs at once, and ends a little after them: it fails with the first that fails,
/// and the others are then aborted. Where it catches failures, it goes on to the end of all.
/// </summary>
internal sealed class SimulatedExecution
{
    private readonly Timeline _timeline;
    private readonly PlannedErrors _errors;
    private readonly Func<SimulatedMapRun> _begin;
    private readonly int _mapRunCount;
    private readonly bool _catchesFailures;
    private readonly List<SimulatedMapRun> _mapRuns = [];
    private readonly HashSet<SimulatedMapRun> _replaced = [];
    private readonly List<HistoryEvent> _history = [];
    private ExecutionState _state;
    private int _attempt;

    /// <summary>An execution that starts.</summary>
    public SimulatedExecution(
        Timeline timeline, PlannedErrors errors, Func<SimulatedMapRun> begin, int mapRuns, TimeSpan beforeMapRuns, bool catchesFailures = false)
    {
        _catchesFailures = catchesFailures;
        (_timeline, _errors, _begin, _mapRunCount) = (timeline, errors, begin, mapRuns);
        _state = new ExecutionState(RunStatus.Running, timeline.Now);
        Record("ExecutionStarted");
        After(beforeMapRuns, BeginMapRuns);
    }

    /// <summary>An execution as it was found, with its Map Runs.</summary>
    public SimulatedExecution(Timeline timeline, ExecutionState state, IEnumerable<SimulatedMapRun> mapRuns, bool catchesFailures)
    {
        (_timeline, _state, _catchesFailures) = (timeline, state, catchesFailures);
        _errors = PlannedErrors.None;
        _begin = () => throw new InvalidOperationException("What begins here is not known.");
        Record("ExecutionStarted", date: state.StartDate);
        foreach (var run in mapRuns)
        {
            Add(run);
        }
    }

    /// <summary>The Map Runs that have begun, the oldest first.</summary>
    public IReadOnlyList<SimulatedMapRun> MapRuns => _mapRuns;

    /// <summary>What happened, the oldest first.</summary>
    public IReadOnlyList<HistoryEvent> History => _history;

    private IEnumerable<SimulatedMapRun> Current => _mapRuns.Where(run => !_replaced.Contains(run));

    public ExecutionState Describe() => _state;

    /// <summary>Stops it, and its Map Runs with it.</summary>
    public void Abort(RunError? error)
    {
        if (_state.StopDate is not null)
        {
            return;
        }

        Stop(RunStatus.Aborted, error);
        AbortMapRuns();
    }

    /// <summary>
    /// Redrives it: the Map Runs that did not succeed, and those that did not begin. Whether that is allowed,
    /// <see cref="RedriveRules"/> say. That it is redriven does not mean that it gets to its Map Runs.
    /// </summary>
    public void Redrive()
    {
        _attempt++;
        _state = new ExecutionState(RunStatus.Running, _state.StartDate, RedriveCount: _state.RedriveCount + 1, RedriveDate: _timeline.Now);
        Record("ExecutionRedriven");
        if (_errors.Take(ErrorPoint.RedriveOfExecution) is { } error)
        {
            After(ServiceDelays.RedriveFailure, () => Stop(RunStatus.Failed, error));
            return;
        }

        if (_mapRuns.Count < _mapRunCount)
        {
            BeginMapRuns();
        }

        foreach (var run in Current.Where(run => run.HasStopped && run.Status is not RunStatus.Succeeded).ToArray())
        {
            if (run.Error is { StartsNewMapRun: true })
            {
                _replaced.Add(run);
                Begin();
            }
            else
            {
                run.Redrive(_state.RedriveCount);
                Record("MapRunRedriven", run);
            }
        }

        if (Current.All(run => run.Status is RunStatus.Succeeded))
        {
            StopWithMapRuns();
        }
    }

    private void BeginMapRuns()
    {
        if (_errors.Take(ErrorPoint.BeforeMapRun) is { } error)
        {
            Stop(RunStatus.Failed, error);
            return;
        }

        for (var i = 0; i < _mapRunCount; i++)
        {
            Begin();
        }

        StopWithMapRuns();
    }

    private void Begin() => Add(_begin());

    private void Add(SimulatedMapRun run)
    {
        _mapRuns.Add(run);
        var state = run.Describe();
        Record("MapRunStarted", run, date: state.StartDate);
        if (run.HasStopped)
        {
            Record(EventOf(run), run, run.Error, state.StopDate);
        }

        run.Stopped += () =>
        {
            Record(EventOf(run), run, run.Error);
            if (run.Status is not RunStatus.Aborted)
            {
                StopWithMapRuns();
            }
        };
    }

    private void StopWithMapRuns()
    {
        if (_state.StopDate is not null)
        {
            return;
        }

        if (!_catchesFailures && Current.FirstOrDefault(run => run.Status is RunStatus.Failed) is { } failed)
        {
            AbortMapRuns();
            After(ServiceDelays.ParentStop, () => Stop(RunStatus.Failed, failed.Error));
        }
        else if (Current.All(run => run.HasStopped))
        {
            After(ServiceDelays.ParentStop, () =>
            {
                var error = _errors.Take(ErrorPoint.AfterMapRuns);
                Stop(error is null ? RunStatus.Succeeded : RunStatus.Failed, error);
            });
        }
    }

    private void AbortMapRuns()
    {
        foreach (var run in Current.ToArray())
        {
            run.Abort();
        }
    }

    private void Stop(RunStatus status, RunError? error)
    {
        _state = _state with { Status = status, StopDate = _timeline.Now, Error = error };
        Record($"Execution{status}", error: error);
    }

    private void Record(string type, SimulatedMapRun? run = null, RunError? error = null, DateTimeOffset? date = null)
    {
        int? mapRun = run is null ? null : _mapRuns.IndexOf(run);
        var previous = (mapRun is null ? null : _history.FindLast(happened => happened.MapRun == mapRun)) ?? _history.LastOrDefault();
        _history.Add(new HistoryEvent(
            _history.Count + 1, previous?.Id ?? 0, date ?? _timeline.Now, type, mapRun, error, _state.RedriveCount));
    }

    private static string EventOf(SimulatedMapRun run) => $"MapRun{run.Status}";

    // Not once it has stopped, and not in another attempt.
    private void After(TimeSpan delay, Action action)
    {
        var attempt = _attempt;
        _timeline.After(delay, () =>
        {
            if (_state.StopDate is null && attempt == _attempt)
            {
                action();
            }
        });
    }
}
