using System.Text.Json.Nodes;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>
/// Lists the executions of a state machine or the child executions of a Map Run, the latest start first. Child executions are
/// never among those of the state machine.
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
        var name = arn.Tail.Split(':')[0];
        if (name.StartsWith("Express", StringComparison.Ordinal))
        {
            throw new ServiceException("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        }

        // That of a version or an alias lists the executions of the state machine.
        IExecution[] executions =
        [
            .. catalogue.ExecutionsOf(arn.Other("stateMachine", name), now)
                .Where(execution => execution.Describe(now) is var state && isAskedFor(Wire.Name(state.Status), state.RedriveCount)),
        ];
        return tokens.Page(Name, "executions", request, executions.Length, number => ExecutionJson.ListItem(executions[number], now));
    }

    // A page goes on below the start that the last one ended with, and so nothing comes twice while more start.
    private JsonObject Children(JsonObject request, IMapRun run, Func<string, int, bool> isAskedFor, DateTimeOffset now)
    {
        var size = Arguments.PageSize(request);
        var from = tokens.Read(Name, request);

        // One more than the page holds: a token is issued only where something follows.
        var found = run.ChildrenBelow(from, child => isAskedFor(Wire.Name(child.Status), child.RedriveCount), size + 1, now);
        var answer = new JsonObject
        {
            ["executions"] = new JsonArray(found.Take(size).Select(child => ChildJson.ListItem(run, child)).ToArray<JsonNode>()),
        };
        if (found.Count > size)
        {
            answer["nextToken"] = tokens.Issue(Name, request, found[size - 1].StartNumber);
        }

        return answer;
    }
}
