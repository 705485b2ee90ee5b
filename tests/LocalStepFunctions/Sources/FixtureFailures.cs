using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>How the child executions of fixture Map Runs failed: as Lambda functions and Step Functions itself tell it.</summary>
internal static class FixtureFailures
{
    private static readonly FailurePlan OutOfStock = Failure(
        "OutOfStockError",
        """{"errorType":"OutOfStockError","errorMessage":"No stock left for {item}","trace":["OutOfStockError: No stock left for {item}","    at reserve (/var/task/index.js:41:11)","    at Runtime.handler (/var/task/index.js:17:5)"],"requestId":"{guid}"}""");

    private static readonly FailurePlan KeyError = Failure(
        "KeyError",
        """{"errorMessage":"'quantity' is missing in {item}","errorType":"KeyError","requestId":"{guid}","stackTrace":["  File \"/var/task/app.py\", line 23, in handler\n    reserve(order)\n","  File \"/var/task/app.py\", line 58, in reserve\n    raise KeyError(message)\n"]}""");

    private static readonly FailurePlan Busy = Failure(
        "Lambda.TooManyRequestsException", "Rate Exceeded. (Service: Lambda, Status Code: 429, Request ID: {guid}) (SDK Attempt Count: 1)");

    private static readonly FailurePlan TooLarge = Failure(
        "States.DataLimitExceeded",
        "The state/task 'arn:aws:states:::lambda:invoke' returned a result with a size exceeding the maximum number of bytes service limit.");

    private static readonly FailurePlan[] Mix = [OutOfStock, OutOfStock, KeyError, OutOfStock, Busy, OutOfStock, TooLarge, KeyError];

    private static readonly FailurePlan TimedOut = new("States.Timeout", ChildStatus.TimedOut, null, 0, true, false);

    /// <summary>How a child execution failed, by its status and its place among those of that status; null if it did not.</summary>
    public static FailurePlan? Of(ChildStatus? status, int ordinal, long notRedrivable) => status switch
    {
        ChildStatus.Failed => Mix[ordinal % Mix.Length] with { IsRedrivable = ordinal >= notRedrivable },
        ChildStatus.TimedOut => TimedOut,
        _ => null,
    };

    private static FailurePlan Failure(string error, string cause) => new(error, ChildStatus.Failed, cause, 0, true, false);
}
