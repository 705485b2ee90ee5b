using System.Net.Sockets;
using Amazon.Runtime;
using SfnMapRun.Errors;

namespace SfnMapRun.Aws;

/// <summary>Turns what the AWS SDK throws into this module's one exception.</summary>
internal static class FailureTranslation
{
    /// <summary>The exception for a failed call to an endpoint.</summary>
    public static StepFunctionsException Translate(Exception exception, string endpoint, Redaction redaction)
    {
        var service = exception as AmazonServiceException;
        var kind = KindOf(exception, service);
        var text = kind switch
        {
            // The service's own text quotes the request, with the session token.
            FailureKind.InvalidSignature => "The request's signature is not the one that AWS computed.",
            FailureKind.EndpointUnreachable => $"{endpoint} can't be reached: {Innermost(exception).Message}",
            FailureKind.RequestTimeout => $"{endpoint} did not answer in time.",
            FailureKind.InvalidAnswer => $"{endpoint} sent something that is no answer of Step Functions{DetailOf(exception)}.",
            FailureKind.ServiceUnavailable when string.IsNullOrEmpty(service?.Message) => $"{endpoint} is out of order.",
            _ => exception.Message,
        };
        return new StepFunctionsException(kind, redaction.Apply(text) + ReferenceOf(service))
        {
            ErrorCode = service?.ErrorCode,
            StatusCode = service is { StatusCode: not 0 } ? (int)service.StatusCode : null,
            RequestId = service?.RequestId is { Length: > 0 } id ? id : null,
        };
    }

    private static FailureKind KindOf(Exception exception, AmazonServiceException? service)
    {
        return exception switch
        {
            AmazonUnmarshallingException => FailureKind.InvalidAnswer,
            OperationCanceledException or TimeoutException => FailureKind.RequestTimeout,
            AmazonClientException => FailureKind.InvalidCredentials,
            _ when service is { StatusCode: not 0 } => FailureKinds.Of(service.ErrorCode, (int)service.StatusCode),
            _ => Innermost(exception) is TimeoutException or OperationCanceledException ? FailureKind.RequestTimeout : FailureKind.EndpointUnreachable,
        };
    }

    private static string DetailOf(Exception exception) => exception.InnerException is { } inner ? $": {Innermost(inner).Message.TrimEnd('.')}" : string.Empty;

    private static string ReferenceOf(AmazonServiceException? service)
    {
        var parts = new[]
        {
            service?.ErrorCode,
            service is { StatusCode: not 0 } ? $"HTTP {(int)service.StatusCode}" : null,
            service?.RequestId is { Length: > 0 } id ? $"request id {id}" : null,
        };
        return parts.Any(part => part is not null) ? $" ({string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)))})" : string.Empty;
    }

    private static Exception Innermost(Exception exception) =>
        exception is SocketException || exception.InnerException is null ? exception : Innermost(exception.InnerException);
}
