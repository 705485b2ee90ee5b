using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>Describes a parent execution, or a child execution of a Map Run.</summary>
internal sealed class DescribeExecution(Catalogue catalogue) : IOperation
{
    public string Name => nameof(DescribeExecution);

    public string[] Kinds { get; } = ["execution", "express"];

    public string ArnOf(JsonObject request) => Arguments.ExecutionArn(request);

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now)
    {
        var hasData = Protocol.OneOf(request, "includedData", "ALL_DATA", "METADATA_ONLY") != "METADATA_ONLY";
        if (arn.IsOfChild)
        {
            var (run, child) = catalogue.Child(arn, now);
            return ChildJson.Describe(run, child, hasData, now);
        }

        return Describe(arn, catalogue.Execution(arn.Text).Describe(now), hasData, now);
    }

    private static JsonObject Describe(ServiceArn arn, ExecutionState state, bool hasData, DateTimeOffset now)
    {
        var answer = new JsonObject
        {
            ["executionArn"] = arn.Text,
            ["stateMachineArn"] = arn.StateMachineArn(),
            ["name"] = arn.Tail.Split(':')[^1],
            ["status"] = Wire.Name(state.Status),
            ["startDate"] = Wire.Date(state.StartDate),
            ["inputDetails"] = new JsonObject { ["included"] = hasData },
            ["redriveCount"] = state.RedriveCount,
        };
        if (state.StopDate is { } stop)
        {
            answer["stopDate"] = Wire.Date(stop);
        }

        if (state.RedriveDate is { } redrive)
        {
            answer["redriveDate"] = Wire.Date(redrive);
        }

        if (hasData)
        {
            answer["input"] = "{}";
        }

        if (state.Status is RunStatus.Succeeded)
        {
            answer["outputDetails"] = new JsonObject { ["included"] = hasData };
            if (hasData)
            {
                answer["output"] = "{}";
            }
        }

        if (state.Status is RunStatus.Failed)
        {
            answer["error"] = "States.ExceedToleratedFailureThreshold";
            answer["cause"] = "The specified tolerated failure threshold was exceeded";
        }

        var obstacle = RedriveRules.Obstacle(state, now);
        answer["redriveStatus"] = obstacle is null ? "REDRIVABLE" : "NOT_REDRIVABLE";
        if (obstacle is not null)
        {
            answer["redriveStatusReason"] = obstacle;
        }

        return answer;
    }
}
