using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>The parent execution of Map Runs, wherever it comes from.</summary>
internal interface IExecution
{
    int MapRunCount { get; }

    /// <summary>One of its Map Runs; the newest is number 0.</summary>
    IMapRun MapRun(int number);

    ExecutionState Describe(DateTimeOffset now);

    /// <summary>Redrives it. Whether that is allowed, <see cref="RedriveRules"/> say.</summary>
    void Redrive(DateTimeOffset now);
}
