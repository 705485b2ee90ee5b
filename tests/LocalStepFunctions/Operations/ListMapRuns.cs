using System.Text.Json.Nodes;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>Lists the Map Runs of an execution, the newest first.</summary>
internal sealed class ListMapRuns(Catalogue catalogue, PageTokens tokens) : IOperation
{
    public string Name => nameof(ListMapRuns);

    public string[] Kinds { get; } = ["execution"];

    public string ArnOf(JsonObject request) => Arguments.ExecutionArn(request);

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now)
    {
        var size = Arguments.PageSize(request);
        var from = tokens.Read(Name, request) ?? 0;
        var execution = catalogue.Execution(arn.Text);
        var count = Math.Min(size, execution.MapRunCount - from);
        var page = Enumerable.Range(from, count).Select(number => Item(arn.Text, execution.MapRun(number), now));
        var answer = new JsonObject { ["mapRuns"] = new JsonArray(page.ToArray<JsonNode>()) };
        if (from + count < execution.MapRunCount)
        {
            answer["nextToken"] = tokens.Issue(Name, request, from + count);
        }

        return answer;
    }

    private static JsonObject Item(string executionArn, IMapRun run, DateTimeOffset now)
    {
        var item = new JsonObject
        {
            ["executionArn"] = executionArn,
            ["mapRunArn"] = run.Arn,
            ["stateMachineArn"] = ServiceArn.Read(run.Arn, null, "mapRun").StateMachineArn(),
            ["startDate"] = Wire.Date(run.StartDate),
        };
        if (run.StopDate(now) is { } stop)
        {
            item["stopDate"] = Wire.Date(stop);
        }

        return item;
    }
}
