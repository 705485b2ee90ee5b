using System.Net.Http.Json;
using System.Text.Json;
using LocalStepFunctions;
using SfnMapRun.Aws;
using SfnMapRun.Model;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Aws;

/// <summary>What goes over the wire, and what is read from it, in the operations beside DescribeMapRun.</summary>
public sealed class OperationTests : IAsyncLifetime
{
    private const string Region = "eu-central-1";
    private LocalEndpoint _endpoint = null!;
    private IStepFunctions _stepFunctions = null!;

    public async Task InitializeAsync()
    {
        _endpoint = await LocalEndpoint.StartAsync(TimeProvider.System);
        var settings = new ConnectionSettings { AccessKey = KnownKeys.AccessKey, SecretKey = KnownKeys.SecretKey, EndpointUrl = _endpoint.Url.ToString() };
        _stepFunctions = await new SdkGateway().ConnectAsync(settings, Region, TestKinds.NoLog, TimeProvider.System, CancellationToken.None);
    }

    public async Task DisposeAsync() => await _endpoint.DisposeAsync();

    [Fact]
    public async Task A_list_of_Map_Runs_comes_in_pages_with_every_field()
    {
        var execution = $"arn:aws:states:{Region}:123456789012:execution:Faults:runs-1500";
        var first = await _stepFunctions.ListMapRunsAsync(execution, null, new CallContext(Region, 1, CancellationToken.None));
        var second = await _stepFunctions.ListMapRunsAsync(execution, first.NextToken, new CallContext(Region, 1, CancellationToken.None));
        Assert.Equal((1000, 500), (first.Items.Count, second.Items.Count));
        Assert.Null(second.NextToken);
        Assert.Equal(1500, first.Items.Concat(second.Items).Select(item => item.MapRunArn).Distinct().Count());
        WireAssert.Equal(Answer(0).GetProperty("mapRuns")[0], first.Items[0]);
    }

    [Fact]
    public async Task Child_executions_have_every_field_of_the_list_and_then_of_the_description()
    {
        var (_, mapRun) = await StartAsync(new { failures = new[] { new { error = "NoStock", cause = "none of {item}", percent = 100 } } });
        _endpoint.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await _stepFunctions.ListExecutionsAsync(
            mapRun, new ExecutionFilter("FAILED", "NOT_REDRIVEN"), null, new CallContext(Region, 1, CancellationToken.None));
        WireAssert.Equal(Answer(0).GetProperty("executions")[0], page.Items[0]);
        Assert.All(page.Items, child => Assert.Equal(("FAILED", mapRun), (child.Status, child.MapRunArn)));

        var child = await _stepFunctions.DescribeExecutionAsync(
            page.Items[0].ExecutionArn!, withPayload: true, new CallContext(Region, 1, CancellationToken.None));
        WireAssert.Equal(Answer(1), child, skip: ["inputDetails", "outputDetails"]);
        Assert.Equal("NoStock", child.Error);
        Assert.NotNull(child.Input);

        child = await _stepFunctions.DescribeExecutionAsync(
            page.Items[0].ExecutionArn!, withPayload: false, new CallContext(Region, 1, CancellationToken.None));
        Assert.Contains("\"includedData\":\"METADATA_ONLY\"", _endpoint.Requests.Last().Request, StringComparison.Ordinal);
        Assert.Equal(("FAILED", null, "REDRIVABLE_BY_MAP_RUN"), (child.Status, child.Input, child.RedriveStatus));
    }

    [Fact]
    public async Task Executions_of_a_state_machine_come_in_pages_of_a_hundred_by_status()
    {
        for (var i = 0; i < 101; i++)
        {
            await StartAsync(new { stateMachine = "Nightly", version = "3", items = i == 0 ? 0 : 1000, name = $"run-{i}" });
        }

        _endpoint.Clock.Advance(TimeSpan.FromSeconds(2));
        var context = new CallContext(Region, 1, CancellationToken.None);
        var stateMachine = $"arn:aws:states:{Region}:123456789012:stateMachine:Nightly:3";
        var first = await _stepFunctions.ListParentExecutionsAsync(stateMachine, null, null, context);
        var second = await _stepFunctions.ListParentExecutionsAsync(stateMachine, null, first.NextToken, context);
        Assert.Equal((100, 1, null), (first.Items.Count, second.Items.Count, second.NextToken));
        WireAssert.Equal(Answer(0).GetProperty("executions")[0], first.Items[0], skip: ["stateMachineVersionArn"]);

        var ended = await _stepFunctions.ListParentExecutionsAsync(stateMachine, "SUCCEEDED", null, context);
        Assert.Equal("run-0", Assert.Single(ended.Items).Name);
        Assert.Equal(
            $$"""{"stateMachineArn":"{{stateMachine}}","statusFilter":"SUCCEEDED","maxResults":100}""", _endpoint.Requests.Last().Request);
    }

