using System.Net;
using Amazon.Runtime;

namespace SfnMapRun.Aws.StepFunctions;

/// <summary>An error answer of Step Functions; its code tells which.</summary>
internal sealed class ErrorAnswerException(string message, Exception innerException, string? errorCode, HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, ErrorType.Unknown, errorCode, null, statusCode)
{
    /// <summary>What a ValidationException is about. API: <c>reason</c>.</summary>
    public string? Reason { get; init; }
}
