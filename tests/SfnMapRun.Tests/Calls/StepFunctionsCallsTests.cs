using SfnMapRun.Calls;
using SfnMapRun.Model;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Calls;

/// <summary>The operations as commands use them: what is asked for, of whom, how often, and whose quota that uses.</summary>
public sealed class StepFunctionsCallsTests
{
    private readonly VirtualTime _time = new();
    private readonly FakeStepFunctions _service;

    public StepFunctionsCallsTests() => _service = new FakeStepFunctions(_time);

    [Fact]
    public void Each_attempt_of_a_redrive_has_the_same_token()
    {
        var tokens = new List<string>();
        _service.RedriveExecution = token =>
        {
            tokens.Add(token);
            return tokens.Count < 3 ? throw TestKinds.Failure("RequestTimeout") : DateTime.UnixEpoch;
        };
        _time.Run(() => _service.Calls().RedriveExecutionAsync(FakeStepFunctions.ExecutionArn, "a-token", FakeStepFunctions.Arn(), default));
        Assert.Equal(["a-token", "a-token", "a-token"], tokens);
        Assert.Equal([1, 2, 3], _service.Contexts.Select(context => context.Attempt));
    }

    [Theory]
    [InlineData(null, 5, 3)]
    [InlineData(2, 2, 2)]
    [InlineData(7, 7, 7)]
    public void What_changes_nothing_is_tried_five_times_and_what_does_three_times_unless_the_user_says_how_often(
        int? configured, int reads, int writes) => _time.Run(async () =>
    {
        var service = new FakeStepFunctions(_time)
        {
            MaxAttempts = configured,
            DescribeMapRun = _ => throw TestKinds.Failure("ServiceUnavailable"),
            DescribeExecution = _ => throw TestKinds.Failure("ServiceUnavailable"),
            ListMapRuns = _ => throw TestKinds.Failure("ServiceUnavailable"),
            ListExecutions = (_, _) => throw TestKinds.Failure("ServiceUnavailable"),
            ListParentExecutions = (_, _, _) => throw TestKinds.Failure("ServiceUnavailable"),
            UpdateMapRun = _ => throw TestKinds.Failure("ServiceUnavailable"),
            RedriveExecution = _ => throw TestKinds.Failure("ServiceUnavailable"),
            StopExecution = (_, _) => throw TestKinds.Failure("ServiceUnavailable"),
        };
        var calls = service.Calls();
        var mapRun = FakeStepFunctions.Arn();
        Func<Task>[] operations =
        [
            () => calls.DescribeMapRunAsync(mapRun, default),
            () => calls.DescribeExecutionAsync(FakeStepFunctions.ExecutionArn, withPayload: true, mapRun, default),
            async () => await calls.ListMapRunsAsync(FakeStepFunctions.Arn(FakeStepFunctions.ExecutionArn), default).GetAsyncEnumerator().MoveNextAsync(),
            async () => await calls.ListExecutionsAsync(mapRun, new ExecutionFilter(), default).GetAsyncEnumerator().MoveNextAsync(),
            async () => await calls.ListParentExecutionsAsync(mapRun, null, default).GetAsyncEnumerator().MoveNextAsync(),
            () => calls.UpdateMapRunAsync(mapRun, new MapRunSettings(7, null, null), default),
            () => calls.RedriveExecutionAsync(FakeStepFunctions.ExecutionArn, "a-token", mapRun, default),
            () => calls.StopExecutionAsync(FakeStepFunctions.ExecutionArn, null, null, mapRun, default),
        ];
        foreach (var operation in operations)
        {
            await Assert.ThrowsAsync<StepFunctionsException>(operation);
        }

        Assert.Equal([reads, reads, reads, reads + reads, writes, writes, writes], service.Requests.CountBy(request => request.Split(' ')[0]).Select(count => count.Value));
    });

    [Fact]
    public void Equal_ARNs_under_way_are_one_call() => _time.Run(async () =>
    {
        var calls = _service.Calls();
        var descriptions = Enumerable.Range(0, 10).Select(_ => calls.DescribeMapRunAsync(FakeStepFunctions.Arn(), default)).ToArray();
        await Task.WhenAll(descriptions);
        Assert.Single(_service.Requests);

        await calls.DescribeMapRunAsync(FakeStepFunctions.Arn(), default);
        Assert.Equal(2, _service.Requests.Count);
    });

