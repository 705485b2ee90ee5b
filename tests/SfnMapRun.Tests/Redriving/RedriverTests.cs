using SfnMapRun.Redriving;
using SfnMapRun.Reporting;

namespace SfnMapRun.Tests.Redriving;

/// <summary>Redrives on a virtual clock, without PowerShell. What becomes of them, RedriveWatchTests say.</summary>
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
            Status = _tokens.Count > 0 ? "RUNNING" : "FAILED",
            StopDate = _tokens.Count > 0 ? null : RedriveDate.AddHours(-1),
            RedriveDate = _tokens.Count > 0 ? RedriveDate.AddSeconds(0.09) : null,
        };
        _service.DescribeExecution = arn => new MapRunExecution
        {
            ExecutionArn = arn, Status = "FAILED", StopDate = RedriveDate.AddHours(-1), RedriveStatus = "REDRIVABLE",
        };
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
        Redrive(new Redriver("a-token", _time), passThru: false, FakeStepFunctions.MapRunArn, Sibling);
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
    public void A_second_try_passes_while_the_execution_of_the_first_is_on_its_way_to_the_Map_Run()
    {
        _service.DescribeExecution = arn => new MapRunExecution
        {
            ExecutionArn = arn, Status = "RUNNING", RedriveStatus = "NOT_REDRIVABLE", RedriveStatusReason = "Execution is RUNNING and cannot be redriven",
        };
        Redrive(new Redriver("a-token", _time), passThru: false);
        Assert.Equal(["a-token"], _tokens);
        Assert.Throws<StepFunctionsException>(() => Redrive(new Redriver(null, _time), passThru: false));
    }

    [Fact]
    public void A_second_try_of_a_redrive_that_did_not_reach_the_Map_Run_is_an_error()
    {
        _service.DescribeExecution = arn => new MapRunExecution
        {
            ExecutionArn = arn, Status = "FAILED", StopDate = RedriveDate.AddSeconds(0.12), RedriveStatus = "REDRIVABLE",
        };
        var e = Assert.Throws<StepFunctionsException>(() => Redrive(new Redriver("a-token", _time), passThru: false));
        Assert.Contains("'a-token' is that of a redrive at", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_execution_that_can_not_be_redriven_is_not()
    {
        _service.DescribeExecution = arn => new MapRunExecution { ExecutionArn = arn, Status = "FAILED", RedriveStatus = "NOT_REDRIVABLE" };
        Assert.Equal("NotRedrivable", Assert.Throws<StepFunctionsException>(() => Redrive(new Redriver(null, _time), passThru: false)).Kind.Id);
        Assert.Empty(_tokens);
    }

    [Fact]
    public void A_sibling_that_had_succeeded_is_an_error_after_the_redrive_of_its_execution()
    {
        var describe = _service.DescribeMapRun;
        _service.DescribeMapRun = arn => arn == Sibling
            ? new MapRun { MapRunArn = arn, ExecutionArn = FakeStepFunctions.ExecutionArn, Status = "SUCCEEDED" }
            : describe(arn);
        var e = Assert.Throws<StepFunctionsException>(
            () => Redrive(new Redriver(null, _time), passThru: false, FakeStepFunctions.MapRunArn, Sibling));
        Assert.Equal("The Map Run Orders/Notify:6a2d has succeeded: there is nothing to redrive.", e.Message);
    }

    [Fact]
    public void The_checks_ask_for_no_payload()
    {
        _service.PayloadRefusal = TestKinds.Failure("KmsAccessDenied", "KmsAccessDeniedException");
        Assert.Single(Redrive(new Redriver(null, _time), passThru: false));
        Assert.Contains(_service.Requests, request => request.EndsWith("METADATA_ONLY", StringComparison.Ordinal));
    }

    [Fact]
    public void Many_redrives_are_watched_side_by_side_and_told_of_in_their_order()
    {
        string[] siblings = [FakeStepFunctions.MapRunArn, Sibling, Sibling + "-2", Sibling + "-3"];
        var output = Redrive(new Redriver(null, _time), passThru: true, siblings);
        Assert.Equal(siblings, output.OfType<Output.Item>().Select(item => ((MapRun)item.Value).MapRunArn!));
        Assert.Equal(1, _time.Elapsed.TotalSeconds);
    }

    [Fact]
    public void A_description_without_an_execution_is_an_invalid_response()
    {
        _service.DescribeMapRun = arn => new MapRun { MapRunArn = arn, Status = "FAILED" };
        var e = Assert.Throws<StepFunctionsException>(() => Redrive(new Redriver(null, _time), false));
        Assert.Equal(("InvalidResponse", $"The description of {FakeStepFunctions.MapRunArn} names no execution."), (e.Kind.Id, e.Message));
    }

    private List<Output> Redrive(Redriver redriver, bool passThru, params string[] arns)
    {
        var written = new List<Output>();
        _time.Run(async () =>
        {
            foreach (var arn in arns.Length > 0 ? arns : [FakeStepFunctions.MapRunArn])
            {
                var plan = await redriver.PlanAsync(_service.Calls(), FakeStepFunctions.Arn(arn), default);
                written.AddRange(await FakeStepFunctions.ListAsync(redriver.RunAsync(plan, default)));
            }

            written.AddRange(await FakeStepFunctions.ListAsync(redriver.FinishAsync(passThru)));
        });
        return written;
    }
}
