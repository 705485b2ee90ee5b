using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>An error answer of Step Functions; its code tells which.</summary>
internal sealed class AmazonStepFunctionsException(
    string message, Exception innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
