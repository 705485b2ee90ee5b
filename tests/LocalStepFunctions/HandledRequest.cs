namespace LocalStepFunctions;

/// <summary>A request and its answer, as they went over the wire.</summary>
/// <param name="RequestId">The id sent back as <c>x-amzn-RequestId</c>.</param>
/// <param name="Target">The header <c>X-Amz-Target</c>.</param>
/// <param name="Connection">Which TCP connection it came by.</param>
/// <param name="Request">The body of the request.</param>
/// <param name="StatusCode">The HTTP status of the answer; 0 where none was sent.</param>
/// <param name="Answer">The body of the answer.</param>
public sealed record HandledRequest(string RequestId, string Target, string Connection, string Request, int StatusCode, string Answer);
