using System.Text.Json.Nodes;

namespace LocalStepFunctions.Operations;

/// <summary>An operation of Step Functions.</summary>
internal interface IOperation
{
    string Name { get; }

    /// <summary>The kinds of ARN it takes.</summary>
    string[] Kinds { get; }

    /// <summary>The ARN that a request is about.</summary>
    string ArnOf(JsonObject request);

    JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now);
}
