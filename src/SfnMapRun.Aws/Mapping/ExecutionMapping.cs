using System.Text.Json;
using SfnMapRun.Aws.Protocol;
using SfnMapRun.Model;

namespace SfnMapRun.Aws.Mapping;

/// <summary>Turns the responses about executions into objects of this module.</summary>
internal static class ExecutionMapping
{
    /// <summary>An item of ListExecutions, or the response of DescribeExecution, which has more of the fields.</summary>
    /// <exception cref="JsonException">The fields are not those of an execution.</exception>
    public static MapRunExecution ToExecution(JsonElement fields) => new()
    {
        ExecutionArn = fields.RequiredText("executionArn"),
        MapRunArn = fields.Text("mapRunArn"),
        StateMachineArn = fields.Text("stateMachineArn"),
        Name = fields.Text("name"),
        Status = fields.Text("status"),
        StartDate = fields.Date("startDate"),
        StopDate = fields.Date("stopDate"),
        ItemCount = fields.Count("itemCount"),
        RedriveCount = fields.SmallCount("redriveCount"),
        RedriveDate = fields.Date("redriveDate"),
        Error = fields.Text("error"),
        Cause = fields.Text("cause"),
        Input = fields.Text("input"),
        Output = fields.Text("output"),
        RedriveStatus = fields.Text("redriveStatus"),
        RedriveStatusReason = fields.Text("redriveStatusReason"),
    };

    /// <summary>An event of GetExecutionHistory, with those of its details that are about Map Runs.</summary>
    /// <exception cref="JsonException">The fields are not those of an event.</exception>
    public static ExecutionEvent ToEvent(JsonElement fields)
    {
        var details = fields.Group("mapRunFailedEventDetails")
            ?? fields.Group("mapRunStartedEventDetails")
            ?? fields.Group("mapRunRedrivenEventDetails");
        return new ExecutionEvent(
            fields.Count("id") ?? throw new JsonException("id is missing"),
            fields.Count("previousEventId"),
            fields.Date("timestamp"),
            fields.Text("type"),
            details?.Text("mapRunArn"),
            details?.Text("error"),
            details?.Text("cause"));
    }

    /// <summary>An item of ListMapRuns.</summary>
    /// <exception cref="JsonException">The fields are not those of a Map Run.</exception>
    public static MapRunListItem ToMapRunListItem(JsonElement fields) => new()
    {
        MapRunArn = fields.RequiredText("mapRunArn"),
        ExecutionArn = fields.Text("executionArn"),
        StateMachineArn = fields.Text("stateMachineArn"),
        StartDate = fields.Date("startDate"),
        StopDate = fields.Date("stopDate"),
    };
}
