using System.Text.Json;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>Redrives, as the real service was recorded to do them.</summary>
public sealed class RedriveTests : IAsyncLifetime
{
    private static readonly object[] EveryTenth = [new { error = "OutOfStockError", percent = 10, afterRedrive = "FAILED" }];
    private EndpointSession _session = null!;

    public async Task InitializeAsync() => _session = await EndpointSession.StartAsync();

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Fact]
    public async Task It_answers_its_date_alone_and_that_of_the_Map_Run_is_a_little_later()
    {
        var (execution, mapRuns) = await FailAsync(new { failures = EveryTenth });
        var answer = await RedriveAsync(execution);
        Assert.Equal(["redriveDate"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal(Date(answer), Date(await ParentAsync(execution)));
        Assert.Equal(0.09m, Date(await MapRunAsync(mapRuns[0])) - Date(answer));
    }

    [Fact]
    public async Task The_first_description_after_it_has_the_old_counts_and_the_next_has_them_at_0()
    {
        var (execution, mapRuns) = await FailAsync(new { failures = EveryTenth });
        var before = await MapRunAsync(mapRuns[0]);
        await RedriveAsync(execution);
        var first = await MapRunAsync(mapRuns[0]);
        Assert.Equal(("RUNNING", 1, false), (Text(first, "status"), Number(first, "redriveCount"), first.TryGetProperty("stopDate", out _)));
        Assert.Equal(before.GetProperty("itemCounts").GetRawText(), first.GetProperty("itemCounts").GetRawText());
        Assert.Equal(before.GetProperty("executionCounts").GetRawText(), first.GetProperty("executionCounts").GetRawText());
        var waiting = (await _session.CallAsync("ListExecutions", new { mapRunArn = mapRuns[0], statusFilter = "PENDING_REDRIVE" })).GetProperty("executions").EnumerateArray().ToArray();
        Assert.Equal(9, waiting.Length);
        Assert.All(waiting, child => Assert.True(child.TryGetProperty("stopDate", out _)));

        _session.Advance(1.4);
        var next = (await MapRunAsync(mapRuns[0])).GetProperty("itemCounts");
        Assert.Equal((0, 0, 0, 0), (Number(next, "failed"), Number(next, "aborted"), Number(next, "resultsWritten"), Number(next, "pendingRedrive")));
    }

    [Fact]
    public async Task A_standard_child_execution_keeps_all_but_its_redrive_fields()
    {
        var (execution, mapRuns) = await FailAsync(new { failures = EveryTenth });
        var before = await FirstFailedAsync(mapRuns[0]);
        await RedriveAsync(execution);
        _session.Advance(100);
        var after = (await _session.CallAsync("ListExecutions", new { mapRunArn = mapRuns[0] })).GetProperty("executions").EnumerateArray()
            .Single(child => Text(child, "executionArn") == Text(before, "executionArn"));
        Assert.Equal((Text(before, "name"), Date(before, "startDate")), (Text(after, "name"), Date(after, "startDate")));
        Assert.Equal((0, 1), (Number(before, "redriveCount"), Number(after, "redriveCount")));
        Assert.False(before.TryGetProperty("redriveDate", out _));
        Assert.True(Date(after) > Date(before, "stopDate"));
    }

    [Fact]
    public async Task An_express_child_execution_keeps_its_ARN_and_starts_anew()
    {
        var (execution, mapRuns) = await FailAsync(new { childType = "EXPRESS", failures = EveryTenth });
        var before = await FirstFailedAsync(mapRuns[0]);
        await RedriveAsync(execution);
        _session.Advance(100);
        var after = await FirstFailedAsync(mapRuns[0]);
        Assert.Equal(Text(before, "executionArn"), Text(after, "executionArn"));
        Assert.True(Date(after, "startDate") > Date(before, "stopDate"));
        Assert.Equal((1, false), (Number(after, "redriveCount"), after.TryGetProperty("redriveDate", out _)));
        var listed = (await _session.CallAsync("ListExecutions", new { mapRunArn = mapRuns[0] })).GetProperty("executions").EnumerateArray().Select(child => Date(child, "startDate")).ToArray();
        Assert.Equal(listed.OrderDescending(), listed);
    }

    [Fact]
    public async Task A_child_execution_is_not_redriven_by_itself()
    {
        var (_, standard) = await FailAsync(new { failures = EveryTenth });
        var (status, _, body) = await _session.SendAsync("RedriveExecution", new { executionArn = Text(await FirstFailedAsync(standard[0]), "executionArn") });
        var error = JsonDocument.Parse(body).RootElement;
        Assert.Equal(400, status);
        Assert.EndsWith("#ValidationException", Text(error, "__type"), StringComparison.Ordinal);
        Assert.Equal(("Labeled Execution ARNs are not supported for this API", "API_DOES_NOT_SUPPORT_LABELED_ARNS"), (Text(error, "message"), Text(error, "reason")));

        var (_, express) = await FailAsync(new { childType = "EXPRESS", failures = EveryTenth });
        (_, _, body) = await _session.SendAsync("RedriveExecution", new { executionArn = Text(await FirstFailedAsync(express[0]), "executionArn") });
        error = JsonDocument.Parse(body).RootElement;
        Assert.EndsWith("#InvalidArn", Text(error, "__type"), StringComparison.Ordinal);
        Assert.Equal("Invalid Arn: 'Resource type not valid in this context: express'", Text(error, "message"));
    }

    [Fact]
    public async Task Its_success_does_not_mean_that_the_Map_Run_starts()
    {
        var (execution, mapRuns) = await FailAsync(new { failures = EveryTenth, errors = new[] { new { when = "REDRIVE_EXECUTION", times = 1 } } });
        var before = await MapRunAsync(mapRuns[0]);
        await RedriveAsync(execution);
        Assert.Equal("RUNNING", Text(await ParentAsync(execution), "status"));
        _session.Advance(0.13);
        var parent = await ParentAsync(execution);
        Assert.Equal(("FAILED", "States.Runtime", 1), (Text(parent, "status"), Text(parent, "error"), Number(parent, "redriveCount")));
        Assert.Equal(before.GetRawText(), (await MapRunAsync(mapRuns[0])).GetRawText());

        await RedriveAsync(execution);
        Assert.Equal(2, Number(await MapRunAsync(mapRuns[0]), "redriveCount"));
    }

    [Fact]
    public async Task A_role_that_may_not_redrive_child_executions_fails_the_Map_Run_again()
    {
        var (execution, mapRuns) = await FailAsync(new { failures = EveryTenth, errors = new[] { new { when = "REDRIVE_MAP_RUN" } } });
        var (before, child) = (await MapRunAsync(mapRuns[0]), await FirstFailedAsync(mapRuns[0]));
        await RedriveAsync(execution);
        _session.Advance(5);
        Assert.Equal("RUNNING", Text(await MapRunAsync(mapRuns[0]), "status"));
        _session.Advance(5);
        var after = await MapRunAsync(mapRuns[0]);
        Assert.Equal(("FAILED", 1), (Text(after, "status"), Number(after, "redriveCount")));
        Assert.Equal(before.GetProperty("itemCounts").GetRawText(), after.GetProperty("itemCounts").GetRawText());
        Assert.Equal(child.GetRawText(), (await FirstFailedAsync(mapRuns[0])).GetRawText());
        var parent = await ParentAsync(execution);
        Assert.Equal("States.Runtime", Text(parent, "error"));
        Assert.EndsWith(
            "is not authorized to perform: states:RedriveExecution on resource: arn:aws:states:eu-central-1:123456789012:execution:OrderImport/ReserveStock:*", Text(parent, "cause"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_some_errors_it_starts_a_new_Map_Run_in_place_of_the_old()
    {
        var (execution, mapRuns) = await FailAsync(new { items = 50, errors = new[] { new { when = "WRITING_RESULTS", error = "States.DataLimitExceeded", cause = "too large", times = 1 } } });
        var old = await MapRunAsync(mapRuns[0]);
        Assert.Equal("States.DataLimitExceeded", Text(await ParentAsync(execution), "error"));
        await RedriveAsync(execution);
        var listed = (await _session.CallAsync("ListMapRuns", new { executionArn = execution })).GetProperty("mapRuns");
        Assert.Equal(2, listed.GetArrayLength());
        Assert.Equal(old.GetRawText(), (await MapRunAsync(mapRuns[0])).GetRawText());
        var anew = await MapRunAsync(Text(listed[0], "mapRunArn"));
        Assert.Equal(("RUNNING", 0), (Text(anew, "status"), Number(anew, "redriveCount")));
        Assert.NotEqual(mapRuns[0], Text(anew, "mapRunArn"));
    }

    [Fact]
    public async Task A_Map_Run_whose_role_may_not_start_child_executions_is_redrivable()
    {
        var (execution, mapRuns) = await FailAsync(new { items = 1, errors = new[] { new { when = "BEFORE_CHILDREN", times = 1 } } });
        var run = await MapRunAsync(mapRuns[0]);
        Assert.Equal(("FAILED", 1, 1, 0, 1), (Text(run, "status"), Count(run, "total"), Count(run, "pending"), Count(run, "failed"), Count(run, "resultsWritten")));
        var parent = await ParentAsync(execution);
        Assert.Equal(("States.Runtime", "REDRIVABLE"), (Text(parent, "error"), Text(parent, "redriveStatus")));
        await RedriveAsync(execution);
        _session.Advance(60);
        Assert.Equal((1, 0), (Count(await MapRunAsync(mapRuns[0]), "succeeded"), Count(await MapRunAsync(mapRuns[0]), "pending")));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static int Count(JsonElement run, string name) => Number(run.GetProperty("itemCounts"), name);

    private static decimal Date(JsonElement element, string name = "redriveDate") => element.GetProperty(name).GetDecimal();

    private async Task<(string Execution, string[] MapRuns)> FailAsync(object order)
    {
        var started = await _session.StartExecutionAsync(order);
        _session.Advance(60);
        return started;
    }

    private Task<JsonElement> RedriveAsync(string executionArn) => _session.CallAsync("RedriveExecution", new { executionArn });

    private Task<JsonElement> MapRunAsync(string mapRunArn) => _session.CallAsync("DescribeMapRun", new { mapRunArn });

    private Task<JsonElement> ParentAsync(string executionArn) => _session.CallAsync("DescribeExecution", new { executionArn });

    private async Task<JsonElement> FirstFailedAsync(string mapRunArn) =>
        (await _session.CallAsync("ListExecutions", new { mapRunArn, statusFilter = "FAILED" })).GetProperty("executions").EnumerateArray().Last();
}
