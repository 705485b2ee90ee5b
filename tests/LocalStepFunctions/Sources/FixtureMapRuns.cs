using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalStepFunctions.Sources;

/// <summary>
/// The Map Runs of the fixture files. A file holds an answer of DescribeMapRun as it goes over the wire, but for its
/// dates, which are written as time spans relative to the start of the endpoint ("-1.02:30:00" is 26½ hours earlier),
/// so that no fixture grows old; and, for a Map Run that moves, its <see cref="Motion"/>.
/// </summary>
internal sealed class FixtureMapRuns : IMapRunSource
{
    private readonly Dictionary<string, FixtureMapRun> _mapRuns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FixtureExecution> _executions;
    private readonly Dictionary<string, IMapRun> _byChildren;

    public FixtureMapRuns(TimeProvider clock)
    {
        var start = clock.GetUtcNow();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "*.json"))
        {
            var fixture = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            foreach (var name in fixture.Select(member => member.Key).Where(name => name.EndsWith("Date", StringComparison.Ordinal)).ToArray())
            {
                fixture[name] = Wire.Date(start + TimeSpan.Parse((string)fixture[name]!, CultureInfo.InvariantCulture));
            }

            var run = new FixtureMapRun(fixture);
            _mapRuns.Add(run.Arn, run);
        }

        _executions = _mapRuns.Values.GroupBy(run => run.ExecutionArn)
            .ToDictionary(runs => runs.Key, runs => new FixtureExecution(runs), StringComparer.Ordinal);
        _byChildren = _mapRuns.Values.ToDictionary(run => run.ChildNames.Shared, run => (IMapRun)run, StringComparer.Ordinal);
    }

    public IMapRun? MapRun(string arn) => _mapRuns.GetValueOrDefault(arn);

    public IExecution? Execution(string arn) => _executions.GetValueOrDefault(arn);

    public IMapRun? MapRunOfChildren(string sharedName) => _byChildren.GetValueOrDefault(sharedName);
}
