using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>A Map Run of a fixture file. Its child executions are made up from its counts.</summary>
internal sealed class FixtureMapRun : IMapRun
{
    private readonly object _lock = new();
    private readonly JsonObject _fixture;
    private readonly Motion? _motion;
    private readonly bool _wasRedriven;
    private CountedChildren? _children;

    public FixtureMapRun(JsonObject fixture)
    {
        _fixture = fixture;
        if (fixture["motion"] is JsonObject motion)
        {
            fixture.Remove("motion");
            _motion = Motion.Read(motion);
        }

        Arn = (string)fixture["mapRunArn"]!;
        ExecutionArn = (string)fixture["executionArn"]!;
        ChildNames = new ChildNames(Arn);
        _wasRedriven = (int)fixture["redriveCount"]! > 0;
    }

    public string Arn { get; }

    public string ExecutionArn { get; }

    public ChildNames ChildNames { get; }

    public bool IsExpress => false;

    public int ChildCount => _motion is { Items: var items } ? (int)items : Children(StartDate).Count;

    public DateTimeOffset StartDate => Date(_fixture, "startDate")!.Value;

    public DateTimeOffset? StopDate(DateTimeOffset now) => State(now).StopDate;

    public JsonObject Describe(DateTimeOffset now)
    {
        lock (_lock)
        {
            var answer = _fixture.DeepClone().AsObject();
            _motion?.Apply(answer, Wire.Date(now));
            return answer;
        }
    }

    /// <summary>What of it matters to its parent execution.</summary>
    public ExecutionState State(DateTimeOffset now)
    {
        // Asked for with each child execution: copied only where it moves.
        if (_motion is not null)
        {
            return Read(Describe(now));
        }

        lock (_lock)
        {
            return Read(_fixture);
        }
    }

    public SimulatedChild? Child(int number, DateTimeOffset now)
    {
        var children = Children(now);
        if (number >= children.Count)
        {
            return null;
        }

        var run = State(now);
        var status = children.StatusOf(number);
        var hasEnded = status is not (ChildStatus.Running or ChildStatus.PendingRedrive);
        var length = ((run.StopDate ?? now) - run.StartDate) / (children.Count + 1);
        var redrives = run.RedriveCount == 0 ? 0 : status switch
        {
            ChildStatus.Running => run.RedriveCount,
            ChildStatus.PendingRedrive => run.RedriveCount - 1,
            // Some of those that have succeeded did so in a redrive.
            ChildStatus.Succeeded when _wasRedriven && number % 10 == 9 => 1,
            _ => 0,
        };
        var redriveDate = redrives > 0 ? run.RedriveDate : null;
        return new SimulatedChild(
            number,
            status,
            FixtureFailures.Of(status, children.OrdinalOf(number), children.NotRedrivable),
            run.StartDate + (length * number),
            !hasEnded ? null : redriveDate + (((run.StopDate ?? now) - redriveDate) / 2) ?? run.StartDate + (length * (number + 1)),
            redrives + 1,
            redriveDate);
    }

    public long FirstItemOf(int child) => Children(StartDate).FirstItemOf(child);

    public int ItemsOf(int child) => Children(StartDate).ItemsOf(child);

    public void Update(SettingsChange change, DateTimeOffset now)
    {
        lock (_lock)
        {
            var settings = change.Of(new MapRunSettings(
                (int)_fixture["maxConcurrency"]!, new Tolerance((double)_fixture["toleratedFailurePercentage"]!, (long)_fixture["toleratedFailureCount"]!)));
            _fixture["maxConcurrency"] = settings.MaxConcurrency;
            _fixture["toleratedFailurePercentage"] = settings.Tolerance.Percentage;
            _fixture["toleratedFailureCount"] = settings.Tolerance.Count;
        }
    }

    /// <summary>Lets all that was unsuccessful wait for its redrive.</summary>
    public void Redrive(DateTimeOffset now)
    {
        lock (_lock)
        {
            _fixture["status"] = "RUNNING";
            _fixture.Remove("stopDate");
            _fixture["redriveCount"] = (int)_fixture["redriveCount"]! + 1;
            _fixture["redriveDate"] = Wire.Date(now);
            foreach (var counts in new[] { _fixture["itemCounts"]!.AsObject(), _fixture["executionCounts"]!.AsObject() })
            {
                var unsuccessful = (long)counts["failed"]! + (long)counts["timedOut"]! + (long)counts["aborted"]!;
                counts["pendingRedrive"] = unsuccessful - ((long?)counts["failuresNotRedrivable"] ?? 0);
                counts["failed"] = 0L;
                counts["timedOut"] = 0L;
                counts["aborted"] = 0L;
            }

            _children = null;
        }
    }

    private static ExecutionState Read(JsonObject run) => new(
        (string)run["status"]! switch
        {
            "SUCCEEDED" => RunStatus.Succeeded,
            "FAILED" => RunStatus.Failed,
            "ABORTED" => RunStatus.Aborted,
            _ => RunStatus.Running,
        },
        Date(run, "startDate")!.Value,
        Date(run, "stopDate"),
        (int)run["redriveCount"]!,
        Date(run, "redriveDate"));

    private static DateTimeOffset? Date(JsonObject run, string name) =>
        (decimal?)run[name] is { } seconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;

    private IFixtureChildren Children(DateTimeOffset now)
    {
        if (_motion is not null)
        {
            return _motion.ChildrenAt((double)(Wire.Date(now) - Wire.Date(StartDate)));
        }

        lock (_lock)
        {
            _children ??= new CountedChildren(_fixture["executionCounts"]!.AsObject(), _fixture["itemCounts"]!.AsObject());
            return _children;
        }
    }
}