    [Fact]
    public void An_update_is_made_as_often_as_it_is_asked_for() => _time.Run(async () =>
    {
        var calls = _service.Calls();
        await Task.WhenAll(Enumerable.Range(0, 2)
            .Select(_ => calls.UpdateMapRunAsync(FakeStepFunctions.Arn(), new MapRunSettings(7, null, null), default)));
        Assert.Equal(2, _service.Requests.Count);
    });

    [Fact]
    public void Equal_ARNs_with_other_keys_are_calls_of_their_own() => _time.Run(async () =>
    {
        var other = new FakeStepFunctions(_time);
        var runner = new CallRunner(16, _time, new Random(1));
        await Task.WhenAll(
            _service.Calls(runner: runner).DescribeMapRunAsync(FakeStepFunctions.Arn(), default),
            other.Calls(runner: runner).DescribeMapRunAsync(FakeStepFunctions.Arn(), default));
        Assert.Equal((1, 1), (_service.Requests.Count, other.Requests.Count));
    });

    [Theory]
    [InlineData(null, "eu-central-1")]
    [InlineData("us-east-1", "us-east-1")]
    public void The_Region_is_the_one_given_or_that_of_the_ARN(string? given, string called)
    {
        _time.Run(() => _service.Calls(given).DescribeMapRunAsync(FakeStepFunctions.Arn(), default));
        Assert.Equal([$"DescribeMapRun {called} {FakeStepFunctions.MapRunArn}"], _service.Requests);
        Assert.Equal(new CallQuota("X", called, "123456789012"), _service.Calls(given).QuotaOf("X", FakeStepFunctions.Arn()));
    }

    // One of them is throttled for good; if they shared its gate, the others would wait for it.
    [Theory]
    [InlineData("arn:aws:states:us-east-1:123456789012:mapRun:Orders/Import:5f1c", "another Region")]
    [InlineData("arn:aws:states:eu-central-1:210987654321:mapRun:Orders/Import:5f1c", "another account")]
    [InlineData(null, "another operation")]
    public void A_quota_is_that_of_an_operation_an_account_and_a_Region(string? arn, string what) => _time.Run(async () =>
    {
        _ = what;
        using var stop = new CancellationTokenSource();
        _service.DescribeMapRun = text =>
            text == FakeStepFunctions.MapRunArn ? throw TestKinds.Failure("Throttled") : new MapRun { MapRunArn = text };
        var calls = _service.Calls();
        var throttled = calls.DescribeMapRunAsync(FakeStepFunctions.Arn(), stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(10), _time);

        var start = _time.Elapsed;
        await (arn is null
            ? (Task)calls.DescribeExecutionAsync(FakeStepFunctions.ExecutionArn, withPayload: true, FakeStepFunctions.Arn(), default)
            : calls.DescribeMapRunAsync(FakeStepFunctions.Arn(arn), default));
        Assert.Equal(_service.Latency, _time.Elapsed - start);
        Assert.False(throttled.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => throttled);
    });

    [Fact]
    public void A_page_is_asked_for_when_its_first_item_is() => _time.Run(async () =>
    {
        _service.ListMapRuns = token => token switch
        {
            null => new Page<MapRunListItem>([new() { MapRunArn = "1" }, new() { MapRunArn = "2" }], "second"),
            "second" => new Page<MapRunListItem>([], "third"),
            _ => new Page<MapRunListItem>([new() { MapRunArn = "3" }], null),
        };
        var seen = new List<string>();
        await foreach (var item in _service.Calls().ListMapRunsAsync(FakeStepFunctions.Arn(FakeStepFunctions.ExecutionArn), default))
        {
            seen.Add($"{item.MapRunArn} after {_service.Requests.Count}");
        }

        Assert.Equal(["1 after 1", "2 after 1", "3 after 3"], seen);
    });

