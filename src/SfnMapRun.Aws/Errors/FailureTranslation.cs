using System.Text.Json;
using System.Text.RegularExpressions;
using SfnMapRun.Errors;

namespace SfnMapRun.Aws.Errors;

/// <summary>Turns what became of a request into this module's one exception.</summary>
internal static partial class FailureTranslation
{
    /// <summary>Whether an exception is a failed request, and not a mistake in a program.</summary>
    public static bool Covers(Exception exception) => exception
        is ErrorResponseException or JsonException or HttpRequestException or IOException
        or OperationCanceledException or TimeoutException or StepFunctionsException;

    /// <summary>The exception for a failed request.</summary>
    public static StepFunctionsException Translate(Exception exception, FailedRequest request)
    {
        // Keys that could not be renewed: that was said where it happened.
        if (exception is StepFunctionsException credentialFailure)
        {
            return credentialFailure;
        }

        var error = exception as ErrorResponseException;
        var kind = KindOf(exception, request);
        var text = Redaction.Of(request.Keys).Apply(TextOf(kind, exception, request)).TrimEnd('.');
        return new StepFunctionsException(kind, $"{text}{ReferenceOf(error?.Code, request)}.")
        {
            IsFinal = !request.CanRenewKeys,
            Operation = request.Operation,
            Resource = kind.ConcernsPayload && KeyArn().Match(text) is { Success: true } key ? key.Value : request.Resource,
            ErrorCode = error?.Code,
            StatusCode = request.StatusCode,
            RequestId = request.RequestId,
        };
    }

    // The full stop or bracket behind it is the sentence's.
    [GeneratedRegex(@"arn:aws[a-z-]*:kms:[\w:/-]*[\w-]", RegexOptions.CultureInvariant)]
    private static partial Regex KeyArn();

    private static FailureKind KindOf(Exception exception, FailedRequest request) => exception switch
    {
        ErrorResponseException error => FailureClassifier.Classify(error.Code, error.Reason, request.StatusCode.GetValueOrDefault()),
        JsonException => FailureKind.InvalidResponse,
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
    private static string DetailOf(Exception exception) => exception is JsonException
        ? $": {CauseOf(exception).Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.')}"
        : string.Empty;

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
