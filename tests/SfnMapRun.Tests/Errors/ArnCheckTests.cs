using SfnMapRun.Errors;

namespace SfnMapRun.Tests.Errors;

public sealed class ArnCheckTests
{
    [Theory]
    [InlineData("", "NotAMapRunArn")]
    [InlineData("5f1c", "NotAMapRunArn")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:activity:Orders", "NotAMapRunArn")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:execution:Orders:nightly", "ExecutionArnGiven")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:express:Orders/Import:1:2", "ChildExecutionArnGiven")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:stateMachine:Orders", "StateMachineArnGiven")]
    public void What_is_wrong_with_a_Map_Run_is_said(string text, string kind)
    {
        var e = Assert.Throws<StepFunctionsException>(() => ArnCheck.MapRun(text));
        Assert.Equal(kind, e.Kind.ToString());
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "NotAnExecutionArn")]
    [InlineData("nightly", "NotAnExecutionArn")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c", "MapRunArnGiven")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:stateMachine:Orders", "StateMachineArnGiven")]
    public void What_is_wrong_with_an_execution_is_said(string text, string kind)
    {
        var e = Assert.Throws<StepFunctionsException>(() => ArnCheck.Execution(text));
        Assert.Equal(kind, e.Kind.ToString());
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn:aws:states:eu-central-1:123456789012:execution:Orders:nightly")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:5f1c")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:express:Orders:1:2")]
    public void Parents_and_children_are_executions(string text) => Assert.Equal("Orders", ArnCheck.Execution(text).StateMachineName);

    [Fact]
    public void The_longest_ARN_passes_and_one_character_more_does_not()
    {
        const string Start = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:";
        Assert.NotNull(ArnCheck.MapRun(Start.PadRight(2000, 'x')));
        var e = Assert.Throws<StepFunctionsException>(() => ArnCheck.MapRun(Start.PadRight(2001, 'x')));
        Assert.InRange(e.Message.Length, 1, 400);
    }
}
