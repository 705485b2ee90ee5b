using System.Text.Json;
using System.Text.RegularExpressions;
using SfnMapRun.Errors;

namespace SfnMapRun.Aws.Errors;

/// <summary>Turns what became of a request into this module's one exception.</summary>
internal static partial class FailureTranslation
{
    /// <summary>The exception for a failed request, whatever was thrown on its way: nothing else leaves it.</summary>
    public static StepFunctionsException Translate(Exception exception, FailedRequest request)
    {
        // Keys that could not be renewed: that was said where it happened.
        if (exception is StepFunctionsException credentialFailure)
        {
            return credentialFailure;
        }

        var error = exception as ErrorResponseException;
        var kind = KindOf(exception, request);
        var redaction = Redaction.Of(request.Keys);
        var text = TextOf(kind, exception, request).TrimEnd('.');
        return new StepFunctionsException(kind, redaction.Apply($"{text}{ReferenceOf(error?.Code, request)}."))
        {
            IsFinal = !request.CanRenewKeys,
            Operation = request.Operation,
            Resource = kind.ConcernsPayload && KeyArn().Match(text) is { Success: true } key ? key.Value : request.Resource,
            ErrorCode = redaction.Apply(error?.Code),
            StatusCode = request.StatusCode,
            RequestId = redaction.Apply(request.RequestId),
        };
    }

    // The full stop or bracket behind it is the sentence's.
    [GeneratedRegex(@"arn:aws[a-z-]*:kms:[\w:/-]*[\w-]", RegexOptions.CultureInvariant)]
    private static partial Regex KeyArn();

    private static FailureKind KindOf(Exception exception, FailedRequest request) => exception switch
    {
        ErrorResponseException error when ClockSkew.IsSaidBy(error) => FailureKind.ClockSkew,
        ErrorResponseException error => FailureClassifier.Classify(error.Code, error.Reason, request.StatusCode.GetValueOrDefault()),
        JsonException => FailureKind.InvalidResponse,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } =>
            FailureKind.InvalidResponse,
        OperationCanceledException or TimeoutException => FailureKind.RequestTimeout,
        _ => FailureKind.EndpointUnreachable,
    };

    private static string TextOf(FailureKind kind, Exception exception, FailedRequest request)
    {
        // The service's own text quotes the request, with the session token.
        if (kind == FailureKind.InvalidSignature)
        {
            return "The request's signature is not the one that AWS computed";
        }

        if (kind == FailureKind.ClockSkew)
        {
            return ClockSkew.Describe(request.ClockOffset);
        }

        if (kind == FailureKind.InvalidResponse)
        {
            return $"{request.Endpoint} sent something that is not a response of Step Functions{DetailOf(exception)}";
        }

        return exception switch
        {
            TimeoutException => "The credentials were not renewed in time",
            OperationCanceledException => $"{request.Endpoint} did not respond in time",
            ErrorResponseException { Text.Length: > 0 } error => error.Text,
            ErrorResponseException when kind == FailureKind.ServiceUnavailable => $"{request.Endpoint} is out of order",
            ErrorResponseException => $"{request.Operation} failed",
            _ => $"No response from {request.Endpoint}: {CauseOf(exception)}",
        };
    }

    // What the reader stumbled over, without the position, which means nothing to a user.
    private static string DetailOf(Exception exception) => exception switch
    {
        JsonException => $": {CauseOf(exception).Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.')}",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => ": it is too large",
        HttpRequestException => ": it is not HTTP",
        _ => string.Empty,
    };

    private static string ReferenceOf(string? code, FailedRequest request)
    {
        var parts = new[]
        {
            code,
            request.StatusCode is { } status ? $"HTTP {status}" : null,
            request.RequestId is { } id ? $"request id {id}" : null,
        };
        var reference = string.Join(", ", parts.OfType<string>());
        return reference.Length > 0 ? $" ({reference})" : string.Empty;
    }

    private static string CauseOf(Exception exception) => exception.Chain().Last().Message;
}
