namespace LocalStepFunctions;

/// <summary>An error of the service, by its code in the service model.</summary>
public sealed class ServiceException(string code, string message, string? reason = null) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>The reason that some validation errors have.</summary>
    public string? Reason { get; } = reason;
}
