namespace LocalStepFunctions.Simulation;

/// <summary>When an execution or its Map Run fails of an error of its own.</summary>
internal enum ErrorPoint
{
    /// <summary>The execution fails before any Map Run begins: the result writer's bucket is not there, say.</summary>
    BeforeMapRun,

    /// <summary>The Map Run fails with its input read and no child execution started: the state machine's role may not start them, say.</summary>
    BeforeChildren,

    /// <summary>The Map Run fails once all its child executions have ended: its results can't be written, say.</summary>
    WritingResults,

    /// <summary>The execution fails in a state that follows on its Map Runs, which have succeeded.</summary>
    AfterMapRuns,

    /// <summary>The redriven execution fails before it gets to its Map Run, which stays as it was.</summary>
    RedriveOfExecution,

    /// <summary>The redriven Map Run fails again without a child execution: the state machine's role may not redrive them.</summary>
    RedriveOfMapRun,
}
