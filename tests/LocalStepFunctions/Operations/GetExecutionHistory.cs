using System.Text.Json.Nodes;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>
/// Lists what happened in a parent execution, as far as it is about its Map Runs: the oldest first, or with <c>reverseOrder</c> the
/// newest.
/// </summary>
internal sealed class GetExecutionHistory(Catalogue catalogue, PageTokens tokens) : IOperation
{
    public string Name => nameof(GetExecutionHistory);

    public ServiceArn ArnOf(JsonObject request, string? region) => Arguments.ExecutionArn(request, region, "execution");

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now)
    {
        var isReverse = Protocol.Flag(request, "reverseOrder") ?? false;
        var hasData = Protocol.Flag(request, "includeExecutionData") ?? true;
        var execution = catalogue.Execution(arn.Text);
        var events = execution.History(now);
        return tokens.Page(Name, "events", request, events.Count, number =>
            ExecutionJson.Event(execution, events[isReverse ? events.Count - 1 - number : number], hasData, now));
    }
}
