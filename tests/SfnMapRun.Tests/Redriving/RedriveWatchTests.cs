using SfnMapRun.Redriving;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Redriving;

/// <summary>What becomes of redrives that the service accepted, as it was recorded, on a virtual clock.</summary>
public sealed class RedriveWatchTests
{
    private const string NewArn = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:77aa";
    private const string NoPermission = "User: arn:aws:sts::123456789012:assumed-role/Orders-role/x is not authorized to perform: "
        + "states:RedriveExecution on resource: arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:1 because no policy allows it";

    private static readonly DateTime RedriveDate = DateTime.UnixEpoch;
    private readonly VirtualTime _time = new();
    private readonly FakeStepFunctions _service;
    private readonly MapRun _before = Run("FAILED", redriven: false, running: 0, failed: 1, pending: 51);
    private MapRunExecution _parent = new() { Name = "nightly", Status = "RUNNING" };

    public RedriveWatchTests()
    {
        _service = new FakeStepFunctions(_time) { Latency = TimeSpan.Zero };
        _service.DescribeExecution = _ => _parent;
    }

    [Fact]
    public void A_redrive_that_shows_takes_one_call()
    {
        _service.DescribeMapRun = _ => Run("RUNNING", redriven: true, running: 2, failed: 0, pending: 50);
        Assert.Equal(2, Item(Assert.Single(Watch())).ItemCounts!.Running);
        Assert.Equal((1, 1.0), (_service.Requests.Count, _time.Elapsed.TotalSeconds));
    }

    [Fact]
    public void Counts_from_before_are_not_passed_on_as_new()
    {
        _service.DescribeMapRun = _ => _time.Elapsed.TotalSeconds < 2
            ? Run("RUNNING", redriven: true, running: 0, failed: 1, pending: 51)
            : Run("RUNNING", redriven: true, running: 2, failed: 0, pending: 50);
        Assert.Equal(0, Item(Assert.Single(Watch())).ItemCounts!.Failed);
        Assert.Equal((2, 3.0), (_service.Requests.Count, _time.Elapsed.TotalSeconds));
    }

    [Fact]
    public void An_execution_that_fails_before_it_reaches_the_Map_Run_is_an_error_with_its_reason_within_a_second()
    {
        _service.DescribeMapRun = _ => _before;
        _parent = new() { Name = "nightly", Status = "FAILED", StopDate = RedriveDate.AddSeconds(0.12), Error = "States.Runtime", Cause = NoPermission };
        var e = Assert.IsType<Output.Error>(Assert.Single(Watch())).Exception;
        Assert.Equal("RedriveFailed", e.Kind.Id);
        Assert.StartsWith(
            $"The execution nightly was redriven, and has stopped again before it reached the Map Run Orders/Import:5f1c: FAILED, States.Runtime: {NoPermission}.",
            e.Message,
            StringComparison.Ordinal);
        Assert.Equal((2, 1.0), (_service.Requests.Count, _time.Elapsed.TotalSeconds));
    }

    [Fact]
    public void A_Map_Run_whose_children_the_role_may_not_redrive_is_an_error_that_says_what_to_allow()
    {
        _service.DescribeMapRun = _ => _time.Elapsed.TotalSeconds < 7
            ? Run("RUNNING", redriven: true, running: 0, failed: 1, pending: 51)
            : Run("FAILED", redriven: true, running: 0, failed: 1, pending: 51);
        _parent = new() { Name = "nightly", Status = "FAILED", StopDate = RedriveDate.AddSeconds(7.1), Error = "States.Runtime", Cause = NoPermission };
        var output = Watch();
        Assert.Equal(["Item", "Error"], output.Select(item => item.GetType().Name));
        var e = ((Output.Error)output[1]).Exception;
        Assert.StartsWith("The Map Run Orders/Import:5f1c was redriven, and has stopped again: FAILED, States.Runtime: User:", e.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Allow the state machine's own role states:RedriveExecution on arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:*, and redrive again.",
            e.Describe(null),
            StringComparison.Ordinal);
        Assert.Equal("FAILED", e.MapRun!.Status);
        Assert.Equal((5, 10.0), (_service.Requests.Count, _time.Elapsed.TotalSeconds));
    }

    [Fact]
    public void One_that_has_succeeded_meanwhile_is_no_error()
    {
        _service.DescribeMapRun = _ => Run("SUCCEEDED", redriven: true, running: 0, failed: 0, pending: 0);
        Assert.Equal("SUCCEEDED", Item(Assert.Single(Watch())).Status);
    }

