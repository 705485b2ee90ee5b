using SfnMapRun.Calls;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Calls;

/// <summary>The Map Runs of all executions of a state machine: their order, how few calls they take, and what goes wrong.</summary>
public sealed class StateMachineMapRunsTests
{
    private const string StateMachine = "arn:aws:states:eu-central-1:123456789012:stateMachine:Orders";
    private readonly VirtualTime _time = new();
    private readonly FakeStepFunctions _service;

    public StateMachineMapRunsTests()
    {
        _service = new FakeStepFunctions(_time)
        {
            // Pages of a hundred, the newest first: the token is the number of the next.
            ListParentExecutions = (_, _, token) => PageOf(Enumerable.Range(0, 1000).Select(i => Execution($"{i}", 1000 - i)), int.Parse(token ?? "0", null)),
            ListMapRunsOf = execution => new([new() { MapRunArn = $"{execution}/2" }, new() { MapRunArn = $"{execution}/1" }], null),
        };
    }

    [Fact]
    public void Map_Runs_come_by_their_executions_the_newest_first()
    {
        var names = List(4);
        Assert.Equal([$"{Arn("0")}/2", $"{Arn("0")}/1", $"{Arn("1")}/2", $"{Arn("1")}/1"], names);
        Assert.StartsWith($"ListExecutions eu-central-1 {StateMachine}", _service.Requests[0], StringComparison.Ordinal);
    }

    // Each needless call would cost all callers of the account a second.
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(6, 4)]
    public void No_call_is_made_that_the_first_few_do_not_need(int wanted, int calls)
    {
        List(wanted);
        Assert.Equal(calls, _service.Requests.Count);
    }

    [Theory]
    [InlineData(20, 5)]
    [InlineData(150, 16)]
    public void Whoever_takes_more_gets_calls_made_ahead_a_quarter_of_those_at_the_most_and_fifteen(int wanted, int atOnce)
    {
        List(wanted * 2);
        var lists = _service.Requests.Count(request => request.StartsWith("ListMapRuns", StringComparison.Ordinal));
        Assert.InRange(lists, wanted, wanted + Math.Min(wanted / 4, 15));
        Assert.Equal(atOnce, _service.MostInFlight);
    }

    [Fact]
    public void Calls_that_nobody_waits_for_any_more_end()
    {
        _service.Latency = TimeSpan.FromSeconds(1);
        List(40);
        Assert.Contains(_service.Contexts, context => context.CancellationToken.IsCancellationRequested);
        _time.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(0, _service.InFlight);
    }

    [Fact]
    public void Executions_of_several_statuses_are_one_list_each_once()
    {
        _service.ListParentExecutions = (_, status, _) => new(
            status == "RUNNING" ? [Execution("d", 4), Execution("b", 2)] : [Execution("c", 3), Execution("b", 2), Execution("a", 1), Execution("unknown", null)], null);
        _service.ListMapRunsOf = execution => new([new() { MapRunArn = execution.Split(':')[^1] }], null);
        Assert.Equal(["d", "c", "b", "a", "unknown"], List(int.MaxValue, "RUNNING", "FAILED", "ABORTED"));
        Assert.Equal(3, _service.Requests.Count(request => request.StartsWith("ListExecutions", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_execution_whose_list_fails_is_an_error_in_its_place_after_what_was_listed()
    {
        _service.ListParentExecutions = (_, _, _) => new([Execution("c", 3), Execution("b", 2), Execution("a", 1), new() { ExecutionArn = "odd" }], null);
        _service.ListMapRunsOf = execution => execution == Arn("c") ? null! : execution == Arn("b") ? throw TestKinds.Failure("ExecutionNotFound") : new([new() { MapRunArn = "a1" }], null);
        _service.ListMapRuns = token => token is null ? new([new() { MapRunArn = "c1" }], "2") : throw TestKinds.Failure("PageTokenExpired");
        Assert.Equal(["c1", $"PageTokenExpired {Arn("c")}", $"ExecutionNotFound {Arn("b")}", "a1", "InvalidResponse odd"], List(int.MaxValue));
    }

    [Fact]
    public void What_concerns_every_execution_is_one_error_and_ends_the_list()
    {
        _service.ListMapRunsOf = _ => throw TestKinds.Failure("AccessDenied", "AccessDeniedException");
        Assert.Equal("AccessDenied", Assert.Throws<StepFunctionsException>(() => List(int.MaxValue)).Kind.Id);
        Assert.Equal(2, _service.Requests.Count);
    }

    private static string Arn(string name) => $"arn:aws:states:eu-central-1:123456789012:execution:Orders:{name}";

    private static MapRunExecution Execution(string name, int? minute) =>
        new() { ExecutionArn = Arn(name), StartDate = minute is { } start ? DateTime.UnixEpoch.AddMinutes(start) : null };

    private static Page<MapRunExecution> PageOf(IEnumerable<MapRunExecution> all, int first) =>
        new([.. all.Skip(first).Take(100)], first < 900 ? $"{first + 100}" : null);

    private List<string> List(int wanted, params string[] statuses)
    {
        var names = new List<string>();
        _time.Run(async () =>
        {
            var list = _service.Calls().ListMapRunsOfAsync(FakeStepFunctions.Arn(StateMachine), statuses.Length > 0 ? statuses : null, default);
            await foreach (var outcome in list)
            {
                names.Add(outcome.Error is { } error ? $"{error.Kind} {outcome.Target}" : outcome.Value!.MapRunArn!);
                if (names.Count == wanted)
                {
                    break;
                }
            }
        });
        return names;
    }
}
