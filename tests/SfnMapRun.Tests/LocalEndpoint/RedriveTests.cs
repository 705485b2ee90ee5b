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
        Assert.Equal(answer.Date("redriveDate"), (await _session.ExecutionAsync(execution)).Date("redriveDate"));
        Assert.Equal(0.09m, (await _session.MapRunAsync(mapRuns[0])).Date("redriveDate") - answer.Date("redriveDate"));
    }

    [Fact]
    public async Task The_first_description_after_it_has_the_old_counts_and_the_next_has_them_at_0()
    {
        var (execution, mapRuns) = await FailAsync(new { failures = EveryTenth });
        var before = await _session.MapRunAsync(mapRuns[0]);
        await RedriveAsync(execution);
        var first = await _session.MapRunAsync(mapRuns[0]);
        Assert.Equal(("RUNNING", 1, false), (first.Text("status"), first.Number("redriveCount"), first.Has("stopDate")));
        Assert.Equal(before.GetProperty("itemCounts").GetRawText(), first.GetProperty("itemCounts").GetRawText());
        Assert.Equal(before.GetProperty("executionCounts").GetRawText(), first.GetProperty("executionCounts").GetRawText());
        var waiting = await _session.ChildrenAsync(mapRuns[0], "PENDING_REDRIVE");
        Assert.Equal(9, waiting.Length);
        Assert.All(waiting, child => Assert.True(child.Has("stopDate")));

        _session.Advance(1.4);
        var next = (await _session.MapRunAsync(mapRuns[0])).GetProperty("itemCounts");
        Assert.Equal((0, 0, 0, 0), (next.Number("failed"), next.Number("aborted"), next.Number("resultsWritten"), next.Number("pendingRedrive")));
    }

    [Fact]
    public async Task A_standard_child_execution_keeps_all_but_its_redrive_fields()
    {
        var (execution, mapRuns) = await FailAsync(new { failures = EveryTenth });
        var before = await FirstFailedAsync(mapRuns[0]);
        await RedriveAsync(execution);
        _session.Advance(100);
        var after = (await _session.ChildrenAsync(mapRuns[0]))
            .Single(child => child.Text("executionArn") == before.Text("executionArn"));
        Assert.Equal((before.Text("name"), before.Date("startDate")), (after.Text("name"), after.Date("startDate")));
        Assert.Equal((0, 1), (before.Number("redriveCount"), after.Number("redriveCount")));
        Assert.False(before.Has("redriveDate"));
        Assert.True(after.Date("redriveDate") > before.Date("stopDate"));
    }

    [Fact]
    public async Task An_express_child_execution_keeps_its_ARN_and_starts_anew()
    {
        var (execution, mapRuns) = await FailAsync(new { childType = "EXPRESS", failures = EveryTenth });
        var before = await FirstFailedAsync(mapRuns[0]);
        await RedriveAsync(execution);
        _session.Advance(100);
        var after = await FirstFailedAsync(mapRuns[0]);
        Assert.Equal(before.Text("executionArn"), after.Text("executionArn"));
        Assert.True(after.Date("startDate") > before.Date("stopDate"));
        Assert.Equal((1, false), (after.Number("redriveCount"), after.Has("redriveDate")));
        var listed = (await _session.ChildrenAsync(mapRuns[0])).Select(child => child.Date("startDate")).ToArray();
        Assert.Equal(listed.OrderDescending(), listed);
    }

    [Fact]
    public async Task A_child_execution_is_not_redriven_by_itself()
    {
        var (_, standard) = await FailAsync(new { failures = EveryTenth });
        var (status, _, body) = await _session.SendAsync("RedriveExecution", new { executionArn = (await FirstFailedAsync(standard[0])).Text("executionArn") });
        var error = JsonDocument.Parse(body).RootElement;
        Assert.Equal(400, status);
        Assert.EndsWith("#ValidationException", error.Text("__type"), StringComparison.Ordinal);
        Assert.Equal(("Labeled Execution ARNs are not supported for this API", "API_DOES_NOT_SUPPORT_LABELED_ARNS"), (error.Text("message"), error.Text("reason")));

        var (_, express) = await FailAsync(new { childType = "EXPRESS", failures = EveryTenth });
        (_, _, body) = await _session.SendAsync("RedriveExecution", new { executionArn = (await FirstFailedAsync(express[0])).Text("executionArn") });
        error = JsonDocument.Parse(body).RootElement;
        Assert.EndsWith("#InvalidArn", error.Text("__type"), StringComparison.Ordinal);
        Assert.Equal("Invalid Arn: 'Resource type not valid in this context: express'", error.Text("message"));
    }

    [Fact]
    public async Task Its_success_does_not_mean_that_the_Map_Run_starts()
    {
        var (execution, mapRuns) = await FailAsync(new { failures = EveryTenth, errors = new[] { new { when = "REDRIVE_EXECUTION", times = 1 } } });
        var before = await _session.MapRunAsync(mapRuns[0]);
        await RedriveAsync(execution);
        Assert.Equal("RUNNING", (await _session.ExecutionAsync(execution)).Text("status"));
        _session.Advance(0.13);
        var parent = await _session.ExecutionAsync(execution);
        Assert.Equal(("FAILED", "States.Runtime", 1), (parent.Text("status"), parent.Text("error"), parent.Number("redriveCount")));
        Assert.Equal(before.GetRawText(), (await _session.MapRunAsync(mapRuns[0])).GetRawText());

        await RedriveAsync(execution);
        Assert.Equal(2, (await _session.MapRunAsync(mapRuns[0])).Number("redriveCount"));
    }

    [Fact]
    public async Task A_role_that_may_not_redrive_child_executions_fails_the_Map_Run_again()
    {
        var (execution, mapRuns) = await FailAsync(new { failures = EveryTenth, errors = new[] { new { when = "REDRIVE_MAP_RUN" } } });
        var (before, child) = (await _session.MapRunAsync(mapRuns[0]), await FirstFailedAsync(mapRuns[0]));
        await RedriveAsync(execution);
        _session.Advance(5);
        Assert.Equal("RUNNING", (await _session.MapRunAsync(mapRuns[0])).Text("status"));
        _session.Advance(5);
        var after = await _session.MapRunAsync(mapRuns[0]);
        Assert.Equal(("FAILED", 1), (after.Text("status"), after.Number("redriveCount")));
        Assert.Equal(before.GetProperty("itemCounts").GetRawText(), after.GetProperty("itemCounts").GetRawText());
        Assert.Equal(child.GetRawText(), (await FirstFailedAsync(mapRuns[0])).GetRawText());
        var parent = await _session.ExecutionAsync(execution);
        Assert.Equal("States.Runtime", parent.Text("error"));
        Assert.EndsWith(
            "is not authorized to perform: states:RedriveExecution on resource: arn:aws:states:eu-central-1:123456789012:execution:OrderImport/ReserveStock:*", parent.Text("cause"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_some_errors_it_starts_a_new_Map_Run_in_place_of_the_old()
    {
        var (execution, mapRuns) = await FailAsync(new { items = 50, errors = new[] { new { when = "WRITING_RESULTS", error = "States.DataLimitExceeded", cause = "too large", times = 1 } } });
        var old = await _session.MapRunAsync(mapRuns[0]);
        Assert.Equal("States.DataLimitExceeded", (await _session.ExecutionAsync(execution)).Text("error"));
        await RedriveAsync(execution);
        var listed = (await _session.MapRunsAsync(execution));
        Assert.Equal(2, listed.Length);
        Assert.Equal(old.GetRawText(), (await _session.MapRunAsync(mapRuns[0])).GetRawText());
        var anew = await _session.MapRunAsync(listed[0].Text("mapRunArn"));
        Assert.Equal(("RUNNING", 0), (anew.Text("status"), anew.Number("redriveCount")));
        Assert.NotEqual(mapRuns[0], anew.Text("mapRunArn"));
    }

    [Fact]
    public async Task A_Map_Run_whose_role_may_not_start_child_executions_is_redrivable()
    {
        var (execution, mapRuns) = await FailAsync(new { items = 1, errors = new[] { new { when = "BEFORE_CHILDREN", times = 1 } } });
        var run = await _session.MapRunAsync(mapRuns[0]);
        Assert.Equal(("FAILED", 1, 1, 0, 1), (run.Text("status"), Count(run, "total"), Count(run, "pending"), Count(run, "failed"), Count(run, "resultsWritten")));
        var parent = await _session.ExecutionAsync(execution);
        Assert.Equal(("States.Runtime", "REDRIVABLE"), (parent.Text("error"), parent.Text("redriveStatus")));
        await RedriveAsync(execution);
        _session.Advance(60);
        Assert.Equal((1, 0), (Count(await _session.MapRunAsync(mapRuns[0]), "succeeded"), Count(await _session.MapRunAsync(mapRuns[0]), "pending")));
    }

    private static int Count(JsonElement run, string name) => run.GetProperty("itemCounts").Number(name);

    private async Task<(string Execution, string[] MapRuns)> FailAsync(object order)
    {
        var started = await _session.StartExecutionAsync(order);
        _session.Advance(60);
        return started;
    }

    private Task<JsonElement> RedriveAsync(string executionArn) => _session.CallAsync("RedriveExecution", new { executionArn });

    private async Task<JsonElement> FirstFailedAsync(string mapRunArn) =>
        (await _session.ChildrenAsync(mapRunArn, "FAILED")).Last();
}
