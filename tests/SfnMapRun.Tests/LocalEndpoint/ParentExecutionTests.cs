using System.Text.Json;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>Parent executions: listed by state machine, stopped, and their histories.</summary>
public sealed class ParentExecutionTests : IAsyncLifetime
{
    private const string StateMachine = "arn:aws:states:eu-central-1:123456789012:stateMachine:Nightly";
    private EndpointSession _session = null!;

    public async Task InitializeAsync() => _session = await EndpointSession.StartAsync();

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Fact]
    public async Task A_state_machine_has_its_executions_the_latest_start_first_and_no_child_executions()
    {
        var first = await StartAsync(new { stateMachine = "Nightly", items = 10 });
        _session.Advance(60);
        var second = await StartAsync(new { stateMachine = "Nightly" });
        await StartAsync(new { stateMachine = "Other" });
        _session.Advance(1);
        var listed = (await _session.CallAsync("ListExecutions", new { stateMachineArn = StateMachine })).GetProperty("executions").EnumerateArray().ToArray();
        Assert.Equal([second, first], listed.Select(item => item.Text("executionArn")));
        Assert.Equal(["executionArn", "stateMachineArn", "name", "status", "startDate", "redriveCount"], listed[0].Members());
        Assert.Equal(("SUCCEEDED", StateMachine, true), (listed[1].Text("status"), listed[1].Text("stateMachineArn"), listed[1].Has("stopDate")));
    }

    [Fact]
    public async Task A_version_and_an_alias_have_the_executions_that_were_started_with_them()
    {
        var third = await StartAsync(new { stateMachine = "Nightly", version = "3", alias = "PROD" });
        await StartAsync(new { stateMachine = "Nightly", version = "4" });
        _session.Advance(1);
        foreach (var qualifier in (string[])["3", "PROD"])
        {
            var listed = Assert.Single((await ListAsync($"{StateMachine}:{qualifier}")).EnumerateArray());
            Assert.Equal(
                (third, $"{StateMachine}:3", $"{StateMachine}:PROD"),
                (listed.Text("executionArn"), listed.Text("stateMachineVersionArn"), listed.Text("stateMachineAliasArn")));
        }

        Assert.Equal(2, (await ListAsync(StateMachine)).GetArrayLength());
        Assert.Equal("StateMachineDoesNotExist", await _session.ErrorAsync("ListExecutions", new { stateMachineArn = $"{StateMachine}:5" }));
    }

    [Fact]
    public async Task What_has_just_started_is_not_in_the_list_yet()
    {
        await StartAsync(new { stateMachine = "Nightly" });
        Assert.Equal(0, (await ListAsync(StateMachine)).GetArrayLength());
        _session.Advance(0.5);
        Assert.Equal(1, (await ListAsync(StateMachine)).GetArrayLength());
    }

    [Fact]
    public async Task They_are_filtered_and_paged()
    {
        for (var i = 0; i < 5; i++)
        {
            await StartAsync(new { stateMachine = "Nightly", items = i == 2 ? 10 : 100_000 });
            _session.Advance(30);
        }

        var request = new Dictionary<string, object> { ["stateMachineArn"] = StateMachine, ["statusFilter"] = "RUNNING", ["maxResults"] = 3 };
        Assert.Equal(4, (await _session.ListAsync("ListExecutions", "executions", request)).Count);
        Assert.Empty(await _session.ListAsync("ListExecutions", "executions", new Dictionary<string, object>(request) { ["redriveFilter"] = "REDRIVEN" }));
    }

    [Fact]
    public async Task Nothing_comes_twice_and_nothing_is_left_out_while_more_start_and_others_end()
    {
        string[] started = [await StartAsync(new { stateMachine = "Nightly", items = 10 }), await NextAsync(), await NextAsync(), await NextAsync()];
        _session.Advance(1);
        var request = new Dictionary<string, object> { ["stateMachineArn"] = StateMachine, ["maxResults"] = 2 };
        var page = await _session.CallAsync("ListExecutions", request);
        await NextAsync();
        _session.Advance(60);
        request["nextToken"] = page.Text("nextToken")!;
        var next = await _session.CallAsync("ListExecutions", request);
        Assert.Equal(
            started.Reverse(),
            page.GetProperty("executions").EnumerateArray().Concat(next.GetProperty("executions").EnumerateArray()).Select(item => item.Text("executionArn")));
        Assert.False(next.Has("nextToken"));

        Task<string> NextAsync()
        {
            _session.Advance(1);
            return StartAsync(new { stateMachine = "Nightly", items = 100_000 });
        }
    }

    [Fact]
    public async Task Map_Runs_are_listed_once_they_have_begun()
    {
        var execution = await StartAsync(new { startDelaySeconds = 0.2 });
        _session.Advance(0.1);
        Assert.Empty(await _session.MapRunsAsync(execution));
        _session.Advance(0.1);
        Assert.Single(await _session.MapRunsAsync(execution));
    }

    [Fact]
    public async Task One_that_fails_before_its_Map_Runs_begin_has_none()
    {
        var execution = await StartAsync(new { errors = new[] { new { when = "BEFORE_MAP_RUN", error = "States.ResultWriterFailed", cause = "no such bucket" } } });
        _session.Advance(1);
        var described = await _session.ExecutionAsync(execution);
        Assert.Equal(("FAILED", "States.ResultWriterFailed", "no such bucket"), (described.Text("status"), described.Text("error"), described.Text("cause")));
        Assert.Empty(await _session.MapRunsAsync(execution));
    }

    [Fact]
    public async Task Stopped_it_is_aborted_with_its_Map_Runs_and_child_executions()
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(new { });
        _session.Advance(20);
        var answer = await _session.CallAsync("StopExecution", new { executionArn = execution, error = "Operator", cause = "wrong input" });
        Assert.Equal(["stopDate"], answer.EnumerateObject().Select(member => member.Name));
        var described = await _session.ExecutionAsync(execution);
        Assert.Equal(("ABORTED", "Operator", "wrong input", "REDRIVABLE"), (described.Text("status"), described.Text("error"), described.Text("cause"), described.Text("redriveStatus")));
        var run = await _session.MapRunAsync(mapRuns[0]);
        Assert.Equal(("ABORTED", 100, 700), (run.Text("status"), run.GetProperty("itemCounts").Number("aborted"), run.GetProperty("itemCounts").Number("pending")));

        _session.Advance(10);
        var again = await _session.CallAsync("StopExecution", new { executionArn = execution });
        Assert.Equal(answer.GetProperty("stopDate").GetRawText(), again.GetProperty("stopDate").GetRawText());
    }

    [Fact]
    public async Task Its_history_has_the_error_and_cause_of_a_Map_Run_the_newest_first_if_asked_for()
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(new { items = 1, errors = new[] { new { when = "BEFORE_CHILDREN", cause = "may not" } } });
        _session.Advance(60);
        var request = new Dictionary<string, object> { ["executionArn"] = execution, ["reverseOrder"] = true, ["maxResults"] = 2 };
        var events = await _session.ListAsync("GetExecutionHistory", "events", request);
        Assert.Equal(["ExecutionFailed", "MapRunFailed", "MapRunStarted", "ExecutionStarted"], events.Select(happened => happened.Text("type")));
        Assert.Equal([4, 3, 2, 1], events.Select(happened => happened.GetProperty("id").GetInt32()));
        var failure = events[1].GetProperty("mapRunFailedEventDetails");
        Assert.Equal(("States.Runtime", "may not"), (failure.Text("error"), failure.Text("cause")));
        Assert.Equal(mapRuns[0], events[2].GetProperty("mapRunStartedEventDetails").Text("mapRunArn"));
        Assert.Matches("^[0-9.]+E9$", events[0].GetProperty("timestamp").GetRawText());
    }

    [Fact]
    public async Task An_execution_that_caught_the_failure_of_a_Map_Run_goes_on_and_its_history_tells_of_it()
    {
        const string execution = "arn:aws:states:eu-central-1:123456789012:execution:OrderImport:nightly-0412";
        Assert.Equal("RUNNING", (await _session.ExecutionAsync(execution)).Text("status"));
        var events = (await _session.CallAsync("GetExecutionHistory", new { executionArn = execution, reverseOrder = true })).GetProperty("events").EnumerateArray();
        Assert.Contains(events, happened => happened.Text("type") == "MapRunFailed" && happened.GetProperty("mapRunFailedEventDetails").Text("error") == "States.ExceedToleratedFailureThreshold");
    }

    private async Task<JsonElement> ListAsync(string stateMachineArn) =>
        (await _session.CallAsync("ListExecutions", new { stateMachineArn })).GetProperty("executions");

    private async Task<string> StartAsync(object order) => (await _session.StartExecutionAsync(order)).Execution;
}
