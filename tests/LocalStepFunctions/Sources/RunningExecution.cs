using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>A simulated execution with ARNs, one request at a time.</summary>
/// <param name="arn">Its ARN.</param>
/// <param name="timeline">What it goes by.</param>
/// <param name="model">What it does.</param>
/// <param name="name">Gives a Map Run its plan and its ARN, by its place among those of the execution.</param>
internal sealed class RunningExecution(
    string arn, Timeline timeline, SimulatedExecution model, Func<int, (MapRunPlan Plan, string Arn)> name) : IExecution
{
    private readonly object _lock = new();
    private readonly List<RunningMapRun> _mapRuns = [];
    private readonly Dictionary<string, RunningMapRun> _byArn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RunningMapRun> _byChildren = new(StringComparer.Ordinal);

    public string Arn => arn;

    public (string? Version, string? Alias) StartedWith { get; init; }

    public string? KmsError { get; init; }

    public int MapRunCount(DateTimeOffset now) => At(now, _ => _mapRuns.Count);

    public IMapRun MapRun(int number)
    {
        lock (_lock)
        {
            return _mapRuns[_mapRuns.Count - 1 - number];
        }
    }

    public IMapRun? MapRun(string mapRunArn, DateTimeOffset now) => At(now, _ => _byArn.GetValueOrDefault(mapRunArn));

    public IMapRun? MapRunOfChildren(string sharedName, DateTimeOffset now) => At(now, _ => _byChildren.GetValueOrDefault(sharedName));

    public ExecutionState Describe(DateTimeOffset now) => At(now, execution => execution.Describe());

    public IReadOnlyList<HistoryEvent> History(DateTimeOffset now) => At(now, execution => execution.History.ToArray());

    public void Redrive(DateTimeOffset now) => At(now, execution =>
    {
        execution.Redrive();
        return 0;
    });

    public void Stop(RunError? error, DateTimeOffset now) => At(now, execution =>
    {
        execution.Abort(error);
        return 0;
    });

    /// <summary>Lets happen what is due, and asks.</summary>
    internal T At<T>(DateTimeOffset now, Func<SimulatedExecution, T> ask)
    {
        lock (_lock)
        {
            timeline.AdvanceTo(now);
            NameNewMapRuns();
            var answer = ask(model);
            NameNewMapRuns();
            return answer;
        }
    }

    private void NameNewMapRuns()
    {
        while (_mapRuns.Count < model.MapRuns.Count)
        {
            var (plan, mapRunArn) = name(_mapRuns.Count);
            var run = new RunningMapRun(this, plan, model.MapRuns[_mapRuns.Count], mapRunArn);
            _mapRuns.Add(run);
            _byArn[run.Arn] = run;
            _byChildren[run.ChildNames.Shared] = run;
        }
    }
}
