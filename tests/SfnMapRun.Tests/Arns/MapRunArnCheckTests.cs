using SfnMapRun.Arns;

namespace SfnMapRun.Tests.Arns;

public sealed class MapRunArnCheckTests
{
    [Theory]
    [InlineData("", "NotAMapRunArn")]
    [InlineData("5f1c", "NotAMapRunArn")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:activity:Orders", "NotAMapRunArn")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:execution:Orders:nightly", "ExecutionArnGiven")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:express:Orders/Import:1:2", "ChildExecutionArnGiven")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:stateMachine:Orders", "StateMachineArnGiven")]
    public void What_is_wrong_is_said(string text, string kind)
    {
        var e = Assert.Throws<StepFunctionsException>(() => MapRunArnCheck.Parse(text));
        Assert.Equal(kind, e.Kind.ToString());
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_ARN_passes_and_one_character_more_does_not()
    {
        const string Start = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:";
        Assert.NotNull(MapRunArnCheck.Parse(Start.PadRight(2000, 'x')));
        var e = Assert.Throws<StepFunctionsException>(() => MapRunArnCheck.Parse(Start.PadRight(2001, 'x')));
        Assert.InRange(e.Message.Length, 1, 400);
    }
}
