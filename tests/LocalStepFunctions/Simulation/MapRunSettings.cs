namespace LocalStepFunctions.Simulation;

/// <summary>What UpdateMapRun can change.</summary>
internal sealed record MapRunSettings(int MaxConcurrency, Tolerance Tolerance)
{
    // The hard limit is 10,000; what a run without a limit reaches in a stand-in may be less.
    private const int Unlimited = 1000;

    /// <summary>How many child executions run at once.</summary>
    public int Concurrency => MaxConcurrency == 0 ? Unlimited : MaxConcurrency;
}