    [Fact]
    public void A_new_Map_Run_in_place_of_the_old_one_is_named_and_output()
    {
        _service.DescribeMapRun = arn => arn == NewArn ? new MapRun { MapRunArn = arn, Status = "RUNNING" } : _before;
        _service.ListMapRuns = _ => new Page<MapRunListItem>(
            [
                new() { MapRunArn = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Other:88bb", StartDate = RedriveDate.AddSeconds(0.3) },
                new() { MapRunArn = NewArn, StartDate = RedriveDate },
                new() { MapRunArn = FakeStepFunctions.MapRunArn, StartDate = RedriveDate.AddHours(-1) },
            ],
            null);
        var output = Watch();
        Assert.Contains(NewArn, Assert.IsType<Output.Warning>(output[0]).Text, StringComparison.Ordinal);
        Assert.Equal(NewArn, Item(output[1]).MapRunArn);
        Assert.Equal(1, _time.Elapsed.TotalSeconds);
    }

    [Fact]
    public void A_Map_Run_from_before_the_redrive_is_no_new_one()
    {
        _service.DescribeMapRun = _ => _before;
        _service.ListMapRuns = _ => new Page<MapRunListItem>([new() { MapRunArn = NewArn, StartDate = RedriveDate.AddSeconds(-1) }], null);
        Assert.DoesNotContain(Watch().OfType<Output.Warning>(), warning => warning.Text.Contains(NewArn, StringComparison.Ordinal));
    }

    [Fact]
    public void One_that_has_not_started_after_ten_looks_is_output_with_a_warning()
    {
        _service.DescribeMapRun = _ => _before;
        var output = Watch();
        Assert.Equal(["Warning", "Item"], output.Select(item => item.GetType().Name));
        Assert.Equal(
            "The Map Run Orders/Import:5f1c has not started again yet, though its execution was redriven and is RUNNING: "
                + "it may have to wait for other steps of the execution.",
            ((Output.Warning)output[0]).Text);
        Assert.Equal(55, _time.Elapsed.TotalSeconds);
        Assert.Equal(10, _service.Requests.Count(request => request.StartsWith("DescribeMapRun", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_that_has_stopped_again_while_its_execution_runs_is_output_with_a_warning()
    {
        _service.DescribeMapRun = _ => Run("FAILED", redriven: true, running: 0, failed: 1, pending: 51);
        var output = Watch();
        Assert.Equal("The Map Run Orders/Import:5f1c was redriven, and has stopped again; its execution is RUNNING.", Assert.IsType<Output.Warning>(output[0]).Text);
        Assert.Equal("FAILED", Item(output[1]).Status);
        Assert.DoesNotContain(_service.Requests, request => request.StartsWith("ListMapRuns", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_an_execution_whose_ARN_is_none_no_list_is_asked_for()
    {
        _service.DescribeMapRun = _ => _before;
        var plan = new RedrivePlan(_service.Calls(), FakeStepFunctions.Arn(), _before, "no-arn");
        _time.Run(() => new RedriveWatch(plan, RedriveDate, _time).RunAsync(default));
        Assert.DoesNotContain(_service.Requests, request => request.StartsWith("ListMapRuns", StringComparison.Ordinal));
    }

    [Fact]
    public void An_execution_without_a_name_is_called_by_its_ARN()
    {
        _service.DescribeMapRun = _ => _before;
        _parent = new() { ExecutionArn = FakeStepFunctions.ExecutionArn, Status = "FAILED", StopDate = RedriveDate.AddSeconds(0.12) };
        Assert.StartsWith(
            $"The execution {FakeStepFunctions.ExecutionArn} was redriven", Assert.IsType<Output.Error>(Assert.Single(Watch())).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_that_stay_old_are_told_to_be()
    {
        _service.DescribeMapRun = _ => Run("RUNNING", redriven: true, running: 0, failed: 1, pending: 51);
        Assert.Contains("still those from before", Assert.IsType<Output.Warning>(Watch()[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_can_not_be_watched_was_redriven_nevertheless()
    {
        _service.DescribeMapRun = _ => throw TestKinds.Failure("AccessDenied", "AccessDeniedException");
        var output = Watch();
        Assert.Equal("The Map Run Orders/Import:5f1c was redriven, but can't be watched:", Assert.IsType<Output.Warning>(output[0]).Text);
        Assert.Equal("AccessDenied", Assert.IsType<Output.Error>(output[1]).Exception.Kind.Id);
    }

    [Fact]
    public void Without_the_key_the_reason_is_not_known_but_the_failure_is()
    {
        _service.PayloadRefusal = TestKinds.Failure("KmsAccessDenied", "KmsAccessDeniedException");
        _service.DescribeMapRun = _ => _before;
        _parent = new() { Name = "nightly", Status = "FAILED", StopDate = RedriveDate.AddSeconds(0.12) };
        Assert.EndsWith("5f1c: FAILED.", Assert.IsType<Output.Error>(Assert.Single(Watch())).Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Something else", null)]
    [InlineData(NoPermission, "states:RedriveExecution on arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:*")]
    [InlineData("User: x is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::results/*.", "s3:PutObject on arn:aws:s3:::results/*")]
    public void What_the_role_may_not_do_is_in_the_cause(string? cause, string? permission) =>
        Assert.Equal(permission, RolePermission.Missing(cause, FakeStepFunctions.Arn()));

    private static MapRun Item(Output output) => (MapRun)Assert.IsType<Output.Item>(output).Value;

    private static MapRun Run(string status, bool redriven, long running, long failed, long pending) => new()
    {
        MapRunArn = FakeStepFunctions.MapRunArn,
        Status = status,
        StopDate = status == "RUNNING" ? null : RedriveDate.AddHours(-1),
        RedriveDate = redriven ? RedriveDate.AddSeconds(0.09) : null,
        ItemCounts = new MapRunItemCounts
        {
            Pending = pending, Running = running, Succeeded = 0, Failed = failed, TimedOut = 0, Aborted = 0, Total = pending + running + failed,
        },
    };

    private IReadOnlyList<Output> Watch()
    {
        IReadOnlyList<Output> output = [];
        var plan = new RedrivePlan(_service.Calls(), FakeStepFunctions.Arn(), _before, FakeStepFunctions.ExecutionArn);
        _time.Run(async () => output = await new RedriveWatch(plan, RedriveDate, _time).RunAsync(default));
        return output;
    }
}