    [Theory]
    [InlineData("Nothing", "StateMachineNotFound")]
    [InlineData("ExpressImport", "StateMachineTypeNotSupported")]
    public async Task A_state_machine_without_a_list_has_an_error_that_says_why(string name, string kind)
    {
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => _stepFunctions.ListParentExecutionsAsync(
            $"arn:aws:states:{Region}:123456789012:stateMachine:{name}", null, null, new CallContext(Region, 1, CancellationToken.None)));
        Assert.Equal(kind, e.Kind.ToString());
    }

    [Fact]
    public async Task A_history_comes_with_the_newest_first_and_with_what_it_tells_of_Map_Runs()
    {
        var (execution, mapRun) = await StartAsync(new { errors = new[] { new { when = "BEFORE_CHILDREN", cause = "no permission" } } });
        _endpoint.Clock.Advance(TimeSpan.FromMinutes(10));
        var page = await _stepFunctions.GetExecutionHistoryAsync(execution, null, new CallContext(Region, 1, CancellationToken.None));
        Assert.Equal(["ExecutionFailed", "MapRunFailed", "MapRunStarted", "ExecutionStarted"], page.Items.Select(item => item.Type));
        Assert.Equal([4L, 3, 2, 1], page.Items.Select(item => item.Id));
        Assert.Equal((2L, "States.Runtime", "no permission"), (page.Items[1].PreviousId, page.Items[1].Error, page.Items[1].Cause));
        Assert.Equal((mapRun, null), (page.Items[2].MapRunArn, page.Items[2].Error));
        Assert.Equal(Answer(0).GetProperty("events")[1].GetProperty("timestamp").GetDouble(), (page.Items[1].Date!.Value - DateTime.UnixEpoch).TotalSeconds, 3);
    }

    [Fact]
    public async Task An_update_sends_what_is_to_change_and_nothing_else()
    {
        var (_, mapRun) = await StartAsync(new { });
        await _stepFunctions.UpdateMapRunAsync(
            mapRun, new MapRunSettings(7, null, null), new CallContext(Region, 1, CancellationToken.None));
        await _stepFunctions.UpdateMapRunAsync(
            mapRun, new MapRunSettings(null, 12.5, 0), new CallContext(Region, 1, CancellationToken.None));
        Assert.Equal(
            [
                $$"""{"mapRunArn":"{{mapRun}}","maxConcurrency":7}""",
                $$"""{"mapRunArn":"{{mapRun}}","toleratedFailurePercentage":12.5,"toleratedFailureCount":0}""",
            ],
            _endpoint.Requests.Select(request => request.Request));
        var run = await _stepFunctions.DescribeMapRunAsync(mapRun, new CallContext(Region, 1, CancellationToken.None));
        Assert.Equal((7, 12.5, 0), (run.MaxConcurrency, run.ToleratedFailurePercentage, run.ToleratedFailureCount));
    }

    [Fact]
    public async Task An_update_that_comes_too_late_has_a_kind_of_its_own()
    {
        var (_, mapRun) = await StartAsync(new { });
        _endpoint.Clock.Advance(TimeSpan.FromDays(1));
        var e = await Assert.ThrowsAsync<StepFunctionsException>(
            () => _stepFunctions.UpdateMapRunAsync(mapRun, new MapRunSettings(7, null, null), new CallContext(Region, 1, CancellationToken.None)));
        Assert.Equal(("MapRunHasStopped", "UpdateMapRun", mapRun), (e.Kind.ToString(), e.Operation, e.Resource));
    }

    [Fact]
    public async Task A_redrive_with_the_same_token_happens_once()
    {
        var (execution, mapRun) = await StartAsync(new { failures = new[] { new { error = "NoStock", percent = 100 } } });
        _endpoint.Clock.Advance(TimeSpan.FromMinutes(10));
        var first = await _stepFunctions.RedriveExecutionAsync(execution, "a-token", new CallContext(Region, 1, CancellationToken.None));
        _endpoint.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(
            first, await _stepFunctions.RedriveExecutionAsync(execution, "a-token", new CallContext(Region, 1, CancellationToken.None)));
        Assert.Equal(
            1, (await _stepFunctions.DescribeMapRunAsync(mapRun, new CallContext(Region, 1, CancellationToken.None))).RedriveCount);

        var e = await Assert.ThrowsAsync<StepFunctionsException>(
            () => _stepFunctions.RedriveExecutionAsync(execution, "another-token", new CallContext(Region, 1, CancellationToken.None)));
        Assert.Equal("NotRedrivable", e.Kind.ToString());
    }

    [Fact]
    public async Task A_stop_sends_error_and_cause_where_they_are_given_and_happens_once()
    {
        var (execution, mapRun) = await StartAsync(new { });
        var context = new CallContext(Region, 1, CancellationToken.None);
        var stopped = await _stepFunctions.StopExecutionAsync(execution, "Operator", "wrong input", context);
        Assert.Equal($$"""{"executionArn":"{{execution}}","error":"Operator","cause":"wrong input"}""", _endpoint.Requests.Last().Request);
        _endpoint.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(stopped, await _stepFunctions.StopExecutionAsync(execution, null, null, context));
        Assert.Equal($$"""{"executionArn":"{{execution}}"}""", _endpoint.Requests.Last().Request);
        Assert.Equal("ABORTED", (await _stepFunctions.DescribeMapRunAsync(mapRun, context)).Status);
    }

    [Fact]
    public async Task A_child_execution_is_neither_stopped_nor_redriven_on_its_own()
    {
        var context = new CallContext(Region, 1, CancellationToken.None);
        var child = $"arn:aws:states:{Region}:123456789012:execution:OrderImport/Outer:a";
        foreach (var call in (Func<Task>[])[
            () => _stepFunctions.StopExecutionAsync(child, null, null, context), () => _stepFunctions.RedriveExecutionAsync(child, "a", context)])
        {
            var e = await Assert.ThrowsAsync<StepFunctionsException>(call);
            Assert.Equal("ParentIsChildExecution", e.Kind.ToString());
            Assert.Contains(child, e.Describe(null), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_token_that_has_expired_is_said_to_have()
    {
        var execution = $"arn:aws:states:{Region}:123456789012:execution:Faults:runs-1500";
        var page = await _stepFunctions.ListMapRunsAsync(execution, null, new CallContext(Region, 1, CancellationToken.None));
        _endpoint.Clock.Advance(TimeSpan.FromHours(25));
        var e = await Assert.ThrowsAsync<StepFunctionsException>(
            () => _stepFunctions.ListMapRunsAsync(execution, page.NextToken, new CallContext(Region, 1, CancellationToken.None)));
        Assert.Equal("PageTokenExpired", e.Kind.ToString());
    }

    [Fact]
    public async Task An_execution_that_is_not_there_is_said_not_to_be()
    {
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => _stepFunctions.ListMapRunsAsync(
            $"arn:aws:states:{Region}:123456789012:execution:Orders:no-such", null, new CallContext(Region, 1, CancellationToken.None)));
        Assert.Equal("ExecutionNotFound", e.Kind.ToString());
    }

    private JsonElement Answer(int number) => JsonDocument.Parse(_endpoint.Requests.ElementAt(number).Answer).RootElement;

    private async Task<(string Execution, string MapRun)> StartAsync(object order)
    {
        using var client = new HttpClient();
        using var response = await client.PostAsJsonAsync(new Uri(_endpoint.Url, "_executions"), order);
        var started = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (started.GetProperty("executionArn").GetString()!, started.GetProperty("mapRunArns")[0].GetString()!);
    }
}
