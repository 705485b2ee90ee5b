namespace LocalStepFunctions;

/// <summary>How an answer can fail on its way.</summary>
public enum AnswerFault
{
    None,

    /// <summary>The connection breaks in the middle of the body.</summary>
    CutBody,

    /// <summary>The body ends in the middle, and the connection stays open.</summary>
    StalledBody,

    /// <summary>The connection breaks before anything is sent.</summary>
    Reset,

    /// <summary>The connection is silent for two seconds, and then it breaks.</summary>
    LateReset,

    /// <summary>The connection stays open and silent.</summary>
    NoAnswer,
}
