using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalStepFunctions;

/// <summary>
/// Faults on request: the Map Runs of a state machine named <c>Faults</c> fail as their label says, and their id says
/// how often (<c>always</c>, or a number of times before the Map Run is described after all):
/// <c>arn:aws:states:eu-central-1:123456789012:mapRun:Faults/ThrottlingException:2</c>. With 0 any label names a Map Run
/// that is well: as many of them as one likes.
/// </summary>
internal sealed class Faults
{
    private const string Marker = ":mapRun:Faults/";
    private readonly ConcurrentDictionary<string, int> _calls = new();

    /// <summary>The answer for a Map Run of the state machine Faults, null for any other.</summary>
    public Answer? For(string arn)
    {
        var at = arn.IndexOf(Marker, StringComparison.Ordinal);
        if (at < 0 || arn[(at + Marker.Length)..].Split(':') is not [var label, var times])
        {
            return null;
        }

        if (times == "0")
        {
            return Answer.Json(Healthy(arn));
        }

        var call = _calls.AddOrUpdate(arn, 1, (_, calls) => calls + 1);
        return times == "always" || call <= int.Parse(times, CultureInfo.InvariantCulture)
            ? Fault(label, arn)
            : Answer.Json(Healthy(arn));
    }

    private static Answer Fault(string label, string arn) => label switch
    {
        "Http500" => new Answer(500, "{\"__type\":\"InternalFailure\"}"),
        "Http503" => Answer.Html(503),
        "Http403Html" => Answer.Html(403),
        "Html" => Answer.Html(200),
        "EmptyBody" => new Answer(200, string.Empty),
        "EmptyObject" => new Answer(200, "{}"),
        "CutJson" => new Answer(200, Healthy(arn).ToJsonString()[..80]),
        "WrongTypes" => new Answer(200, "{\"mapRunArn\":\"" + arn + "\",\"itemCounts\":{\"total\":\"many\"}}"),
        "CutBody" => Answer.Broken(AnswerFault.CutBody, Healthy(arn).ToJsonString()),
        "Reset" => Answer.Broken(AnswerFault.Reset),
        "NoAnswer" => Answer.Broken(AnswerFault.NoAnswer),
        "HeaderOnly" => Answer.HeaderOnlyError("ResourceNotFound"),
        _ => Answer.NamespacedError(new ServiceException(label, MessageOf(label, arn))),
    };

    private static string MessageOf(string code, string arn) => code switch
    {
        "AccessDeniedException" =>
            $"User: arn:aws:iam::123456789012:user/local is not authorized to perform: states:DescribeMapRun on resource: {arn} because no identity-based policy allows the states:DescribeMapRun action",
        "ThrottlingException" => "Rate exceeded",
        "ExpiredTokenException" => "The security token included in the request is expired",
        "UnrecognizedClientException" => "The security token included in the request is invalid.",
        "ResourceNotFound" => $"Resource not found: '{arn}'",
        "InvalidArn" => $"Invalid Arn: '{arn}'",
        _ => $"The fault {code} was asked for.",
    };

    private static JsonObject Healthy(string arn)
    {
        static JsonObject Counts() => new()
        {
            ["pending"] = 0, ["running"] = 0, ["succeeded"] = 1, ["failed"] = 0,
            ["timedOut"] = 0, ["aborted"] = 0, ["total"] = 1, ["resultsWritten"] = 1,
        };
        return new JsonObject
        {
            ["mapRunArn"] = arn,
            ["executionArn"] = arn.Split(":mapRun:")[0] + ":execution:Faults:run",
            ["status"] = "SUCCEEDED",
            ["startDate"] = 1_700_000_000,
            ["stopDate"] = 1_700_000_060.5,
            ["maxConcurrency"] = 0,
            ["toleratedFailurePercentage"] = 0,
            ["toleratedFailureCount"] = 0,
            ["itemCounts"] = Counts(),
            ["executionCounts"] = Counts(),
            ["redriveCount"] = 0,
        };
    }
}
