using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>One of the <see cref="HealthyMapRuns"/>.</summary>
internal sealed class HealthyMapRun(string arn, HealthyMapRuns source) : IMapRun
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly DateTimeOffset Stop = Start.AddSeconds(60.5);
    private static readonly Counts Counts = new(0, 0, 1, 0, 0, 0, 1, 1, 0, 0);
    private static readonly SimulatedChild OnlyChild = new(0, 0, ChildStatus.Succeeded, Start) { StopDate = Stop };

    public string Arn => arn;

    public string ExecutionArn => arn.Split(":mapRun:")[0] + ":execution:Faults:run-0";

    // Only where children are listed: there are runs of many thousands that are described and no more.
    public ChildNames ChildNames => source.NamesOf(this);

    public bool IsExpress => false;

    public string? KmsError => null;

    public MapRunState Describe(DateTimeOffset now) =>
        new(RunStatus.Succeeded, Start, Stop, new MapRunSettings(0, default), Counts, Counts);

    public SimulatedChild? Child(int number, DateTimeOffset now) => number == 0 ? OnlyChild : null;

    public IReadOnlyList<SimulatedChild> ChildrenBelow(
        int? startNumber, Func<SimulatedChild, bool> isAskedFor, int count, DateTimeOffset now) =>
        startNumber is null && isAskedFor(OnlyChild) ? [OnlyChild] : [];

    public long FirstItemOf(int child) => 0;

    public int ItemsOf(int child) => 1;

    public void Update(SettingsChange change, DateTimeOffset now) => throw new InvalidOperationException("It has stopped.");
}
