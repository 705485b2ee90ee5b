namespace LocalStepFunctions.Simulation;

/// <summary>
/// An execution that starts all its Map Runs at once, and ends with them: it fails with the first that fails, and the
/// others are then aborted.
/// </summary>
internal sealed class SimulatedExecution
{
    private readonly DateTimeOffset _startDate;
    private int _redriveCount;
    private DateTimeOffset? _redriveDate;

    public SimulatedExecution(MapRunPlan plan, MapRunSettings settings, int mapRuns, DateTimeOffset now)
    {
        _startDate = now;
        MapRuns = [.. Enumerable.Range(0, mapRuns).Select(_ => new SimulatedMapRun(plan, settings, now))];
        LookAhead();
    }

    public IReadOnlyList<SimulatedMapRun> MapRuns { get; }

    public ExecutionState Describe(DateTimeOffset now)
    {
        var runs = MapRuns.Select(run => run.At(now)).ToArray();
        var isFailed = runs.Any(run => run.Status is RunStatus.Failed);
        var isRunning = runs.Any(run => run.Status is RunStatus.Running);
        return new ExecutionState(
            isFailed ? RunStatus.Failed : isRunning ? RunStatus.Running : RunStatus.Succeeded,
            _startDate,
            isFailed || !isRunning ? runs.Max(run => run.StopDate) ?? _startDate : null,
            _redriveCount,
            _redriveDate);
    }

    /// <summary>Changes the settings of a Map Run that runs.</summary>
    public void Update(SimulatedMapRun run, MapRunSettings settings, DateTimeOffset now)
    {
        run.Update(settings, now);
        LookAhead();
    }

    /// <summary>Redrives the Map Runs that did not succeed. Whether that is allowed, <see cref="RedriveRules"/> say.</summary>
    public void Redrive(DateTimeOffset now)
    {
        foreach (var run in MapRuns.Where(run => run.At(now).Status is not RunStatus.Succeeded))
        {
            run.Redrive(now);
        }

        _redriveCount++;
        _redriveDate = now;
        LookAhead();
    }

    private void LookAhead()
    {
        var failure = MapRuns.Min(run => run.FailureDate) ?? DateTimeOffset.MaxValue;
        foreach (var run in MapRuns)
        {
            run.AbortDate = failure;
        }
    }
}
