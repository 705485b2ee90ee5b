namespace SfnMapRun.Tests.Fuzz;

/// <summary>A good answer of each operation, with all that it may hold.</summary>
internal static class Documents
{
    private const string Counts =
        """{"pending":3,"running":2,"succeeded":80,"failed":7,"timedOut":1,"aborted":2,"total":95,"resultsWritten":0,"failuresNotRedrivable":1,"pendingRedrive":0}""";

    private const string MapRun = $$"""
        {"mapRunArn":"{{FakeStepFunctions.MapRunArn}}","executionArn":"{{FakeStepFunctions.ExecutionArn}}","status":"FAILED",
        "startDate":1.790204298556E9,"stopDate":1.790204398E9,"maxConcurrency":40,"toleratedFailurePercentage":5.0,"toleratedFailureCount":0,
        "itemCounts":{{Counts}},"executionCounts":{{Counts}},"redriveCount":1,"redriveDate":1.790204350E9}
        """;

    private const string Child = $$"""
        {"executionArn":"arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:c1","mapRunArn":"{{FakeStepFunctions.MapRunArn}}",
        "stateMachineArn":"arn:aws:states:eu-central-1:123456789012:stateMachine:Orders/Import","name":"c1","status":"FAILED",
        "startDate":1.790204298556E9,"stopDate":1.790204398E9,"itemCount":10,"redriveCount":0,"error":"NoStock","cause":"no stock of item 17",
        "input":"{\"a\":1}","redriveStatus":"REDRIVABLE_BY_MAP_RUN","redriveStatusReason":"because"}
        """;

    /// <summary>An event of an execution's history.</summary>
    public const string Event = """
        {"id":7,"previousEventId":6,"timestamp":1.790204398E9,"type":"MapRunFailed","mapRunFailedEventDetails":{"error":"NoRole","cause":"not allowed"}}
        """;

    /// <summary>The answer of an operation.</summary>
    public static string Of(string operation) => operation switch
    {
        "DescribeMapRun" => MapRun,
        "DescribeExecution" => Child,
        "GetExecutionHistory" => $$"""{"events":[{{Event}},{{Event}}],"nextToken":"second"}""",
        "ListExecutions" => $$"""{"executions":[{{Child}},{{Child}}],"nextToken":"second"}""",
        "ListMapRuns" => $$"""{"mapRuns":[{{MapRun}}],"nextToken":"second"}""",
        "RedriveExecution" => """{"redriveDate":1.790204350E9}""",
        "StopExecution" => """{"stopDate":1.790204350E9}""",
        "UpdateMapRun" => "{}",
        _ => throw new ArgumentException(operation),
    };
}
