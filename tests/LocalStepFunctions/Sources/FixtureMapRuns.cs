using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalStepFunctions;

/// <summary>
/// The Map Runs of the fixture files. A file holds an answer of DescribeMapRun as it goes over the wire, but for its
/// dates, which are written as time spans relative to the start of the endpoint ("-1.02:30:00" is 26½ hours earlier),
/// so that no fixture grows old; and, for a Map Run that moves, its <see cref="Motion"/>.
/// </summary>
internal sealed class MapRunLibrary
{
    private const int DefaultPageSize = 100;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _start;
    private readonly SortedDictionary<string, JsonObject> _fixtures = new(StringComparer.Ordinal);

    public MapRunLibrary(TimeProvider clock)
    {
        _clock = clock;
        _start = clock.GetUtcNow();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "*.json"))
        {
            var fixture = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            foreach (var name in fixture.Select(member => member.Key).Where(name => name.EndsWith("Date", StringComparison.Ordinal)).ToArray())
            {
                fixture[name] = EpochSeconds(_start + TimeSpan.Parse((string)fixture[name]!, CultureInfo.InvariantCulture));
            }

            _fixtures.Add((string)fixture["mapRunArn"]!, fixture);
        }
    }

    public JsonObject Describe(string arn)
    {
        if (!_fixtures.TryGetValue(arn, out var fixture))
        {
            throw new ServiceException("ResourceNotFound", $"Resource not found: '{arn}'");
        }

        var answer = fixture.DeepClone().AsObject();
        if (answer["motion"] is JsonObject motion)
        {
            answer.Remove("motion");
            Motion.Read(motion).Apply(answer, _clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000m);
        }

        return answer;
    }

    public JsonObject List(JsonObject request)
    {
        var executionArn = Protocol.Text(request, "executionArn");
        var size = request["maxResults"] is { } max && (int)max > 0 ? (int)max : DefaultPageSize;
        var from = request["nextToken"] is { } token ? Offset((string)token!) : 0;
        var all = _fixtures.Keys.Select(Describe).Where(run => (string?)run["executionArn"] == executionArn).ToArray();
        if (all.Length == 0)
        {
            throw new ServiceException("ExecutionDoesNotExist", $"Execution Does Not Exist: '{executionArn}'");
        }

        var answer = new JsonObject { ["mapRuns"] = new JsonArray(all.Skip(from).Take(size).Select(ListItem).ToArray<JsonNode>()) };
        if (from + size < all.Length)
        {
            answer["nextToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes((from + size).ToString(CultureInfo.InvariantCulture)));
        }

        return answer;
    }

    internal static decimal EpochSeconds(DateTimeOffset date) => date.ToUnixTimeMilliseconds() / 1000m;

    private static JsonObject ListItem(JsonObject run)
    {
        var arn = (string)run["mapRunArn"]!;
        var item = new JsonObject
        {
            ["executionArn"] = (string)run["executionArn"]!,
            ["mapRunArn"] = arn,
            ["stateMachineArn"] = arn.Replace(":mapRun:", ":stateMachine:", StringComparison.Ordinal).Split('/')[0],
            ["startDate"] = run["startDate"]!.DeepClone(),
        };
        if (run["stopDate"] is { } stop)
        {
            item["stopDate"] = stop.DeepClone();
        }

        return item;
    }

    private static int Offset(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && int.TryParse(Encoding.UTF8.GetString(bytes, 0, length), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                ? offset
                : throw new ServiceException("InvalidToken", $"Invalid Token: '{token}'");
    }
}
