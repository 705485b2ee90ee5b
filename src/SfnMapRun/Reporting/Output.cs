namespace SfnMapRun.Reporting;

/// <summary>Something that a command tells its user, made on any thread and written on the pipeline's own.</summary>
internal abstract record Output
{
    private Output()
    {
    }

    /// <summary>An object for the pipeline.</summary>
    internal sealed record Item(object Value) : Output;

    /// <summary>An error about a target; the others go on.</summary>
    internal sealed record Error(StepFunctionsException Exception, string Target) : Output;

    internal sealed record Warning(string Text) : Output;

    /// <summary>A sign of life in a log that shows no progress bars.</summary>
    internal sealed record Heartbeat(string Text) : Output;

    /// <summary>What was used, and what was called: for -Verbose.</summary>
    internal sealed record Verbose(string Text) : Output;

    /// <summary>What a support case needs on top: for -Debug.</summary>
    internal sealed record Debug(string Text) : Output;

    /// <summary>The state of a progress bar.</summary>
    /// <param name="Bar">Which bar: the same number replaces what was shown.</param>
    /// <param name="Activity">What is going on.</param>
    /// <param name="Status">How it is getting on.</param>
    internal sealed record Progress(int Bar, string Activity, string Status) : Output
    {
        /// <summary>The bar that this one is shown under; null where there is none.</summary>
        public int? Parent { get; init; }

        /// <summary>From 0 to 100; null where it is not known.</summary>
        public int? Percent { get; init; }

        /// <summary>How long the rest takes; null where it is not known.</summary>
        public TimeSpan? Left { get; init; }

        /// <summary>Whether the bar is taken away.</summary>
        public bool IsCompleted { get; init; }
    }
}