    [Fact]
    public void Details_keep_what_only_the_list_tells_and_one_error_of_the_caller_ends_them() => _time.Run(async () =>
    {
        var details = new ExecutionDetails(_service.Calls(), FakeStepFunctions.Arn());
        var children = FakeStepFunctions.Children("FAILED", 1, 3);
        (children[0].RedriveCount, children[0].RedriveDate) = (1, DateTime.UnixEpoch);
        _service.DescribeExecution = arn => arn.EndsWith("-2", StringComparison.Ordinal)
            ? throw TestKinds.Failure("ExecutionNotFound", "ExecutionDoesNotExist")
            : new MapRunExecution { ExecutionArn = arn, Error = "NoStock" };
        var outcomes = new List<Outcome<MapRunExecution>>();
        await foreach (var outcome in details.DescribeEachAsync(AsyncItems.Of(children), FakeStepFunctions.Arn(), ahead: 4))
        {
            outcomes.Add(outcome);
        }

        Assert.Equal(children.Select(child => child.ExecutionArn), outcomes.Select(outcome => outcome.Target));
        Assert.Equal((10L, FakeStepFunctions.MapRunArn, "NoStock"), (outcomes[0].Value!.ItemCount, outcomes[0].Value!.MapRunArn, outcomes[0].Value!.Error));
        Assert.Equal((1, DateTime.UnixEpoch.ToLocalTime()), (outcomes[0].Value!.RedriveCount, outcomes[0].Value!.RedriveDate));
        Assert.Equal("ExecutionNotFound", outcomes[1].Error!.Kind.Id);

        _service.DescribeExecution = _ => throw TestKinds.Failure("AccessDenied", "AccessDeniedException");
        var e = await Assert.ThrowsAsync<StepFunctionsException>(async () =>
        {
            await foreach (var outcome in details.DescribeEachAsync(AsyncItems.Of(children), FakeStepFunctions.Arn(), ahead: 4))
            {
                Assert.Fail($"{outcome} came before the error that concerns all.");
            }
        });
        Assert.Equal("AccessDenied", e.Kind.Id);
    });

    [Fact]
    public void Payloads_that_can_not_be_had_are_one_error_and_the_rest_comes_without() => _time.Run(async () =>
    {
        _service.PayloadRefusal = TestKinds.Failure("KmsInvalidState", "KmsInvalidStateException");
        var details = new ExecutionDetails(_service.Calls(), FakeStepFunctions.Arn());
        var outcomes = new List<Outcome<MapRunExecution>>();
        await foreach (var outcome in details.DescribeEachAsync(
            AsyncItems.Of(FakeStepFunctions.Children("FAILED", 1, 30)), FakeStepFunctions.Arn(), ahead: 4))
        {
            outcomes.Add(outcome);
        }

        var refused = Assert.Single(outcomes, outcome => outcome.Error is not null);
        Assert.Equal((FakeStepFunctions.MapRunArn, "KmsInvalidState"), (refused.Target, refused.Error!.Kind.Id));
        Assert.Equal(30, outcomes.Count(outcome => outcome.Value is not null));

        // Those that were under way when the first was refused, and no more.
        Assert.InRange(_service.Requests.Count, 31, 30 + 5);
        Assert.Equal(30, _service.Requests.Count(request => request.EndsWith("METADATA_ONLY", StringComparison.Ordinal)));
    });

    [Fact]
    public void Calls_for_child_executions_end_when_nobody_waits_for_them() => _time.Run(async () =>
    {
        _service.DescribeExecution = _ => throw TestKinds.Failure("AccessDenied", "AccessDeniedException");
        var calls = _service.Calls();
        for (var i = 1; i <= 2; i++)
        {
            var children = AsyncItems.Of(FakeStepFunctions.Children("FAILED", 1, 1000));
            await using var details = new ExecutionDetails(calls, FakeStepFunctions.Arn())
                .DescribeEachAsync(children, FakeStepFunctions.Arn(), ahead: 64).GetAsyncEnumerator();
            var e = await Assert.ThrowsAsync<StepFunctionsException>(async () => await details.MoveNextAsync());
            Assert.Equal("AccessDenied", e.Kind.Id);
            await Task.Delay(TimeSpan.FromMinutes(1), _time);

            // Those that were under way at once, and those that took their places before the error was seen.
            Assert.InRange(_service.Requests.Count, 1, i * 32);
        }
    });

    [Fact]
    public void An_empty_page_token_ends_a_list_and_one_that_comes_again_is_an_error() => _time.Run(async () =>
    {
        var asked = new List<string?>();
        var tokens = new Queue<string?>(["a", "", "unasked", "a", "b", "a", "unasked"]);
        _service.ListMapRuns = token =>
        {
            asked.Add(token);
            return new Page<MapRunListItem>([new MapRunListItem()], tokens.Dequeue());
        };
        var execution = FakeStepFunctions.Arn(FakeStepFunctions.ExecutionArn);
        Assert.Equal(2, await _service.Calls().ListMapRunsAsync(execution, default).CountAsync());

        tokens.Dequeue();
        var e = await Assert.ThrowsAsync<StepFunctionsException>(
            async () => await _service.Calls().ListMapRunsAsync(execution, default).CountAsync());
        Assert.Equal("InvalidResponse", e.Kind.Id);
        Assert.Equal([null, "a", null, "a", "b"], asked);
    });

