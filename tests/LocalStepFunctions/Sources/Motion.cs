using System.Text.Json.Nodes;

namespace LocalStepFunctions.Sources;

/// <summary>
/// How a Map Run moves with the clock: it reads its items at one rate and finishes them at another; every so many
/// fail. It succeeds when all are done.
/// </summary>
/// <param name="Items">How many items its input holds.</param>
/// <param name="ReadPerSecond">How many of them it has read after each second, which is its total so far.</param>
/// <param name="FinishPerSecond">How many items it finishes in a second.</param>
/// <param name="FailEvery">Which items fail: every so manieth.</param>
/// <param name="InFlight">How many items run at once; a child execution holds one.</param>
internal sealed record Motion(long Items, double ReadPerSecond, double FinishPerSecond, long FailEvery, long InFlight)
{
    public static Motion Read(JsonObject motion) => new(
        (long)motion["items"]!, (double)motion["readPerSecond"]!, (double)motion["finishPerSecond"]!, (long)motion["failEvery"]!, (long)motion["inFlight"]!);

    /// <summary>The child executions after some seconds.</summary>
    public MovingChildren ChildrenAt(double elapsed)
    {
        var finished = Math.Min(TotalAt(elapsed), (long)(FinishPerSecond * elapsed));
        return new MovingChildren(finished, Math.Min(TotalAt(elapsed) - finished, InFlight), FailEvery);
    }

    /// <summary>Sets the counts, and in the end the status, to where they are at a time in epoch seconds.</summary>
    public void Apply(JsonObject mapRun, decimal now)
    {
        var elapsed = (double)(now - (decimal)mapRun["startDate"]!);
        var total = TotalAt(elapsed);
        var children = ChildrenAt(elapsed);
        var (finished, running) = (children.Finished, children.Running);
        var failed = finished / FailEvery;
        foreach (var counts in new[] { mapRun["itemCounts"]!, mapRun["executionCounts"]! })
        {
            counts["total"] = total;
            counts["succeeded"] = finished - failed;
            counts["failed"] = failed;
            counts["running"] = running;
            counts["pending"] = total - finished - running;
            counts["resultsWritten"] = finished;
        }

        if (finished == Items)
        {
            mapRun["status"] = "SUCCEEDED";
            mapRun["stopDate"] = (decimal)mapRun["startDate"]! + (decimal)(Items / FinishPerSecond);
        }
    }

    private long TotalAt(double elapsed) => Math.Min(Items, (long)(ReadPerSecond * elapsed));
}
