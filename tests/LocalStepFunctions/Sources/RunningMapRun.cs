using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>A Map Run of a <see cref="RunningExecution"/>.</summary>
internal sealed class RunningMapRun(RunningExecution execution, MapRunPlan plan, SimulatedMapRun run, string arn, DateTimeOffset startDate) : IMapRun
{
    public string Arn => arn;

    public ChildNames ChildNames { get; } = new(arn);

    public bool IsExpress => plan.IsExpress;

    public int ChildCount => plan.ChildCount;

    public DateTimeOffset StartDate => startDate;

    public DateTimeOffset? StopDate(DateTimeOffset now) => execution.Guard(_ => run.At(now).StopDate);

    public SimulatedChild? Child(int number, DateTimeOffset now) => execution.Guard(_ => run.Child(number, now));

    public long FirstItemOf(int child) => plan.FirstItemOf(child);

    public int ItemsOf(int child) => plan.ItemsOf(child);

    public void Update(SettingsChange change, DateTimeOffset now) => execution.Guard(model =>
    {
        model.Update(run, change.Of(run.Settings), now);
        return 0;
    });

    public JsonObject Describe(DateTimeOffset now)
    {
        var state = execution.Guard(_ => run.Describe(now));
        var answer = new JsonObject
        {
            ["mapRunArn"] = arn,
            ["executionArn"] = execution.Arn,
            ["status"] = Wire.Name(state.Status),
            ["startDate"] = Wire.Date(state.StartDate),
            ["maxConcurrency"] = state.Settings.MaxConcurrency,
            ["toleratedFailurePercentage"] = state.Settings.Tolerance.Percentage,
            ["toleratedFailureCount"] = state.Settings.Tolerance.Count,
            ["itemCounts"] = Json(state.ItemCounts),
            ["executionCounts"] = Json(state.ExecutionCounts),
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

        return answer;
    }

    private static JsonObject Json(Counts counts) => new()
    {
        ["pending"] = counts.Pending,
        ["running"] = counts.Running,
        ["succeeded"] = counts.Succeeded,
        ["failed"] = counts.Failed,
        ["timedOut"] = counts.TimedOut,
        ["aborted"] = counts.Aborted,
        ["total"] = counts.Total,
        ["resultsWritten"] = counts.ResultsWritten,
        ["failuresNotRedrivable"] = counts.FailuresNotRedrivable,
        ["pendingRedrive"] = counts.PendingRedrive,
    };
}
