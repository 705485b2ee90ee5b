namespace LocalStepFunctions.Simulation;

/// <summary>How long the service takes over what it does. Each is within what was recorded, which is given beside it.</summary>
internal static class ServiceDelays
{
    /// <summary>From the end of the last child execution to that of the Map Run, which writes results meanwhile: 0.4 to 1.1 s.</summary>
    public static readonly TimeSpan Finish = TimeSpan.FromSeconds(1);

    /// <summary>From the end of a Map Run to that of its execution: 0.10 to 0.12 s.</summary>
    public static readonly TimeSpan ParentStop = TimeSpan.FromSeconds(0.1);

    /// <summary>
    /// From the start of an execution to its first appearance in the list of its state machine, which AWS calls eventually
    /// consistent. How long that is was not recorded.
    /// </summary>
    public static readonly TimeSpan Listing = TimeSpan.FromSeconds(0.5);

    /// <summary>From the failure that is one too many to the start of one more child execution: 0.3 to 0.7 s.</summary>
    public static readonly TimeSpan OneMore = TimeSpan.FromSeconds(0.5);

    /// <summary>From that failure to the abortion of the child executions that run: 2 s.</summary>
    public static readonly TimeSpan AbortChildren = TimeSpan.FromSeconds(2);

    /// <summary>From that failure to the end of the Map Run: 3.5 to 6.2 s.</summary>
    public static readonly TimeSpan WindDown = TimeSpan.FromSeconds(5);

    /// <summary>From the first call that the state machine's role may not make to the end of the Map Run: some 7 s.</summary>
    public static readonly TimeSpan Refused = TimeSpan.FromSeconds(7);

    /// <summary>From the redrive of an execution to the failure of one that does not get as far as its Map Run: 0.12 s.</summary>
    public static readonly TimeSpan RedriveFailure = TimeSpan.FromSeconds(0.12);

    /// <summary>From the redrive date of an execution to that of its Map Runs: 0.09 s.</summary>
    public static readonly TimeSpan MapRunRedrive = TimeSpan.FromSeconds(0.09);

    /// <summary>From the redrive to the first child execution that runs again: 0.4 s. The counts were old at first, and new after 1.9 s.</summary>
    public static readonly TimeSpan RedriveStart = TimeSpan.FromSeconds(0.5);
}
