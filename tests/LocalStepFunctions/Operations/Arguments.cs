using System.Text.Json.Nodes;

namespace LocalStepFunctions.Operations;

/// <summary>The arguments that operations have in common.</summary>
internal static class Arguments
{
    private const int LongestArn = 256;
    private const int LongestMapRunArn = 2000;
    private const int DefaultPage = 100;
    private const int LargestPage = 1000;

    public static ServiceArn ExecutionArn(JsonObject request, string? region, params string[] kinds) =>
        ServiceArn.Read(Protocol.Text(request, "executionArn", LongestArn), region, kinds);

    /// <summary>That of an execution which is no child of a Map Run. The error is the one that was recorded of RedriveExecution.</summary>
    public static ServiceArn ParentExecutionArn(JsonObject request, string? region) =>
        ExecutionArn(request, region, "execution") is { IsOfChild: false } arn ? arn : throw new ServiceException(
            "ValidationException", "Labeled Execution ARNs are not supported for this API", "API_DOES_NOT_SUPPORT_LABELED_ARNS");

    public static ServiceArn MapRunArn(JsonObject request, string? region) =>
        ServiceArn.Read(Protocol.Text(request, "mapRunArn", LongestMapRunArn), region, "mapRun");

    public static ServiceArn StateMachineArn(JsonObject request, string? region) =>
        ServiceArn.Read(Protocol.Text(request, "stateMachineArn", LongestArn), region, "stateMachine");

    public static int PageSize(JsonObject request) =>
        Protocol.Number(request, "maxResults", 0, LargestPage) is { } size and > 0 ? size : DefaultPage;
}
