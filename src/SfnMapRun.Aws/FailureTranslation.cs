using System.Text.Json;
using SfnMapRun.Aws.StepFunctions;
using SfnMapRun.Errors;

namespace SfnMapRun.Aws;

/// <summary>Turns what became of a call into this module's one exception.</summary>
internal static class FailureTranslation
{
    /// <summary>Whether an exception is a failed call, and not a mistake in a program.</summary>
    public static bool Covers(Exception exception) =>
        exception is ErrorAnswerException or JsonException or HttpRequestException or IOException or OperationCanceledException or TimeoutException or StepFunctionsException;

    /// <summary>The exception for a failed call of an operation, about a resource.</summary>
    /// <param name="exception">How it failed.</param>
    /// <param name="answer">What came back, if anything did.</param>
    /// <param name="client">What made the call.</param>
    /// <param name="operation">The operation of the API.</param>
    /// <param name="resource">The ARN that it was about.</param>
    public static StepFunctionsException Translate(Exception exception, JsonAnswer? answer, StepFunctionsClient client, string operation, string resource)
    {
        // Keys that could not be renewed: that was said where it happened.
        if (exception is StepFunctionsException credentialFailure)
        {
            return credentialFailure;
        }

        var error = exception as ErrorAnswerException;
        var kind = KindOf(exception, answer);
        var text = kind switch
        {
            // The service's own text quotes the request, with the session token.
            FailureKind.InvalidSignature => "The request's signature is not the one that AWS computed",
            FailureKind.EndpointUnreachable => $"No answer from {client.Endpoint}: {CauseOf(exception)}",
            FailureKind.RequestTimeout when exception is TimeoutException => "The credentials were not renewed in time",
            FailureKind.RequestTimeout => $"{client.Endpoint} did not answer in time",
            FailureKind.InvalidAnswer => $"{client.Endpoint} sent something that is no answer of Step Functions{DetailOf(exception)}",
            _ when error?.Text is { Length: > 0 } said => said,
            FailureKind.ServiceUnavailable => $"{client.Endpoint} is out of order",
            _ => $"{operation} failed",
        };
        return new StepFunctionsException(kind, $"{Redaction.Of(client.Credentials.LastKeys).Apply(text).TrimEnd('.')}{ReferenceOf(error?.Code, answer)}.")
        {
            IsFinal = !client.Credentials.CanRenew,
            Operation = operation,
            Resource = resource,
            ErrorCode = error?.Code,
            StatusCode = (int?)answer?.StatusCode,
            RequestId = answer?.RequestId,
        };
    }

    private static FailureKind KindOf(Exception exception, JsonAnswer? answer) => exception switch
    {
        ErrorAnswerException error => FailureKinds.Of(error.Code, error.Reason, (int)answer!.StatusCode),
        JsonException => FailureKind.InvalidAnswer,
        OperationCanceledException or TimeoutException => FailureKind.RequestTimeout,
        _ => FailureKind.EndpointUnreachable,
    };

    // What the reader stumbled over, without the position, which means nothing to a user.
    private static string DetailOf(Exception exception) =>
        exception is JsonException ? $": {CauseOf(exception).Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.')}" : string.Empty;

    private static string ReferenceOf(string? code, JsonAnswer? answer)
    {
        var parts = new[]
        {
            code,
            answer is null ? null : $"HTTP {(int)answer.StatusCode}",
            answer?.RequestId is null ? null : $"request id {answer.RequestId}",
        };
        var reference = string.Join(", ", parts.OfType<string>());
        return reference.Length > 0 ? $" ({reference})" : string.Empty;
    }

    private static string CauseOf(Exception exception) => exception.Chain().Last().Message;
}
