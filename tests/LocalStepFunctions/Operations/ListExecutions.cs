using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>
/// Lists the executions of a state machine or the child executions of a Map Run, the latest start first. Child executions are
/// never among those of the state machine, and what has just started is not there yet.
/// </summary>
internal sealed class ListExecutions(Catalogue catalogue, PageTokens tokens) : IOperation
{
    private const string PendingRedrive = "PENDING_REDRIVE";

    public string Name => nameof(ListExecutions);

    public ServiceArn ArnOf(JsonObject request, string? region) => (request["stateMachineArn"], request["mapRunArn"]) switch
    {
        (null, not null) => Arguments.MapRunArn(request, region),
        (not null, null) => Arguments.StateMachineArn(request, region),
        (null, null) => throw Invalid("Provide a state machine ARN or a Map Run ARN", "MISSING_REQUIRED_PARAMETER"),
        _ => throw Invalid("Provide either a state machine ARN or a Map Run ARN, not both"),
    };

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now)
    {
        var status = Protocol.OneOf(request, "statusFilter", "RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", PendingRedrive);
        var redrive = Protocol.OneOf(request, "redriveFilter", "REDRIVEN", "NOT_REDRIVEN");
        bool IsAskedFor(string itsStatus, int redrives) =>
            (status is null || itsStatus == status) && (redrive is null || redrives > 0 == (redrive == "REDRIVEN"));

        return arn.Kind == "mapRun" ? Children(request, catalogue.MapRun(arn.Text, now), IsAskedFor, now)
            : status == PendingRedrive ? throw Invalid("Only child executions of a Map Run can be PENDING_REDRIVE")
            : Executions(request, arn, IsAskedFor, now);
    }

    private static ServiceException Invalid(string message, string? reason = null) => new("ValidationException", message, reason);

    private JsonObject Executions(JsonObject request, ServiceArn arn, Func<string, int, bool> isAskedFor, DateTimeOffset now)
    {
        if (arn.IsOfChild)
        {
            throw Invalid("Labeled state machine ARNs are not supported for this API", "API_DOES_NOT_SUPPORT_LABELED_ARNS");
        }

        if (arn.Tail.StartsWith("Express", StringComparison.Ordinal))
        {
            throw new ServiceException("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        }

        // The oldest is number 0.
        var executions = catalogue.ExecutionsOf(arn, now);
        var numbered = executions.Select((execution, index) => (Execution: execution, Number: executions.Count - 1 - index));
        bool IsListed(ExecutionState state) =>
            state.StartDate + ServiceDelays.Listing <= now && isAskedFor(Wire.Name(state.Status), state.RedriveCount);
        return Page(request, below => numbered
            .Where(item => item.Number < (below ?? int.MaxValue) && IsListed(item.Execution.Describe(now)))
            .Select(item => (item.Number, ExecutionJson.ListItem(item.Execution, now))));
    }

    private JsonObject Children(JsonObject request, IMapRun run, Func<string, int, bool> isAskedFor, DateTimeOffset now) =>
        Page(request, below => run
            .ChildrenBelow(below, child => isAskedFor(Wire.Name(child.Status), child.RedriveCount), Arguments.PageSize(request) + 1, now)
            .Select(child => (child.StartNumber, ChildJson.ListItem(run, child))));

    // A page goes on below the start that the last one ended with, and so nothing comes twice while more start.
    private JsonObject Page(JsonObject request, Func<int?, IEnumerable<(int Number, JsonObject Item)>> findBelow)
    {
        var size = Arguments.PageSize(request);

        // One more than the page holds: a token is issued only where something follows.
        var found = findBelow(tokens.Read(Name, request)).Take(size + 1).ToArray();
        var answer = new JsonObject { ["executions"] = new JsonArray(found.Take(size).Select(entry => (JsonNode)entry.Item).ToArray()) };
        if (found.Length > size)
        {
            answer["nextToken"] = tokens.Issue(Name, request, found[size - 1].Number);
        }

        return answer;
    }
}
