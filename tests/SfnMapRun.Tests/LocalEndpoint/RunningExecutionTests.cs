using System.Text.Json;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>Executions that run: what the operations tell of them and do to them.</summary>
public sealed class RunningExecutionTests : IAsyncLifetime
{
    // One child execution ends each second; the fifth fails, and every tenth after it: that at 25 s is one too many, and the run stops at 30 s.
    private static readonly object Failing = new
    {
        toleratedFailureCount = 20,
        failures = new[] { new { error = "OutOfStockError", cause = "{\"errorMessage\":\"{item} of {n}\",\"requestId\":\"{guid}\"}", percent = 10 } },
    };

    private EndpointSession _session = null!;

    public async Task InitializeAsync() => _session = await EndpointSession.StartAsync();

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Fact]
    public async Task Executions_get_names_and_ARNs()
    {
        var (first, runs) = await _session.StartExecutionAsync(new { mapRuns = 2 });
        Assert.Equal("arn:aws:states:eu-central-1:123456789012:execution:OrderImport:nightly-1", first);
        Assert.All(runs, run => Assert.Matches("^arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/ReserveStock:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", run));
        Assert.Equal(2, runs.Distinct().Count());
        var (other, _) = await _session.StartExecutionAsync(new { region = "cn-north-1", account = "210987654321", stateMachine = "A", name = "b", label = "C" });
        Assert.Equal("arn:aws-cn:states:cn-north-1:210987654321:execution:A:b", other);
    }

    [Theory]
    [InlineData("{\"items\":-1}")]
    [InlineData("{\"childType\":\"FAST\"}")]
    [InlineData("{\"failures\":[{\"status\":\"ABORTED\"}]}")]
    [InlineData("{\"itmes\":1}")]
    [InlineData("{\"items\":\"many\"}")]
    public async Task An_order_that_makes_no_sense_is_refused(string order) =>
        Assert.Equal("400", await _session.ControlAsync("_executions", JsonDocument.Parse(order).RootElement));

    [Fact]
    public async Task A_name_is_used_once()
    {
        await _session.StartExecutionAsync(new { name = "nightly" });
        Assert.Equal("400", await _session.ControlAsync("_executions", new { name = "nightly" }));
    }

    [Fact]
    public async Task A_Map_Run_gets_on_with_the_clock()
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(Failing);
        _session.Advance(20);
        var run = await _session.CallAsync("DescribeMapRun", new { mapRunArn = mapRuns[0] });
        Assert.Equal(("RUNNING", execution, 10, 20), (Text(run, "status"), Text(run, "executionArn"), Number(run, "maxConcurrency"), Number(run, "toleratedFailureCount")));
        Assert.Equal((700, 100, 180, 20), Counts(run));
        Assert.False(run.TryGetProperty("stopDate", out _));

        _session.Advance(20);
        run = await _session.CallAsync("DescribeMapRun", new { mapRunArn = mapRuns[0] });
        Assert.Equal("FAILED", Text(run, "status"));
        Assert.Equal(30, Date(run, "stopDate") - Date(run, "startDate"));
        var item = (await _session.CallAsync("ListMapRuns", new { executionArn = execution })).GetProperty("mapRuns")[0];
        Assert.Equal(Date(run, "stopDate"), Date(item, "stopDate"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(24)]
    [InlineData(100)]
    public async Task Lists_hold_what_is_counted(double seconds)
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(Failing);
        _session.Advance(seconds);
        await AssertListedAsync(mapRuns[0]);
        if (seconds > 25)
        {
            await _session.CallAsync("RedriveExecution", new { executionArn = execution });
            _session.Advance(1);
            await AssertListedAsync(mapRuns[0]);
            _session.Advance(5);
            await AssertListedAsync(mapRuns[0]);
        }
    }

    [Fact]
    public async Task A_long_list_is_paged()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { items = 10_000, itemsPerChild = 1, maxConcurrency = 1000 });
        _session.Advance(3600);
        var request = new Dictionary<string, object> { ["mapRunArn"] = mapRuns[0], ["maxResults"] = 1000 };
        var arns = (await _session.ListAsync("ListExecutions", "executions", request)).Select(item => Text(item, "executionArn")).ToHashSet();
        Assert.Equal(10_000, arns.Count);
    }

    [Fact]
    public async Task A_failed_child_execution_tells_why()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(Failing);
        _session.Advance(100);
        var item = (await _session.CallAsync("ListExecutions", new { mapRunArn = mapRuns[0], statusFilter = "FAILED" })).GetProperty("executions")[2];
        var child = await _session.CallAsync("DescribeExecution", new { executionArn = Text(item, "executionArn") });
        foreach (var member in item.EnumerateObject().Where(member => member.Name != "itemCount"))
        {
            Assert.Equal(member.Value.ToString(), child.GetProperty(member.Name).ToString());
        }

        Assert.Equal("arn:aws:states:eu-central-1:123456789012:stateMachine:OrderImport/ReserveStock", Text(child, "stateMachineArn"));
        Assert.Equal($"arn:aws:states:eu-central-1:123456789012:execution:OrderImport/ReserveStock:{Text(child, "name")}", Text(child, "executionArn"));
        Assert.Equal((mapRuns[0], "OutOfStockError", "REDRIVABLE_BY_MAP_RUN"), (Text(child, "mapRunArn"), Text(child, "error"), Text(child, "redriveStatus")));
        Assert.Equal("O-00000040 of 4", Text(JsonDocument.Parse(Text(child, "cause")).RootElement, "errorMessage"));
        var input = JsonDocument.Parse(Text(child, "input")).RootElement.GetProperty("Items");
        Assert.Equal((10, "O-00000040"), (input.GetArrayLength(), Text(input[0], "orderId")));
        Assert.False(child.TryGetProperty("output", out _));
        Assert.Equal(Text(child, "cause"), Text(await _session.CallAsync("DescribeExecution", new { executionArn = Text(item, "executionArn") }), "cause"));
    }

    [Fact]
    public async Task A_child_execution_that_has_succeeded_has_an_output()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { items = 1, itemsPerChild = 1 });
        _session.Advance(100);
        var arn = Text((await _session.CallAsync("ListExecutions", new { mapRunArn = mapRuns[0] })).GetProperty("executions")[0], "executionArn");
        var child = await _session.CallAsync("DescribeExecution", new { executionArn = arn });
        Assert.Equal(("{\"orderId\":\"O-00000000\",\"quantity\":1}", "{\"processed\":1}"), (Text(child, "input"), Text(child, "output")));
        Assert.Equal("Execution is SUCCEEDED and cannot be redriven", Text(child, "redriveStatusReason"));
        var metadata = await _session.CallAsync("DescribeExecution", new { executionArn = arn, includedData = "METADATA_ONLY" });
        Assert.False(metadata.TryGetProperty("input", out _) || metadata.TryGetProperty("output", out _));
    }

    [Fact]
    public async Task Redriven_child_executions_can_be_told_apart()
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(Failing);
        _session.Advance(100);
        await _session.CallAsync("RedriveExecution", new { executionArn = execution });
        _session.Advance(5);
        var redriven = (await _session.CallAsync("ListExecutions", new { mapRunArn = mapRuns[0], redriveFilter = "REDRIVEN" })).GetProperty("executions");
        Assert.Equal(11, redriven.GetArrayLength());
        Assert.All(redriven.EnumerateArray(), item => Assert.Equal((1, true), (Number(item, "redriveCount"), item.TryGetProperty("redriveDate", out _))));
        var others = (await _session.CallAsync("ListExecutions", new { mapRunArn = mapRuns[0], redriveFilter = "NOT_REDRIVEN", statusFilter = "SUCCEEDED" })).GetProperty("executions");
        Assert.Equal(24, others.GetArrayLength());
        Assert.All(others.EnumerateArray(), item => Assert.Equal((0, false), (Number(item, "redriveCount"), item.TryGetProperty("redriveDate", out _))));
    }

    [Fact]
    public async Task A_parent_execution_tells_whether_it_can_be_redriven()
    {
        var (execution, _) = await _session.StartExecutionAsync(Failing);
        Assert.Equal(("RUNNING", "Execution is RUNNING and cannot be redriven"), await RedriveStatusAsync(execution));
        _session.Advance(31);
        Assert.Equal(("FAILED", "REDRIVABLE"), await RedriveStatusAsync(execution));
        var parent = await _session.CallAsync("DescribeExecution", new { executionArn = execution });
        Assert.Equal(("States.ExceedToleratedFailureThreshold", "nightly-1"), (Text(parent, "error"), Text(parent, "name")));
        Assert.Equal("arn:aws:states:eu-central-1:123456789012:stateMachine:OrderImport", Text(parent, "stateMachineArn"));

        await _session.CallAsync("RedriveExecution", new { executionArn = execution });
        Assert.Equal(("RUNNING", "Execution is RUNNING and cannot be redriven"), await RedriveStatusAsync(execution));
        _session.Advance(100);
        _session.Advance(15 * 24 * 3600);
        Assert.Equal(("FAILED", "Execution is past its redrivable period"), await RedriveStatusAsync(execution));
        Assert.Equal("ExecutionNotRedrivable", await _session.ErrorAsync("RedriveExecution", new { executionArn = execution }));
    }

    [Fact]
    public async Task What_runs_or_has_succeeded_is_not_redriven()
    {
        var (execution, _) = await _session.StartExecutionAsync(new { });
        Assert.Equal("ExecutionNotRedrivable", await _session.ErrorAsync("RedriveExecution", new { executionArn = execution }));
        _session.Advance(1000);
        Assert.Equal("ExecutionNotRedrivable", await _session.ErrorAsync("RedriveExecution", new { executionArn = execution }));
    }

    [Fact]
    public async Task The_same_redrive_is_not_done_twice()
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(Failing);
        _session.Advance(100);
        var first = await _session.CallAsync("RedriveExecution", new { executionArn = execution, clientToken = "one" });
        _session.Advance(600);
        var again = await _session.CallAsync("RedriveExecution", new { executionArn = execution, clientToken = "one" });
        Assert.Equal(Date(first, "redriveDate"), Date(again, "redriveDate"));
        Assert.Equal(1, Number(await _session.CallAsync("DescribeMapRun", new { mapRunArn = mapRuns[0] }), "redriveCount"));

        // It has failed again by now, and a quarter of an hour later the token is forgotten.
        _session.Advance(301);
        await _session.CallAsync("RedriveExecution", new { executionArn = execution, clientToken = "one" });
        Assert.Equal(2, Number(await _session.CallAsync("DescribeMapRun", new { mapRunArn = mapRuns[0] }), "redriveCount"));
        Assert.Equal("ExecutionNotRedrivable", await _session.ErrorAsync("RedriveExecution", new { executionArn = execution, clientToken = "two" }));
        Assert.Equal("ValidationException", await _session.ErrorAsync("RedriveExecution", new { executionArn = execution, clientToken = "a b" }));
    }

    [Fact]
    public async Task A_thousand_redrives_are_enough()
    {
        var (execution, _) = await _session.StartExecutionAsync(new { items = 1, itemsPerChild = 1, failures = new[] { new { percent = 100, afterRedrive = "FAILED" } } });
        for (var i = 0; i < 1000; i++)
        {
            _session.Advance(16);
            await _session.CallAsync("RedriveExecution", new { executionArn = execution });
        }

        _session.Advance(16);
        Assert.Equal("ExecutionLimitExceeded", await _session.ErrorAsync("RedriveExecution", new { executionArn = execution }));
        Assert.Equal(("FAILED", "Execution has reached the maximum number of redrives"), await RedriveStatusAsync(execution));
    }

    [Fact]
    public async Task An_update_takes_effect()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { });
        _session.Advance(10);
        Assert.Empty((await _session.CallAsync("UpdateMapRun", new { mapRunArn = mapRuns[0], maxConcurrency = 30, toleratedFailurePercentage = 2.5 })).EnumerateObject());
        _session.Advance(10);
        var run = await _session.CallAsync("DescribeMapRun", new { mapRunArn = mapRuns[0] });
        Assert.Equal((30, 2.5, 0), (Number(run, "maxConcurrency"), run.GetProperty("toleratedFailurePercentage").GetDouble(), Number(run, "toleratedFailureCount")));
        Assert.Equal((300, 300, 400, 0), Counts(run));
    }

    [Fact]
    public async Task An_update_is_checked()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { });
        var arn = mapRuns[0];
        Assert.Equal("ValidationException: MISSING_REQUIRED_PARAMETER", await _session.ErrorAsync("UpdateMapRun", new { mapRunArn = arn }));
        Assert.Equal("ValidationException", await _session.ErrorAsync("UpdateMapRun", new { mapRunArn = arn, maxConcurrency = -1 }));
        Assert.Equal("ValidationException", await _session.ErrorAsync("UpdateMapRun", new { mapRunArn = arn, toleratedFailurePercentage = 100.1 }));
        Assert.Equal("ValidationException", await _session.ErrorAsync("UpdateMapRun", new { mapRunArn = arn, toleratedFailureCount = -1 }));
        Assert.Equal("SerializationException", await _session.ErrorAsync("UpdateMapRun", new { mapRunArn = arn, maxConcurrency = "many" }));
        Assert.Equal("ResourceNotFound", await _session.ErrorAsync("UpdateMapRun", new { mapRunArn = arn + "0", maxConcurrency = 1 }));
        _session.Advance(1000);
        Assert.Equal("ValidationException: CANNOT_UPDATE_COMPLETED_MAP_RUN", await _session.ErrorAsync("UpdateMapRun", new { mapRunArn = arn, maxConcurrency = 1 }));
    }

    [Fact]
    public async Task A_thousand_Map_Runs_are_described_one_by_one()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { mapRuns = 1000, items = 100_000 });
        _session.Advance(20);
        foreach (var arn in mapRuns)
        {
            Assert.Equal((99700, 100, 200, 0), Counts(await _session.CallAsync("DescribeMapRun", new { mapRunArn = arn })));
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private static decimal Date(JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    private static (long Pending, long Running, long Succeeded, long Failed) Counts(JsonElement run)
    {
        var counts = run.GetProperty("itemCounts");
        return (Number(counts, "pending"), Number(counts, "running"), Number(counts, "succeeded"), Number(counts, "failed"));
    }

    private async Task<(string Status, string RedriveStatus)> RedriveStatusAsync(string execution)
    {
        var parent = await _session.CallAsync("DescribeExecution", new { executionArn = execution });
        return (Text(parent, "status"), parent.TryGetProperty("redriveStatusReason", out var reason) ? reason.GetString()! : Text(parent, "redriveStatus"));
    }

    private async Task AssertListedAsync(string arn)
    {
        var run = await _session.CallAsync("DescribeMapRun", new { mapRunArn = arn });
        foreach (var (status, member) in new[]
        {
            ("RUNNING", "running"), ("SUCCEEDED", "succeeded"), ("FAILED", "failed"), ("TIMED_OUT", "timedOut"), ("ABORTED", "aborted"), ("PENDING_REDRIVE", "pendingRedrive"),
        })
        {
            var list = await _session.ListAsync("ListExecutions", "executions", new Dictionary<string, object> { ["mapRunArn"] = arn, ["statusFilter"] = status, ["maxResults"] = 7 });
            Assert.Equal(Number(run.GetProperty("executionCounts"), member), list.Count);
            Assert.Equal(Number(run.GetProperty("itemCounts"), member), list.Sum(item => Number(item, "itemCount")));
        }
    }
}
