using System.Text.Json;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>The state machine whose operations fail as its names say.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Region = "arn:aws:states:eu-central-1:123456789012";
    private EndpointSession _session = null!;

    public async Task InitializeAsync() => _session = await EndpointSession.StartAsync();

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Theory]
    [InlineData("DescribeMapRun")]
    [InlineData("ListExecutions")]
    [InlineData("ListMapRuns")]
    [InlineData("DescribeExecution")]
    [InlineData("RedriveExecution")]
    public async Task An_operation_fails_as_often_as_the_ARN_says(string operation)
    {
        var request = Request(operation, "AccessDeniedException", "2");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal("AccessDeniedException", await _session.ErrorAsync(operation, request));
        }

        await _session.CallAsync(operation, request);
    }

    [Theory]
    [InlineData("UpdateMapRun")]
    [InlineData("RedriveExecution")]
    public async Task An_operation_may_always_fail(string operation)
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.Equal("ThrottlingException", await _session.ErrorAsync(operation, Request(operation, "ThrottlingException", "always")));
        }
    }

    [Fact]
    public async Task Each_operation_counts_for_itself()
    {
        await _session.ErrorAsync("DescribeMapRun", Request("DescribeMapRun", "ThrottlingException", "1"));
        await _session.CallAsync("DescribeMapRun", Request("DescribeMapRun", "ThrottlingException", "1"));
        Assert.Equal("ThrottlingException", await _session.ErrorAsync("ListExecutions", Request("ListExecutions", "ThrottlingException", "1")));
        Assert.Equal("ThrottlingException", await _session.ErrorAsync("DescribeMapRun", Request("DescribeMapRun", "ThrottlingException", "01")));
    }

    [Fact]
    public async Task In_a_storm_one_answer_in_so_many_fails_whatever_it_is_about()
    {
        var faults = (await StormAsync(Enumerable.Range(0, 700))).Count(fault => fault.IsHit);
        Assert.InRange(faults, 70, 130);
    }

    [Fact]
    public async Task A_storm_hits_the_same_calls_in_whatever_order_they_come()
    {
        var forward = await StormAsync([.. Enumerable.Range(0, 40), .. Enumerable.Range(0, 40)]);
        var backward = await StormAsync([.. Enumerable.Range(0, 40).Reverse(), .. Enumerable.Range(0, 40).Reverse()]);
        Assert.Equal(forward.Order(), backward.Order());
        Assert.NotEqual(forward.Where(fault => fault.Call == 1).Select(fault => fault.IsHit), forward.Where(fault => fault.Call == 2).Select(fault => fault.IsHit));
    }

    [Fact]
    public async Task What_is_throttled_in_a_storm_is_not_counted()
    {
        var expected = (await StormAsync([1, 1, 1, 1, 1, 1])).Select(fault => fault.IsHit ? 503 : 200).ToList();
        await using var session = await EndpointSession.StartAsync(
            EndpointSession.Options with { Fault = "Http503", FaultEvery = 7, Bucket = 1, Refill = 1 });
        var statuses = new List<int>();
        foreach (var _ in expected)
        {
            statuses.Add(await StatusAsync(session, 1));
            Assert.Equal(400, await StatusAsync(session, 1));
            session.Advance(1);
        }

        Assert.Equal(expected, statuses);
    }

    private static async Task<int> StatusAsync(EndpointSession session, int run) =>
        (await session.SendAsync("DescribeMapRun", new { mapRunArn = $"{Region}:mapRun:Faults/Run{run}:0" })).Status;

    // Which calls a storm hits, by Map Run and by how often it was asked about.
    private static async Task<List<(int Run, int Call, bool IsHit)>> StormAsync(IEnumerable<int> runs)
    {
        await using var session = await EndpointSession.StartAsync(EndpointSession.Options with { Fault = "Http503", FaultEvery = 7 });
        var calls = new Dictionary<int, int>();
        var faults = new List<(int, int, bool)>();
        foreach (var run in runs)
        {
            calls[run] = calls.GetValueOrDefault(run) + 1;
            faults.Add((run, calls[run], await StatusAsync(session, run) == 503));
        }

        return faults;
    }

    [Fact]
    public async Task A_healthy_Map_Run_has_one_child_execution()
    {
        var arn = $"{Region}:mapRun:Faults/Run7:0";
        var child = Assert.Single((await _session.CallAsync("ListExecutions", new { mapRunArn = arn })).GetProperty("executions").EnumerateArray());
        var described = await _session.CallAsync("DescribeExecution", new { executionArn = Text(child, "executionArn") });
        Assert.Equal((arn, "SUCCEEDED"), (Text(described, "mapRunArn"), Text(described, "status")));
        Assert.Equal("ValidationException: CANNOT_UPDATE_COMPLETED_MAP_RUN", await _session.ErrorAsync("UpdateMapRun", new { mapRunArn = arn, maxConcurrency = 1 }));
    }

    [Fact]
    public async Task A_healthy_execution_has_failed_and_is_redriven()
    {
        var arn = $"{Region}:execution:Faults:Well-0";
        Assert.Equal("REDRIVABLE", Text(await _session.CallAsync("DescribeExecution", new { executionArn = arn }), "redriveStatus"));
        await _session.CallAsync("RedriveExecution", new { executionArn = arn });
        var parent = await _session.CallAsync("DescribeExecution", new { executionArn = arn });
        Assert.Equal(("RUNNING", 1), (Text(parent, "status"), parent.GetProperty("redriveCount").GetInt32()));
        Assert.Equal($"{Region}:mapRun:Faults/Run1:0", Text((await _session.CallAsync("ListMapRuns", new { executionArn = arn })).GetProperty("mapRuns")[0], "mapRunArn"));
    }

    [Fact]
    public async Task An_execution_has_as_many_Map_Runs_as_its_name_says()
    {
        var runs = await _session.ListAsync("ListMapRuns", "mapRuns", new Dictionary<string, object> { ["executionArn"] = $"{Region}:execution:Faults:runs-1234", ["maxResults"] = 1000 });
        Assert.Equal(1234, runs.Select(run => Text(run, "mapRunArn")).Distinct().Count());
        Assert.Equal(($"{Region}:mapRun:Faults/Run1234:0", $"{Region}:mapRun:Faults/Run1:0"), (Text(runs[0], "mapRunArn"), Text(runs[^1], "mapRunArn")));
        foreach (var name in new[] { "runs-many", "nothing" })
        {
            Assert.Equal("ExecutionDoesNotExist", await _session.ErrorAsync("ListMapRuns", new { executionArn = $"{Region}:execution:Faults:{name}" }));
        }
    }

    private static Dictionary<string, object> Request(string operation, string label, string times) =>
        operation is "DescribeMapRun" or "ListExecutions" or "UpdateMapRun"
            ? new() { ["mapRunArn"] = $"{Region}:mapRun:Faults/{label}:{times}" }
            : new() { ["executionArn"] = $"{Region}:execution:Faults:{label}-{times}" };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
