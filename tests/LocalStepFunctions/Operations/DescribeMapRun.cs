using System.Text.Json.Nodes;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>Describes a Map Run.</summary>
internal sealed class DescribeMapRun(Catalogue catalogue) : IOperation
{
    public string Name => nameof(DescribeMapRun);

    public string[] Kinds { get; } = ["mapRun"];

    public string ArnOf(JsonObject request) => Arguments.MapRunArn(request);

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now) => catalogue.MapRun(arn.Text).Describe(now);
}
