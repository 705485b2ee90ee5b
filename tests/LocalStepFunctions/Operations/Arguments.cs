using System.Text.Json.Nodes;

namespace LocalStepFunctions.Operations;

/// <summary>The arguments that operations have in common.</summary>
internal static class Arguments
{
    private const int LongestArn = 256;
    private const int LongestMapRunArn = 2000;
    private const int DefaultPage = 100;
    private const int LargestPage = 1000;

    public static string ExecutionArn(JsonObject request) => Protocol.Text(request, "executionArn", LongestArn);

    public static string MapRunArn(JsonObject request) => Protocol.Text(request, "mapRunArn", LongestMapRunArn);

    public static int PageSize(JsonObject request) =>
        Protocol.Number(request, "maxResults", 0, LargestPage) is { } size and > 0 ? size : DefaultPage;
}
