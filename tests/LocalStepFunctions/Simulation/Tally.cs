namespace LocalStepFunctions.Simulation;

/// <summary>How the finished ones ended, in child executions or in items; some of the failures can't be redriven.</summary>
internal readonly record struct Tally(long Succeeded, long Failed, long TimedOut, long NotRedrivable)
{
    public long Failures => Failed + TimedOut;

    public long Finished => Succeeded + Failures;

    public static Tally operator +(Tally left, Tally right) => new(
        left.Succeeded + right.Succeeded, left.Failed + right.Failed, left.TimedOut + right.TimedOut, left.NotRedrivable + right.NotRedrivable);

    /// <summary>So many that all ended in the same way.</summary>
    public static Tally Of(long number, FailurePlan? failure) => failure switch
    {
        null => new(number, 0, 0, 0),
        { Status: ChildStatus.TimedOut } => new(0, 0, number, failure.IsRedrivable ? 0 : number),
        _ => new(0, number, 0, failure.IsRedrivable ? 0 : number),
    };
}
