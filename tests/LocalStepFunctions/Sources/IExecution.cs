using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>The parent execution of Map Runs, wherever it comes from.</summary>
internal interface IExecution
{
    string Arn { get; }

    /// <summary>The version and the alias of the state machine that it was started with; null where it was with none.</summary>
    (string? Version, string? Alias) StartedWith { get; }

    /// <summary>The error that keeps callers from its payloads; null where there is none.</summary>
    string? KmsError { get; }

    int MapRunCount(DateTimeOffset now);

    /// <summary>One of its Map Runs; the newest is number 0.</summary>
    IMapRun MapRun(int number);

    ExecutionState Describe(DateTimeOffset now);

    IReadOnlyList<HistoryEvent> History(DateTimeOffset now);

    /// <summary>Redrives it. Whether that is allowed, <see cref="RedriveRules"/> say.</summary>
    void Redrive(DateTimeOffset now);

    /// <summary>Stops it, if it runs.</summary>
    void Stop(RunError? error, DateTimeOffset now);
}
