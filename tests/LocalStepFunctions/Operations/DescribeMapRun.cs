using System.Text.Json.Nodes;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>Describes a Map Run.</summary>
internal sealed class DescribeMapRun(Catalogue catalogue) : IOperation
{
    public string Name => nameof(DescribeMapRun);

    public ServiceArn ArnOf(JsonObject request, string? region) => Arguments.MapRunArn(request, region);

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now) =>
        MapRunJson.Describe(catalogue.MapRun(arn.Text, now), now);
}
