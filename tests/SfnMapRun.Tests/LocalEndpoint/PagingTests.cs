using System.Text.Json;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>Lists in pages, and the tokens between them.</summary>
public sealed class PagingTests : IAsyncLifetime
{
    private EndpointSession _session = null!;

    public async Task InitializeAsync() => _session = await EndpointSession.StartAsync();

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 1)]
    [InlineData(60, 60)]
    [InlineData(1000, 250)]
    public async Task A_page_holds_as_many_Map_Runs_as_asked_for(int maxResults, int count)
    {
        var (execution, _) = await _session.StartExecutionAsync(new { mapRuns = 250 });
        var page = await _session.CallAsync("ListMapRuns", new { executionArn = execution, maxResults });
        Assert.Equal(count, page.GetProperty("mapRuns").GetArrayLength());
        Assert.Equal(count < 250, page.TryGetProperty("nextToken", out _));
    }

    [Fact]
    public async Task All_pages_together_hold_every_Map_Run_once()
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(new { mapRuns = 250 });
        var items = await _session.ListAsync("ListMapRuns", "mapRuns", new Dictionary<string, object> { ["executionArn"] = execution, ["maxResults"] = 99 });
        Assert.Equal(mapRuns.Reverse(), items.Select(item => item.GetProperty("mapRunArn").GetString()!));
        Assert.All(items, item => Assert.Equal(execution, item.GetProperty("executionArn").GetString()));
        Assert.All(items, item => Assert.Equal("arn:aws:states:eu-central-1:123456789012:stateMachine:OrderImport/ReserveStock", item.GetProperty("stateMachineArn").GetString()));
        Assert.All(items, item => Assert.False(item.TryGetProperty("stopDate", out _)));
    }

    [Fact]
    public async Task An_execution_without_Map_Runs_has_an_empty_list()
    {
        var (execution, _) = await _session.StartExecutionAsync(new { mapRuns = 0 });
        Assert.Equal(0, (await _session.CallAsync("ListMapRuns", new { executionArn = execution })).GetProperty("mapRuns").GetArrayLength());
    }

    [Fact]
    public async Task Child_executions_come_newest_first_and_once_though_more_start_meanwhile()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { });
        _session.Advance(50);
        var request = new Dictionary<string, object> { ["mapRunArn"] = mapRuns[0], ["maxResults"] = 25 };
        var first = await _session.CallAsync("ListExecutions", request);
        _session.Advance(20);
        var rest = await _session.ListAsync("ListExecutions", "executions", new Dictionary<string, object>(request) { ["nextToken"] = Token(first) });

        var items = first.GetProperty("executions").EnumerateArray().Concat(rest).ToArray();
        Assert.Equal(60, items.Length);
        Assert.Equal(60, items.Select(item => item.GetProperty("executionArn").GetString()).Distinct().Count());
        var dates = items.Select(item => item.GetProperty("startDate").GetDecimal()).ToArray();
        Assert.Equal(dates.OrderDescending(), dates);
    }

    [Fact]
    public async Task A_last_page_that_is_full_has_no_token()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { items = 500 });
        _session.Advance(3600);
        var request = new Dictionary<string, object> { ["mapRunArn"] = mapRuns[0], ["maxResults"] = 25, ["statusFilter"] = "SUCCEEDED" };
        var first = await _session.CallAsync("ListExecutions", request);
        request["nextToken"] = Token(first);
        var second = await _session.CallAsync("ListExecutions", request);
        Assert.Equal(25, second.GetProperty("executions").GetArrayLength());
        Assert.False(second.TryGetProperty("nextToken", out _));
    }

    [Fact]
    public async Task A_token_lives_for_24_hours()
    {
        var request = await RequestOfSecondPageAsync();
        _session.Advance(24 * 3600);
        await _session.CallAsync("ListMapRuns", request);
        _session.Advance(1);
        Assert.Equal("InvalidToken", await _session.ErrorAsync("ListMapRuns", request));
    }

    [Fact]
    public async Task A_token_is_good_only_where_it_came_from()
    {
        var request = await RequestOfSecondPageAsync();
        var (other, mapRuns) = await _session.StartExecutionAsync(new { mapRuns = 3 });
        var token = request["nextToken"];
        await _session.CallAsync("ListMapRuns", request);
        Assert.Equal("InvalidToken", await _session.ErrorAsync("ListMapRuns", new { executionArn = other, maxResults = 1, nextToken = token }));
        Assert.Equal("InvalidToken", await _session.ErrorAsync("ListMapRuns", new { executionArn = request["executionArn"], maxResults = 2, nextToken = token }));
        Assert.Equal("InvalidToken", await _session.ErrorAsync("ListExecutions", new { mapRunArn = mapRuns[0], maxResults = 1, nextToken = token }));

        await using var session = await EndpointSession.StartAsync();
        await session.StartExecutionAsync(new { mapRuns = 3 });
        Assert.Equal("InvalidToken", await session.ErrorAsync("ListMapRuns", request));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("!?")]
    [InlineData("MS4y")]
    public async Task A_token_that_is_none_is_invalid(string token)
    {
        var request = await RequestOfSecondPageAsync();
        request["nextToken"] = token;
        Assert.Equal("InvalidToken", await _session.ErrorAsync("ListMapRuns", request));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task A_page_has_a_largest_size(int maxResults)
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(new { });
        Assert.Equal("ValidationException", await _session.ErrorAsync("ListMapRuns", new { executionArn = execution, maxResults }));
        Assert.Equal("ValidationException", await _session.ErrorAsync("ListExecutions", new { mapRunArn = mapRuns[0], maxResults }));
    }

    private static string Token(JsonElement page) => page.GetProperty("nextToken").GetString()!;

    private async Task<Dictionary<string, object>> RequestOfSecondPageAsync()
    {
        var (execution, _) = await _session.StartExecutionAsync(new { mapRuns = 3 });
        var request = new Dictionary<string, object> { ["executionArn"] = execution, ["maxResults"] = 1 };
        request["nextToken"] = Token(await _session.CallAsync("ListMapRuns", request));
        return request;
    }
}
