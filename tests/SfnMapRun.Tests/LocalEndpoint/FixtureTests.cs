using System.Text.Json;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>The Map Runs of the fixture files, in the operations beside DescribeMapRun.</summary>
public sealed class FixtureTests : IAsyncLifetime
{
    private const string Region = "arn:aws:states:eu-central-1:123456789012";
    private const string Failed = $"{Region}:mapRun:OrderImport/ReserveStock:9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103";
    private const string Running = $"{Region}:mapRun:OrderImport/PriceOrders:e7d19b52-4c3f-4e8a-92b6-8a5c7d3f1e05";
    private const string Backlog = $"{Region}:mapRun:CatalogSync/Images:2e4d6f80-1b2c-4d3e-9f50-7b8c9d0e1f07";
    private const string Redrivable = $"{Region}:execution:LegacyExport:export-1";
    private const string RedrivableRun = $"{Region}:mapRun:LegacyExport/Rows:51728314-4e5f-4061-8283-0e1f2a3b4c10";
    private EndpointSession _session = null!;

    public static TheoryData<string> Files() => new(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "*.json").Select(Path.GetFileName)!);

    public async Task InitializeAsync() => _session = await EndpointSession.StartAsync();

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Child_executions_come_in_the_numbers_of_the_counts(string file)
    {
        var fixture = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", file))).RootElement;
        var run = await _session.CallAsync("DescribeMapRun", new { mapRunArn = Text(fixture, "mapRunArn") });
        var children = await _session.ListAsync("ListExecutions", "executions", new Dictionary<string, object> { ["mapRunArn"] = Text(run, "mapRunArn"), ["maxResults"] = 1000 });
        foreach (var (status, member) in new[]
        {
            ("RUNNING", "running"), ("SUCCEEDED", "succeeded"), ("FAILED", "failed"), ("TIMED_OUT", "timedOut"), ("ABORTED", "aborted"), ("PENDING_REDRIVE", "pendingRedrive"),
        })
        {
            var ofStatus = children.Where(child => Text(child, "status") == status).ToArray();
            Assert.Equal(Count(run, "executionCounts", member), ofStatus.Length);
            Assert.Equal(Count(run, "itemCounts", member), ofStatus.Sum(child => child.GetProperty("itemCount").GetInt64()));
        }

        foreach (var counts in new[] { "itemCounts", "executionCounts" })
        {
            var parts = new[] { "pending", "running", "succeeded", "failed", "timedOut", "aborted", "pendingRedrive" };
            Assert.Equal(Count(run, counts, "total"), parts.Sum(part => Count(run, counts, part)));
            Assert.Equal(run.TryGetProperty("stopDate", out _) ? Count(run, counts, "total") : 0, Count(run, counts, "resultsWritten"));
            if (fixture.TryGetProperty(counts, out var written))
            {
                Assert.Equal(JsonSerializer.Serialize(written), run.GetProperty(counts).GetRawText());
            }
        }

        var dates = children.Select(child => child.GetProperty("startDate").GetDecimal()).ToArray();
        Assert.Equal(dates.OrderDescending(), dates);
        foreach (var child in children.Take(3))
        {
            Assert.Equal(Text(run, "mapRunArn"), Text(await _session.CallAsync("DescribeExecution", new { executionArn = Text(child, "executionArn") }), "mapRunArn"));
        }

        var runs = await _session.CallAsync("ListMapRuns", new { executionArn = Text(run, "executionArn") });
        Assert.Contains(Text(run, "mapRunArn"), runs.GetProperty("mapRuns").EnumerateArray().Select(item => Text(item, "mapRunArn")));
        var parent = await _session.CallAsync("DescribeExecution", new { executionArn = Text(run, "executionArn") });
        Assert.Equal(Text(parent, "status") == "RUNNING", !parent.TryGetProperty("stopDate", out _));
    }

    [Fact]
    public async Task Failures_are_of_several_kinds_and_have_causes()
    {
        var children = (await _session.CallAsync("ListExecutions", new { mapRunArn = Failed, statusFilter = "FAILED" })).GetProperty("executions").EnumerateArray();
        var described = new List<JsonElement>();
        foreach (var child in children)
        {
            described.Add(await _session.CallAsync("DescribeExecution", new { executionArn = Text(child, "executionArn") }));
        }

        Assert.Equal(
            ["KeyError", "Lambda.TooManyRequestsException", "OutOfStockError", "States.DataLimitExceeded"],
            described.Select(child => Text(child, "error")).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(5, described.Count(child => Text(child, "redriveStatus") == "NOT_REDRIVABLE"));
        var causes = described.Where(child => Text(child, "error") == "KeyError").Select(child => JsonDocument.Parse(Text(child, "cause")).RootElement).ToArray();
        Assert.Equal(causes.Length, causes.Select(cause => Text(cause, "requestId")).Distinct().Count());
        Assert.All(causes, cause => Assert.Matches("^'quantity' is missing in O-[0-9]{8}$", Text(cause, "errorMessage")));

        var timedOut = (await _session.CallAsync("ListExecutions", new { mapRunArn = Failed, statusFilter = "TIMED_OUT" })).GetProperty("executions")[0];
        Assert.Equal("States.Timeout", Text(await _session.CallAsync("DescribeExecution", new { executionArn = Text(timedOut, "executionArn") }), "error"));
    }

    [Fact]
    public async Task The_newest_Map_Run_comes_first()
    {
        var runs = (await _session.CallAsync("ListMapRuns", new { executionArn = $"{Region}:execution:OrderImport:nightly-0412" })).GetProperty("mapRuns").EnumerateArray().ToArray();
        Assert.Equal(5, runs.Length);
        Assert.Equal(Running, Text(runs[0], "mapRunArn"));
        Assert.Equal(runs.Select(run => run.GetProperty("startDate").GetDecimal()).OrderDescending(), runs.Select(run => run.GetProperty("startDate").GetDecimal()));
        Assert.Equal([false, true, true, true, true], runs.Select(run => run.TryGetProperty("stopDate", out _)));
    }

    [Fact]
    public async Task Only_what_runs_is_updated()
    {
        Assert.Equal("ValidationException: CANNOT_UPDATE_COMPLETED_MAP_RUN", await _session.ErrorAsync("UpdateMapRun", new { mapRunArn = Failed, maxConcurrency = 1 }));
        await _session.CallAsync("UpdateMapRun", new { mapRunArn = Backlog, maxConcurrency = 7, toleratedFailureCount = 3 });
        var run = await _session.CallAsync("DescribeMapRun", new { mapRunArn = Backlog });
        Assert.Equal((7, 3, 0), (run.GetProperty("maxConcurrency").GetInt32(), run.GetProperty("toleratedFailureCount").GetInt32(), run.GetProperty("toleratedFailurePercentage").GetDouble()));
    }

    [Theory]
    [InlineData("OrderImport:nightly-0412", "RUNNING", "Execution is RUNNING and cannot be redriven")]
    [InlineData("CatalogSync:sync-70", "SUCCEEDED", "Execution is SUCCEEDED and cannot be redriven")]
    [InlineData("CatalogSync:sync-77", "ABORTED", null)]
    [InlineData("LegacyExport:export-0", "FAILED", "Execution is past its redrivable period")]
    [InlineData("LegacyExport:export-1", "FAILED", null)]
    [InlineData("SupplierFeed:weekly-7", "FAILED", null)]
    [InlineData("LegacyExport:export-2", "RUNNING", "Execution is RUNNING and cannot be redriven")]
    public async Task Parent_executions_follow_from_their_Map_Runs(string tail, string status, string? obstacle)
    {
        var arn = $"{Region}:execution:{tail}";
        var parent = await _session.CallAsync("DescribeExecution", new { executionArn = arn });
        Assert.Equal(status, Text(parent, "status"));
        Assert.Equal(obstacle is null ? "REDRIVABLE" : "NOT_REDRIVABLE", Text(parent, "redriveStatus"));
        if (obstacle is not null)
        {
            Assert.Equal(obstacle, Text(parent, "redriveStatusReason"));
            Assert.Equal("ExecutionNotRedrivable", await _session.ErrorAsync("RedriveExecution", new { executionArn = arn }));
        }
    }

    [Fact]
    public async Task A_fixture_is_redriven_like_any_other()
    {
        await _session.CallAsync("RedriveExecution", new { executionArn = Redrivable });
        Assert.Equal(2, (await _session.CallAsync("ListExecutions", new { mapRunArn = RedrivableRun, statusFilter = "PENDING_REDRIVE" })).GetProperty("executions").GetArrayLength());
        _session.Advance(1);
        var run = await _session.CallAsync("DescribeMapRun", new { mapRunArn = RedrivableRun });
        Assert.Equal(("RUNNING", 1, 0, 20), (Text(run, "status"), run.GetProperty("redriveCount").GetInt32(), Count(run, "itemCounts", "failed"), Count(run, "itemCounts", "running")));
        _session.Advance(3600);
        Assert.Equal("SUCCEEDED", Text(await _session.CallAsync("DescribeExecution", new { executionArn = Redrivable }), "status"));
    }

    [Fact]
    public async Task The_reason_of_a_Map_Run_that_failed_without_a_child_execution_is_that_of_its_execution()
    {
        var parent = await _session.CallAsync("DescribeExecution", new { executionArn = $"{Region}:execution:SupplierFeed:weekly-7" });
        Assert.Equal("States.Runtime", Text(parent, "error"));
        Assert.Contains("states:StartExecution", Text(parent, "cause"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Some_have_automatic_labels_and_express_child_executions()
    {
        var arn = Text((await _session.CallAsync("ListMapRuns", new { executionArn = $"{Region}:execution:InvoiceArchive:monthly-2026-03" })).GetProperty("mapRuns")[0], "mapRunArn");
        Assert.Matches("mapRun:InvoiceArchive/[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f-]+:", arn);
        var child = (await _session.CallAsync("ListExecutions", new { mapRunArn = arn, maxResults = 1 })).GetProperty("executions")[0];
        Assert.Contains(":express:InvoiceArchive/", Text(child, "executionArn"), StringComparison.Ordinal);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static long Count(JsonElement run, string counts, string member) =>
        run.GetProperty(counts).TryGetProperty(member, out var count) ? count.GetInt64() : 0;
}
