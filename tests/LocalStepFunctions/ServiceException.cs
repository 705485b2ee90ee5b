namespace LocalStepFunctions;

/// <summary>An error of the service, by its code in the service model.</summary>
public sealed class ServiceException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
