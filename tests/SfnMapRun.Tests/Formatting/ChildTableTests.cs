using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Formatting;

public sealed class ChildTableTests
{
    private const string Arn = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c";

    [Theory]
    [InlineData("FAILED", "States.Timeout", null, "States.Timeout")]
    [InlineData("FAILED", "NoStock", "no stock for <id>", "NoStock: no stock for <id>")]
    [InlineData("FAILED", "NoStock", "NoStock: no stock for <id>", "NoStock: no stock for <id>")]
    [InlineData("ABORTED", null, null, "ABORTED")]
    [InlineData("ABORTED", null, "stopped by an operator", "ABORTED: stopped by an operator")]
    public void Why_is_the_error_and_what_the_causes_have_in_common(string status, string? error, string? shape, string why) =>
        Assert.Equal(why, ChildTable.Why(new MapRunFailure { Status = status, Error = error, CauseShape = shape }, 0));

    [Theory]
    [InlineData("MapRun", "FAILED", "The Map Run itself: States.Runtime: no permission", "-")]
    [InlineData("CutOff", "FAILED", "Stopped because the Map Run failed", "7")]
    [InlineData("CutOff", "ABORTED", "Stopped because the Map Run was aborted", "7")]
    [InlineData("CutOff", "RUNNING", "Stopped because the Map Run failed", "7")]
    [InlineData("ChildExecution", "FAILED", "States.Runtime: no permission", "7")]
    public void What_it_is_about_is_said(string scope, string mapRunStatus, string why, string children)
    {
        var failure = new MapRunFailure { Scope = scope, MapRunStatus = mapRunStatus, Error = "States.Runtime", CauseShape = "no permission", Executions = 7 };
        Assert.Equal((why, children), (ChildTable.Why(failure, 0), ChildTable.Children(failure, 8)));
    }

    [Fact]
    public void The_title_says_how_many_were_looked_into()
    {
        Assert.Equal(
            "Orders/Import:5f1c\n   500 of 24000 unsuccessful child executions",
            ChildTable.Title(new MapRunFailure { MapRunArn = Arn, SampledExecutions = 500, UnsuccessfulExecutions = 24000 }, 79));
        Assert.Equal("Orders/Import:5f1c", ChildTable.Title(new MapRunFailure { MapRunArn = Arn }, 79));
    }

    [Fact]
    public void Name_and_error_share_the_room()
    {
        var child = new MapRunExecution { Name = "34a8d7c6-ed5e-37c8-a758-52f3cbb41e32", Error = "Lambda.TooManyRequestsException" };
        Assert.Equal(("34a8d7c6", "Lambda.\nTooManyRequestsException"), (ChildTable.Name(child, 53), ChildTable.Error(child, 53)));
        Assert.Equal((child.Name, child.Error), (ChildTable.Name(child, 72), ChildTable.Error(child, 72)));
        Assert.Equal(("-", "-"), (ChildTable.Name(new MapRunExecution(), 72), ChildTable.Error(new MapRunExecution(), 72)));
    }

    [Fact]
    public void What_is_not_known_of_a_child_execution_is_a_dash()
    {
        Assert.Equal("-", ChildTable.Ran(new MapRunExecution { StartDate = DateTime.Now }));
        Assert.Equal(
            "90s", ChildTable.Ran(new MapRunExecution { StartDate = DateTime.UnixEpoch, StopDate = DateTime.UnixEpoch.AddSeconds(90) }));
        Assert.Equal(
            "1m 30s", ChildTable.Duration(new MapRunExecution { StartDate = DateTime.UnixEpoch, StopDate = DateTime.UnixEpoch.AddSeconds(90) }));
    }
}
