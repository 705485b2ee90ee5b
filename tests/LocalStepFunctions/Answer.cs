using System.Text;
using System.Text.Json.Nodes;

namespace LocalStepFunctions;

/// <summary>What goes back over the wire, or fails to.</summary>
public sealed record Answer(int StatusCode, string Body)
{
    private const string Namespace = "com.amazonaws.swf.service.v2.model";

    private string ContentType { get; init; } = Protocol.ContentType;

    private string? ErrorType { get; init; }

    private AnswerFault Fault { get; init; }

    public static Answer Json(JsonNode body) => new(200, body.ToJsonString());

    /// <summary>An error of the service: a namespace before its code, and its reason beside the message, where it has one.</summary>
    public static Answer Error(ServiceException error)
    {
        var body = new JsonObject { ["__type"] = $"{Namespace}#{error.Code}", ["message"] = error.Message };
        if (error.Reason is not null)
        {
            body["reason"] = error.Reason;
        }

        return new Answer(400, body.ToJsonString());
    }

    /// <summary>An error whose code is in the header alone.</summary>
    public static Answer HeaderOnlyError(string code) => new(400, string.Empty) { ErrorType = $"{code}:http://internal.amazon.com/coral/" };

    public static Answer Html(int statusCode) =>
        new(statusCode, "<html><body><h1>Sign in to the network</h1></body></html>") { ContentType = "text/html" };

    public static Answer Broken(AnswerFault fault, string body = "") => new(body.Length > 0 ? 200 : 0, body) { Fault = fault };

    public async Task SendAsync(HttpContext context)
    {
        if (Fault is AnswerFault.NoAnswer)
        {
            await SilenceAsync(context);
            return;
        }

        if (Fault is AnswerFault.LateReset)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        if (Fault is AnswerFault.Reset or AnswerFault.LateReset)
        {
            context.Abort();
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(Body);
        context.Response.StatusCode = StatusCode;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = bytes.Length;
        if (ErrorType is not null)
        {
            context.Response.Headers["x-amzn-errortype"] = ErrorType;
        }

        if (Fault is AnswerFault.CutBody or AnswerFault.StalledBody)
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await context.Response.Body.FlushAsync();
            await (Fault is AnswerFault.StalledBody ? SilenceAsync(context) : Task.CompletedTask);
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(bytes);
    }

    // Until the caller gives up.
    private static Task SilenceAsync(HttpContext context) =>
        Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
}
