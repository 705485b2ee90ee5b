using System.Globalization;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>An execution of the <see cref="HealthyMapRuns"/>. Once redriven, it runs on until it is stopped.</summary>
internal sealed class HealthyExecution(ServiceArn arn, HealthyMapRuns source, DateTimeOffset startDate, int mapRuns, bool isFailed)
    : IExecution
{
    private volatile ExecutionState _state = isFailed
        ? new(RunStatus.Failed, startDate, startDate.AddMinutes(10), Error: RunError.ThresholdExceeded)
        : new(RunStatus.Succeeded, startDate, startDate.AddMinutes(10));

    public string Arn => arn.Text;

    public (string? Version, string? Alias) StartedWith => default;

    public string? KmsError => null;

    public int MapRunCount(DateTimeOffset now) => mapRuns;

    public IMapRun MapRun(int number) =>
        source.MapRun(arn.Other("mapRun", string.Create(CultureInfo.InvariantCulture, $"Faults/Run{mapRuns - number}:0")), default)!;

    public ExecutionState Describe(DateTimeOffset now) => _state;

    public IReadOnlyList<HistoryEvent> History(DateTimeOffset now) => [new(1, 0, startDate, "ExecutionStarted", null, null, 0)];

    public void Redrive(DateTimeOffset now) =>
        _state = new ExecutionState(RunStatus.Running, startDate, RedriveCount: _state.RedriveCount + 1, RedriveDate: now);

    public void Stop(RunError? error, DateTimeOffset now) =>
        _state = _state.StopDate is null ? _state with { Status = RunStatus.Aborted, StopDate = now, Error = error } : _state;
}
