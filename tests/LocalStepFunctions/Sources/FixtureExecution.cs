using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>
/// The parent execution of fixture Map Runs, as far as it follows from them. Redriven, it and its unsuccessful Map Runs
/// report that and no more: all that was unsuccessful waits for its redrive, and nothing moves.
/// </summary>
internal sealed class FixtureExecution(IEnumerable<FixtureMapRun> runs) : IExecution
{
    private readonly FixtureMapRun[] _runs =
        [.. runs.OrderByDescending(run => run.StartDate).ThenBy(run => run.Arn, StringComparer.Ordinal)];

    public int MapRunCount => _runs.Length;

    public IMapRun MapRun(int number) => _runs[number];

    public ExecutionState Describe(DateTimeOffset now)
    {
        var states = _runs.Select(run => run.State(now)).ToArray();
        var isRunning = states.Any(state => state.StopDate is null);
        return new ExecutionState(
            isRunning ? RunStatus.Running : states.Max(state => state.Status),
            states.Min(state => state.StartDate),
            isRunning ? null : states.Max(state => state.StopDate),
            states.Max(state => state.RedriveCount),
            states.Max(state => state.RedriveDate));
    }

    public void Redrive(DateTimeOffset now)
    {
        foreach (var run in _runs.Where(run => run.State(now).Status is not RunStatus.Succeeded))
        {
            run.Redrive(now);
        }
    }
}
