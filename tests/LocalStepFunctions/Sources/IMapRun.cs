using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>A Map Run as the operations see it, wherever it comes from.</summary>
internal interface IMapRun
{
    string Arn { get; }

    ChildNames ChildNames { get; }

    bool IsExpress { get; }

    /// <summary>The child executions have the numbers from 0 to this; not all of them need have started.</summary>
    int ChildCount { get; }

    /// <summary>The answer of DescribeMapRun.</summary>
    JsonObject Describe(DateTimeOffset now);

    DateTimeOffset StartDate { get; }

    DateTimeOffset? StopDate(DateTimeOffset now);

    /// <summary>A child execution by its number, null while it hasn't started.</summary>
    SimulatedChild? Child(int number, DateTimeOffset now);

    long FirstItemOf(int child);

    int ItemsOf(int child);

    /// <summary>Changes the settings of a Map Run that has not stopped.</summary>
    void Update(SettingsChange change, DateTimeOffset now);
}