    [Fact]
    public void A_list_that_goes_round_in_circles_is_an_error_that_names_it() => _time.Run(async () =>
    {
        var service = new FakeStepFunctions(_time)
        {
            GetExecutionHistory = _ => new([], "again"),
            ListMapRuns = _ => new([], "again"),
            ListExecutions = (_, _) => new([], "again"),
            ListParentExecutions = (_, _, _) => new([], "again"),
        };
        var (calls, mapRun) = (service.Calls(), FakeStepFunctions.Arn());
        var lists = new (string Operation, Func<Task> Read)[]
        {
            ("GetExecutionHistory", async () => await calls.GetExecutionHistoryAsync(FakeStepFunctions.ExecutionArn, mapRun, default).CountAsync()),
            ("ListMapRuns", async () => await calls.ListMapRunsAsync(mapRun, default).CountAsync()),
            ("ListExecutions", async () => await calls.ListExecutionsAsync(mapRun, new ExecutionFilter(), default).CountAsync()),
            ("ListExecutions", async () => await calls.ListParentExecutionsAsync(mapRun, null, default).CountAsync()),
        };
        foreach (var (operation, read) in lists)
        {
            var e = await Assert.ThrowsAsync<StepFunctionsException>(read);
            Assert.Equal($"The list of {operation} goes round in circles: a page token came again.", e.Message);
            Assert.Equal((operation, mapRun.Text), (e.Operation, e.Resource));
        }
    });

    [Fact]
    public void What_a_child_s_description_tells_stands_and_the_list_fills_in_the_rest() => _time.Run(async () =>
    {
        var listed = FakeStepFunctions.Children("FAILED", 1, 1);
        (listed[0].RedriveCount, listed[0].RedriveDate) = (1, DateTime.UnixEpoch);
        _service.DescribeExecution = arn => new MapRunExecution
        {
            ExecutionArn = arn, MapRunArn = "its own", ItemCount = 20, RedriveCount = 2, RedriveDate = DateTime.UnixEpoch.AddDays(1),
        };
        var details = new ExecutionDetails(_service.Calls(), FakeStepFunctions.Arn());
        await foreach (var outcome in details.DescribeEachAsync(AsyncItems.Of(listed), FakeStepFunctions.Arn(), ahead: 4))
        {
            var child = outcome.Value!;
            Assert.Equal(("its own", 20, 2), (child.MapRunArn, child.ItemCount, child.RedriveCount));
            Assert.Equal(DateTime.UnixEpoch.AddDays(1), child.RedriveDate!.Value.ToUniversalTime());
        }
    });

    [Fact]
    public void A_Map_Run_that_was_changed_and_can_not_be_shown_was_changed_nevertheless() => _time.Run(async () =>
    {
        _service.DescribeMapRun = _ => throw TestKinds.Failure("AccessDenied", "AccessDeniedException");
        var settings = new MapRunSettings(7, null, null);
        var outputs = MapRunChange.UpdateAsync(_service.Calls(), FakeStepFunctions.Arn(), settings, passThru: true, default).GetAsyncEnumerator();
        Assert.True(await outputs.MoveNextAsync());
        Assert.Equal(new Output.Warning("The Map Run Orders/Import:5f1c was updated, but can't be shown:"), outputs.Current);
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<StepFunctionsException>(async () => await outputs.MoveNextAsync())).Kind.Id);
        Assert.Empty(await FakeStepFunctions.ListAsync(
            MapRunChange.UpdateAsync(_service.Calls(), FakeStepFunctions.Arn(), settings, passThru: false, default)));
    });

    [Fact]
    public void A_result_that_has_come_is_not_taken_after_the_end() => _time.Run(async () =>
    {
        var results = new OrderedResults<int>();
        results.Add("a", Task.FromResult(1));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await results.TakeAsync(0, new CancellationToken(true)).CountAsync());
        Assert.Equal(1, await results.TakeAsync(0).CountAsync());
    });
}
