using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>One of the <see cref="HealthyMapRuns"/>.</summary>
internal sealed class HealthyMapRun(string arn, HealthyMapRuns source) : IMapRun
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly DateTimeOffset Stop = Start.AddSeconds(60.5);

    public string Arn => arn;

    // Only where children are listed: there are runs of many thousands that are described and no more.
    public ChildNames ChildNames => source.NamesOf(this);

    public bool IsExpress => false;

    public int ChildCount => 1;

    public DateTimeOffset StartDate => Start;

    public DateTimeOffset? StopDate(DateTimeOffset now) => Stop;

    public SimulatedChild? Child(int number, DateTimeOffset now) => new(number, ChildStatus.Succeeded, null, Start, Stop, 1, null);

    public long FirstItemOf(int child) => 0;

    public int ItemsOf(int child) => 1;

    public void Update(SettingsChange change, DateTimeOffset now) => throw new InvalidOperationException("It has stopped.");

    public JsonObject Describe(DateTimeOffset now) => new()
    {
        ["mapRunArn"] = arn,
        ["executionArn"] = arn.Split(":mapRun:")[0] + ":execution:Faults:run-0",
        ["status"] = "SUCCEEDED",
        ["startDate"] = Wire.Date(Start),
        ["stopDate"] = Wire.Date(Stop),
        ["maxConcurrency"] = 0,
        ["toleratedFailurePercentage"] = 0,
        ["toleratedFailureCount"] = 0,
        ["itemCounts"] = Counts(),
        ["executionCounts"] = Counts(),
        ["redriveCount"] = 0,
    };

    private static JsonObject Counts() => new()
    {
        ["pending"] = 0, ["running"] = 0, ["succeeded"] = 1, ["failed"] = 0,
        ["timedOut"] = 0, ["aborted"] = 0, ["total"] = 1, ["resultsWritten"] = 1,
    };
}
