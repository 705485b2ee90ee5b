using SfnMapRun.Redriving;
using SfnMapRun.Reporting;

namespace SfnMapRun.Tests.Redriving;

/// <summary>Redrives on a virtual clock, without PowerShell.</summary>
public sealed class RedriverTests
{
    private const string Sibling = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Notify:6a2d";
    private static readonly DateTime RedriveDate = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    private readonly VirtualTime _time = new();
    private readonly FakeStepFunctions _service;
    private readonly List<string> _tokens = [];

    public RedriverTests()
    {
        _service = new FakeStepFunctions(_time) { Latency = TimeSpan.Zero };
        _service.DescribeMapRun = arn => new MapRun
        {
            MapRunArn = arn,
            ExecutionArn = FakeStepFunctions.ExecutionArn,
            Status = "FAILED",
            StopDate = RedriveDate.AddHours(-1),
        };
        _service.DescribeExecution = arn => new MapRunExecution { ExecutionArn = arn, RedriveStatus = "REDRIVABLE" };
        _service.RedriveExecution = token =>
        {
            _tokens.Add(token);
            return RedriveDate;
        };
    }

    [Fact]
    public void A_redrive_gets_a_token_of_its_own_that_is_told()
    {
        var output = Redrive(new Redriver(null, _time), passThru: false);
        Assert.Matches("^[0-9a-f-]{36}$", Assert.Single(_tokens));
        Assert.EndsWith($"client token {_tokens[0]}.", Assert.IsType<Output.Verbose>(Assert.Single(output)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Siblings_are_redriven_with_one_call()
    {
        var redriver = new Redriver("a-token", _time);
        Redrive(redriver, passThru: false);
        Redrive(redriver, passThru: false, Sibling);
        Assert.Equal(["a-token"], _tokens);
    }

    [Fact]
    public void A_plan_that_is_not_carried_out_changes_nothing_and_is_none_for_its_siblings()
    {
        var redriver = new Redriver(null, _time);
        _time.Run(async () => Assert.Null((await redriver.PlanAsync(_service.Calls(), FakeStepFunctions.Arn(), default)).RedrivenAt));
        _time.Run(async () => Assert.Null((await redriver.PlanAsync(_service.Calls(), FakeStepFunctions.Arn(Sibling), default)).RedrivenAt));
        Assert.Empty(_tokens);
    }

    [Fact]
    public void With_a_token_of_the_user_s_one_that_runs_already_is_asked_for_again()
    {
        _service.DescribeMapRun = arn => new MapRun { MapRunArn = arn, ExecutionArn = FakeStepFunctions.ExecutionArn, Status = "RUNNING" };
        Redrive(new Redriver("a-token", _time), passThru: false);
        Assert.Equal(["a-token"], _tokens);
        Assert.DoesNotContain(_service.Requests, request => request.StartsWith("DescribeExecution", StringComparison.Ordinal));

        var e = Assert.Throws<StepFunctionsException>(() => Redrive(new Redriver(null, _time), passThru: false));
        Assert.Equal("NotRedrivable", e.Kind.Id);
    }

    [Fact]
    public void The_start_is_polled_every_two_seconds_and_then_output()
    {
        var failed = _service.DescribeMapRun;
        _service.DescribeMapRun = arn => _time.Elapsed.TotalSeconds < 5 ? failed(arn) : new MapRun { MapRunArn = arn, Status = "RUNNING" };
        var output = Redrive(new Redriver(null, _time), passThru: true);
        Assert.Equal("RUNNING", Assert.IsType<MapRun>(Assert.IsType<Output.Item>(output[^1]).Value).Status);
        Assert.Equal(6, _time.Elapsed.TotalSeconds);
    }

    [Fact]
    public void One_that_has_stopped_again_after_the_redrive_has_started()
    {
        _service.DescribeMapRun = arn => new MapRun
        {
            MapRunArn = arn,
            ExecutionArn = FakeStepFunctions.ExecutionArn,
            Status = "FAILED",
            RedriveDate = _tokens.Count > 0 ? RedriveDate : null,
        };
        Assert.Equal(2, Redrive(new Redriver(null, _time), passThru: true).Count);
        Assert.Equal(TimeSpan.Zero, _time.Elapsed);
    }

    [Fact]
    public void One_that_does_not_start_within_a_minute_is_output_as_it_is_with_a_warning()
    {
        var output = Redrive(new Redriver(null, _time), passThru: true);
        Assert.Equal(["Verbose", "Warning", "Item"], output.Select(item => item.GetType().Name));
        Assert.Equal(58, _time.Elapsed.TotalSeconds);
    }

    [Fact]
    public void One_that_can_not_be_shown_was_redriven_nevertheless()
    {
        var failed = _service.DescribeMapRun;
        _service.DescribeMapRun = arn => _tokens.Count == 0 ? failed(arn) : throw TestKinds.Failure("AccessDenied", "AccessDeniedException");
        var written = new List<Output>();
        var e = Assert.Throws<StepFunctionsException>(() => Redrive(new Redriver(null, _time), passThru: true, written: written));
        Assert.Equal("AccessDenied", e.Kind.Id);
        Assert.Equal("The Map Run Orders/Import:5f1c was redriven, but can't be shown:", Assert.IsType<Output.Warning>(written[^1]).Text);
    }

    [Fact]
    public void A_description_without_an_execution_is_an_invalid_response()
    {
        _service.DescribeMapRun = arn => new MapRun { MapRunArn = arn, Status = "FAILED" };
        Assert.Equal("InvalidResponse", Assert.Throws<StepFunctionsException>(() => Redrive(new Redriver(null, _time), false)).Kind.Id);
    }

    private List<Output> Redrive(Redriver redriver, bool passThru, string arn = FakeStepFunctions.MapRunArn, List<Output>? written = null)
    {
        written ??= [];
        _time.Run(async () =>
        {
            var plan = await redriver.PlanAsync(_service.Calls(), FakeStepFunctions.Arn(arn), default);
            await foreach (var output in redriver.RunAsync(plan, passThru, default))
            {
                written.Add(output);
            }
        });
        return written;
    }
}
