namespace SfnMapRun.Errors;

/// <summary>Tells which <see cref="FailureKind"/> an error response of the service is.</summary>
internal static class FailureClassifier
{
    private static readonly Dictionary<string, FailureKind> ByCode = (
        from kind in FailureKind.All
        from code in kind.Codes
        select (code, kind)).ToDictionary(entry => entry.code, entry => entry.kind, StringComparer.Ordinal);

    /// <summary>The kind of an error response.</summary>
    /// <param name="errorCode">Its code, without a namespace; null where it has none.</param>
    /// <param name="reason">The reason that a validation gives; null where there is none.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public static FailureKind Classify(string? errorCode, string? reason, int statusCode) =>
        ByCode.GetValueOrDefault($"{errorCode}/{reason}") ?? ByCode.GetValueOrDefault(errorCode ?? string.Empty) ?? statusCode switch
        {
            429 => FailureKind.Throttled,
            >= 500 => FailureKind.ServiceUnavailable,
            _ when string.IsNullOrEmpty(errorCode) => FailureKind.InvalidResponse,
            _ => FailureKind.ServiceError,
        };
}
