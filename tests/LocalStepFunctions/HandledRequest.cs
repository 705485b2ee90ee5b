namespace LocalStepFunctions;

/// <summary>A request and its answer, as they went over the wire.</summary>
/// <param name="RequestId">The id sent back as <c>x-amzn-RequestId</c>.</param>
/// <param name="Target">The header <c>X-Amz-Target</c>, or for a proxy <c>CONNECT</c> with host and port.</param>
/// <param name="Connection">Which TCP connection it came by.</param>
/// <param name="SessionToken">The session token it was signed with, empty for permanent keys.</param>
/// <param name="UserAgent">How the caller presented itself.</param>
/// <param name="Request">The body of the request.</param>
/// <param name="StatusCode">The HTTP status of the answer; 0 where none was sent.</param>
/// <param name="Answer">The body of the answer.</param>
public sealed record HandledRequest(
    string RequestId, string Target, string Connection, string SessionToken, string UserAgent, string Request, int StatusCode, string Answer);
