using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>
/// Lists the child executions of a Map Run in the reverse order of their first start. A page goes on below the number that
/// the last one ended with, and so nothing comes twice while more start.
/// </summary>
internal sealed class ListExecutions(Catalogue catalogue, PageTokens tokens) : IOperation
{
    public string Name => nameof(ListExecutions);

    public string[] Kinds { get; } = ["mapRun"];

    public string ArnOf(JsonObject request) => (request["stateMachineArn"], request["mapRunArn"]) switch
    {
        (null, not null) => Arguments.MapRunArn(request),
        (not null, not null) => throw new ServiceException("ValidationException", "Provide either a state machine ARN or a Map Run ARN, not both"),
        (null, null) => throw new ServiceException("ValidationException", "Provide a state machine ARN or a Map Run ARN", "MISSING_REQUIRED_PARAMETER"),
        _ => throw new ServiceException("ValidationException", "Only the child executions of a Map Run can be listed here"),
    };

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now)
    {
        var status = Protocol.OneOf(request, "statusFilter", "RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE");
        var redrive = Protocol.OneOf(request, "redriveFilter", "REDRIVEN", "NOT_REDRIVEN");
        var size = Arguments.PageSize(request);
        var from = tokens.Read(Name, request);
        var run = catalogue.MapRun(arn.Text);

        bool IsAskedFor(SimulatedChild child) =>
            (status is null || Wire.Name(child.Status) == status)
            && (redrive is null || (!run.IsExpress && child.Runs > 1) == (redrive == "REDRIVEN"));

        // One more than the page holds: a token is issued only where something follows.
        var found = Below(from ?? run.ChildCount).Select(number => run.Child(number, now)).OfType<SimulatedChild>()
            .Where(IsAskedFor).Take(size + 1).ToArray();
        var page = found.Take(size).ToArray();
        var answer = new JsonObject { ["executions"] = new JsonArray(page.Select(child => ChildJson.ListItem(run, child)).ToArray<JsonNode>()) };
        if (found.Length > size)
        {
            answer["nextToken"] = tokens.Issue(Name, request, page[^1].Number);
        }

        return answer;
    }

    private static IEnumerable<int> Below(int number)
    {
        while (number > 0)
        {
            yield return --number;
        }
    }
}
