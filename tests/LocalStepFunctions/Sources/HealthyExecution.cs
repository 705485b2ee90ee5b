using System.Globalization;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>An execution of the <see cref="HealthyMapRuns"/>. Once redriven, it runs on without an end.</summary>
internal sealed class HealthyExecution(ServiceArn arn, HealthyMapRuns source, DateTimeOffset startDate, int mapRuns, bool isFailed) : IExecution
{
    private volatile ExecutionState _state =
        new(isFailed ? RunStatus.Failed : RunStatus.Succeeded, startDate, startDate.AddMinutes(10), 0, null);

    public int MapRunCount => mapRuns;

    public IMapRun MapRun(int number) =>
        source.MapRun(arn.Other("mapRun", string.Create(CultureInfo.InvariantCulture, $"Faults/Run{mapRuns - number}:0")))!;

    public ExecutionState Describe(DateTimeOffset now) => _state;

    public void Redrive(DateTimeOffset now) =>
        _state = _state with { Status = RunStatus.Running, StopDate = null, RedriveCount = _state.RedriveCount + 1, RedriveDate = now };
}
