using System.Text.Json.Nodes;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>Lists the Map Runs of an execution, the newest first.</summary>
internal sealed class ListMapRuns(Catalogue catalogue, PageTokens tokens) : IOperation
{
    public string Name => nameof(ListMapRuns);

    public ServiceArn ArnOf(JsonObject request, string? region) => Arguments.ExecutionArn(request, region, "execution");

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now)
    {
        var execution = catalogue.Execution(arn.Text);
        return tokens.Page(Name, "mapRuns", request, execution.MapRunCount(now), number =>
            MapRunJson.ListItem(execution.MapRun(number), now));
    }
}
