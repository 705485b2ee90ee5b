using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>A simulated execution, with ARNs, one question at a time.</summary>
internal sealed class RunningExecution : IExecution
{
    private readonly SimulatedExecution _model;
    private readonly object _lock = new();

    public RunningExecution(string arn, string mapRunArnStart, MapRunPlan plan, MapRunSettings settings, int mapRuns, DateTimeOffset now)
    {
        Arn = arn;
        _model = new SimulatedExecution(plan, settings, mapRuns, now);
        MapRuns = [.. _model.MapRuns.Select((run, i) => new RunningMapRun(this, plan, run, $"{mapRunArnStart}:{ChildNames.Id($"{arn}/{i}")}", now))];
    }

    public string Arn { get; }

    public IReadOnlyList<RunningMapRun> MapRuns { get; }

    public int MapRunCount => MapRuns.Count;

    public IMapRun MapRun(int number) => MapRuns[MapRuns.Count - 1 - number];

    public ExecutionState Describe(DateTimeOffset now) => Guard(model => model.Describe(now));

    public void Redrive(DateTimeOffset now) => Guard(model =>
    {
        model.Redrive(now);
        return 0;
    });

    internal T Guard<T>(Func<SimulatedExecution, T> ask)
    {
        lock (_lock)
        {
            return ask(_model);
        }
    }
}
