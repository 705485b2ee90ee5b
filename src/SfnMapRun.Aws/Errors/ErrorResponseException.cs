namespace SfnMapRun.Aws.Errors;

/// <summary>The response is an error of Step Functions, or of what stands in its place. Each part may be missing.</summary>
/// <param name="code">Which error, without a namespace.</param>
/// <param name="text">What the service says about it. API: <c>message</c>.</param>
/// <param name="reason">What a ValidationException is about. API: <c>reason</c>.</param>
internal sealed class ErrorResponseException(string? code, string? text, string? reason) : Exception
{
    public string? Code => code;

    public string? Text => text;

    public string? Reason => reason;
}
