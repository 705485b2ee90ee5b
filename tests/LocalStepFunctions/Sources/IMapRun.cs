using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>A Map Run as the operations see it, wherever it comes from.</summary>
internal interface IMapRun
{
    string Arn { get; }

    string ExecutionArn { get; }

    ChildNames ChildNames { get; }

    bool IsExpress { get; }

    /// <summary>The error that keeps callers from its payloads; null where there is none.</summary>
    string? KmsError { get; }

    MapRunState Describe(DateTimeOffset now);

    /// <summary>A child execution by its number; null while it hasn't started.</summary>
    SimulatedChild? Child(int number, DateTimeOffset now);

    /// <summary>Some child executions whose start number is below a number, the latest start first.</summary>
    IReadOnlyList<SimulatedChild> ChildrenBelow(int? startNumber, Func<SimulatedChild, bool> isAskedFor, int count, DateTimeOffset now);

    long FirstItemOf(int child);

    int ItemsOf(int child);

    /// <summary>Changes the settings of a Map Run that has not stopped.</summary>
    void Update(SettingsChange change, DateTimeOffset now);
}
