using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>The child executions of a Map Run in <see cref="Motion"/>: an item each, so many finished, and every so manieth failed.</summary>
internal sealed record MovingChildren(long Finished, long Running, long FailEvery) : IFixtureChildren
{
    public int Count => (int)(Finished + Running);

    public long NotRedrivable => 0;

    public ChildStatus StatusOf(int number) =>
        number >= Finished ? ChildStatus.Running : (number + 1) % FailEvery == 0 ? ChildStatus.Failed : ChildStatus.Succeeded;

    public int OrdinalOf(int number) => number / (int)FailEvery;

    public int ItemsOf(int number) => 1;

    public long FirstItemOf(int number) => number;
}
