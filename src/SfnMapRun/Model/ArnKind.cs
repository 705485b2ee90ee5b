namespace SfnMapRun.Model;

/// <summary>What an ARN of Step Functions names, as far as this module tells them apart.</summary>
internal enum ArnKind
{
    /// <summary>A Map Run.</summary>
    MapRun,

    /// <summary>An execution of a state machine, the parent of Map Runs.</summary>
    Execution,

    /// <summary>A child execution, which a Map Run started.</summary>
    ChildExecution,

    /// <summary>A state machine, with or without a version or an alias.</summary>
    StateMachine,

    /// <summary>Anything else that Step Functions owns.</summary>
    Other,
}
