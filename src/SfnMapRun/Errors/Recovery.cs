namespace SfnMapRun.Errors;

/// <summary>Whether the same call may succeed later.</summary>
internal enum Recovery
{
    /// <summary>No: the call itself has to change, or what it is about.</summary>
    None,

    /// <summary>Eventually, once somebody has seen to it: the quota, the sign-in, the source of the credentials.</summary>
    Eventual,

    /// <summary>Eventually, but only if the credentials can be renewed.</summary>
    WithNewKeys,

    /// <summary>Within moments: the call is retried.</summary>
    Transient,
}
