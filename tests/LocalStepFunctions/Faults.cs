using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions;

/// <summary>
/// Faults on request: the operations on Map Runs of a state machine named <c>Faults</c> fail as the label says, and the
/// id says how often (<c>always</c>, or a number of times before the Map Run is as it should be after all):
/// <c>arn:aws:states:eu-central-1:123456789012:mapRun:Faults/ThrottlingException:2</c>; and those on its executions as
/// their names say: <c>arn:aws:states:eu-central-1:123456789012:execution:Faults:ThrottlingException-2</c>. Each operation
/// fails so many times on each ARN. What is well is one of the <see cref="HealthyMapRuns"/>. And in a storm
/// (<see cref="EndpointOptions.Fault"/>), one answer in so many fails, whatever it is about: which ones follows from the ARN and
/// from how often it was asked about, so that each client meets the same faults in whatever order it calls.
/// </summary>
internal sealed class Faults(EndpointOptions options)
{
    private readonly ConcurrentDictionary<(string Operation, string Arn), int> _calls = new();

    /// <summary>The fault that an operation on an ARN has this time; null for none.</summary>
    public Answer? For(string operation, ServiceArn arn)
    {
        if (options.Fault is { } storm)
        {
            return IsHit(CountCall(operation, arn), arn) ? Fault(operation, storm, arn.Text) : null;
        }

        if (HealthyMapRuns.Read(arn) is not var (label, times) || label == HealthyMapRuns.Many || times == "0")
        {
            return null;
        }

        var call = CountCall(operation, arn);
        return times == "always" || (int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && call <= most)
            ? Fault(operation, label, arn.Text)
            : null;
    }

    private int CountCall(string operation, ServiceArn arn) => _calls.AddOrUpdate((operation, arn.Text), 1, (_, calls) => calls + 1);

    private bool IsHit(int call, ServiceArn arn) =>
        BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{arn.Text} {call}"))) % options.FaultEvery == 0;

    private static Answer Fault(string operation, string label, string arn) => label switch
    {
        "Http500" => new Answer(500, "{\"__type\":\"InternalFailure\"}"),
        "Http503" => Answer.Html(503),
        "Http403Html" => Answer.Html(403),
        "Html" => Answer.Html(200),
        "EmptyBody" => new Answer(200, string.Empty),
        "EmptyObject" => new Answer(200, "{}"),
        "CutJson" => new Answer(200, Whole(operation, arn)[..^20]),
        "WrongTypes" => new Answer(200, WrongTypes(operation, arn)),
        "CutBody" => Answer.Broken(AnswerFault.CutBody, Whole(operation, arn)),
        "StalledBody" => Answer.Broken(AnswerFault.StalledBody, Whole(operation, arn)),
        "Reset" => Answer.Broken(AnswerFault.Reset),
        "LateReset" => Answer.Broken(AnswerFault.LateReset),
        "NoAnswer" => Answer.Broken(AnswerFault.NoAnswer),
        "HeaderOnly" => Answer.HeaderOnlyError(operation is "DescribeMapRun" or "ListExecutions" or "UpdateMapRun" ? "ResourceNotFound" : "ExecutionDoesNotExist"),
        _ => Answer.Error(new ServiceException(label, MessageOf(operation, label, arn))),
    };

    private static string MessageOf(string operation, string code, string arn) => code switch
    {
        "AccessDeniedException" =>
            $"User: arn:aws:iam::123456789012:user/local is not authorized to perform: states:{operation} on resource: {arn} because no identity-based policy allows the states:{operation} action",
        "ThrottlingException" => "Rate exceeded",
        "ExpiredTokenException" => "The security token included in the request is expired",
        "UnrecognizedClientException" => "The security token included in the request is invalid.",
        "ResourceNotFound" => $"Resource not found: '{arn}'",
        "ExecutionDoesNotExist" => $"Execution Does Not Exist: '{arn}'",
        "InvalidArn" => $"Invalid Arn: '{arn}'",
        _ => $"The fault {code} was asked for.",
    };

    // An answer long enough to break off in the middle.
    private static string Whole(string operation, string arn) =>
        new JsonObject { [operation is "ListMapRuns" ? "mapRuns" : operation is "ListExecutions" ? "executions" : "executionArn"] = arn, ["status"] = "SUCCEEDED", ["redriveCount"] = 0 }.ToJsonString();

    private static string WrongTypes(string operation, string arn) => operation switch
    {
        "DescribeMapRun" => "{\"mapRunArn\":\"" + arn + "\",\"itemCounts\":{\"total\":\"many\"}}",
        "ListMapRuns" => "{\"mapRuns\":\"many\"}",
        "ListExecutions" => "{\"executions\":\"many\"}",
        "RedriveExecution" => "{\"redriveDate\":\"soon\"}",
        "DescribeExecution" => "{\"executionArn\":\"" + arn + "\",\"startDate\":\"soon\"}",
        _ => "[]",
    };
}
