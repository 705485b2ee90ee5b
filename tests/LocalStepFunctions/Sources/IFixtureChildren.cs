using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>The started child executions of a fixture Map Run, by their numbers.</summary>
internal interface IFixtureChildren
{
    int Count { get; }

    /// <summary>How many of the failed ones can't be redriven.</summary>
    long NotRedrivable { get; }

    ChildStatus StatusOf(int number);

    /// <summary>Which of those with its status a child execution is, from 0.</summary>
    int OrdinalOf(int number);

    int ItemsOf(int number);

    long FirstItemOf(int number);
}
