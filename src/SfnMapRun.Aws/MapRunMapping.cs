using Amazon.StepFunctions.Model;

namespace SfnMapRun.Aws;

/// <summary>Turns the answer of DescribeMapRun into a <see cref="MapRun"/>.</summary>
internal static class MapRunMapping
{
    public static MapRun ToMapRun(this DescribeMapRunResponse response) => new()
    {
        MapRunArn = response.MapRunArn,
        ExecutionArn = response.ExecutionArn,
        Status = response.Status?.Value,
        StartDate = response.StartDate,
        StopDate = response.StopDate,
        MaxConcurrency = response.MaxConcurrency,

        // By way of decimal: 12.3 stays 12.3, where a plain cast gives 12.300000190734863.
        ToleratedFailurePercentage = response.ToleratedFailurePercentage is { } percentage ? (double)(decimal)percentage : null,
        ToleratedFailureCount = response.ToleratedFailureCount,
        ItemCounts = response.ItemCounts?.ToCounts(),
        ExecutionCounts = response.ExecutionCounts?.ToCounts(),
        RedriveCount = response.RedriveCount,
        RedriveDate = response.RedriveDate,
    };

    private static MapRunItemCounts ToCounts(this Amazon.StepFunctions.Model.MapRunItemCounts counts) => new()
    {
        Pending = counts.Pending,
        Running = counts.Running,
        Succeeded = counts.Succeeded,
        Failed = counts.Failed,
        TimedOut = counts.TimedOut,
        Aborted = counts.Aborted,
        Total = counts.Total,
        ResultsWritten = counts.ResultsWritten,
        FailuresNotRedrivable = counts.FailuresNotRedrivable,
        PendingRedrive = counts.PendingRedrive,
    };

    private static MapRunExecutionCounts ToCounts(this Amazon.StepFunctions.Model.MapRunExecutionCounts counts) => new()
    {
        Pending = counts.Pending,
        Running = counts.Running,
        Succeeded = counts.Succeeded,
        Failed = counts.Failed,
        TimedOut = counts.TimedOut,
        Aborted = counts.Aborted,
        Total = counts.Total,
        ResultsWritten = counts.ResultsWritten,
        FailuresNotRedrivable = counts.FailuresNotRedrivable,
        PendingRedrive = counts.PendingRedrive,
    };
}
