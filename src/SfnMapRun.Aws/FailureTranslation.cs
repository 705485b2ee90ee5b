using Amazon.Runtime;
using SfnMapRun.Aws.StepFunctions;
using SfnMapRun.Errors;

namespace SfnMapRun.Aws;

/// <summary>Turns what the AWS SDK throws into this module's one exception.</summary>
internal static class FailureTranslation
{
    /// <summary>Whether an exception is a failed call, and not a mistake in a program.</summary>
    public static bool Covers(Exception exception) => exception
        is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or OperationCanceledException or TimeoutException
        || CredentialFailureIn(exception) is not null;

    /// <summary>The exception for a failed call of an operation to an endpoint, about a resource.</summary>
    public static StepFunctionsException Translate(Exception exception, string endpoint, Redaction redaction, string operation, string resource, bool canRenew)
    {
        // Keys that could not be renewed: that was said where it happened.
        if (CredentialFailureIn(exception) is { } credentialFailure)
        {
            return credentialFailure;
        }

        var kind = KindOf(exception, exception as AmazonServiceException);

        // An answer that broke off is none, even if it began with a status and a request id.
        var service = kind is FailureKind.EndpointUnreachable or FailureKind.RequestTimeout ? null : exception as AmazonServiceException;
        var text = kind switch
        {
            // The service's own text quotes the request, with the session token.
            FailureKind.InvalidSignature => "The request's signature is not the one that AWS computed",
            FailureKind.EndpointUnreachable => $"No answer from {endpoint}: {CauseOf(exception)}",
            FailureKind.RequestTimeout => $"{endpoint} did not answer in time",
            FailureKind.InvalidAnswer => $"{endpoint} sent something that is no answer of Step Functions{DetailOf(exception)}",
            FailureKind.ServiceUnavailable when string.IsNullOrEmpty(service?.Message) => $"{endpoint} is out of order",
            _ => exception.Message,
        };
        return new StepFunctionsException(kind, $"{redaction.Apply(text).TrimEnd('.')}{ReferenceOf(service)}.")
        {
            IsFinal = !canRenew,
            Operation = operation,
            Resource = resource,
            ErrorCode = service?.ErrorCode,
            StatusCode = service is { StatusCode: not 0 } ? (int)service.StatusCode : null,
            RequestId = service?.RequestId is { Length: > 0 } id ? id : null,
        };
    }

    private static StepFunctionsException? CredentialFailureIn(Exception exception) => exception.Chain().OfType<StepFunctionsException>().FirstOrDefault();

    private static FailureKind KindOf(Exception exception, AmazonServiceException? service) => exception switch
    {
        AmazonUnmarshallingException when !exception.Chain().Any(e => e is IOException or HttpRequestException) => FailureKind.InvalidAnswer,
        AmazonUnmarshallingException => FailureKind.EndpointUnreachable,
        AmazonClientException => FailureKind.InvalidCredentials,
        _ when service is { StatusCode: not 0 } => FailureKinds.Of(service.ErrorCode, (service as ErrorAnswerException)?.Reason, (int)service.StatusCode),
        _ when exception.Chain().Any(e => e is OperationCanceledException or TimeoutException) => FailureKind.RequestTimeout,
        _ => FailureKind.EndpointUnreachable,
    };

    // What the reader stumbled over, without the position, which means nothing to a user.
    private static string DetailOf(Exception exception) => exception is AmazonUnmarshallingException { InnerException: { } inner }
        ? $": {CauseOf(inner).Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.')}"
        : string.Empty;

    private static string ReferenceOf(AmazonServiceException? service)
    {
        var parts = new[]
        {
            service?.ErrorCode,
            service is { StatusCode: not 0 } ? $"HTTP {(int)service.StatusCode}" : null,
            service?.RequestId is { Length: > 0 } id ? $"request id {id}" : null,
        };
        var reference = string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));
        return reference.Length > 0 ? $" ({reference})" : string.Empty;
    }

    private static string CauseOf(Exception exception) => exception.Chain().Last().Message;
}
