using System.Text.Json.Nodes;

namespace LocalStepFunctions.Operations;

/// <summary>An operation of Step Functions.</summary>
internal interface IOperation
{
    string Name { get; }

    /// <summary>The ARN that a request is about, in the Region that the request was signed for.</summary>
    ServiceArn ArnOf(JsonObject request, string? region);

    JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now);
}
