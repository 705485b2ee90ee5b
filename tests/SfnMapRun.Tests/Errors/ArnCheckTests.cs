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
    [InlineData("", "NotAStateMachineArn")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:activity:Orders", "NotAStateMachineArn")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:execution:Orders:nightly", "ExecutionArnGiven")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:5f1c", "ExecutionArnGiven")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c", "MapRunArnGiven")]
    public void What_is_wrong_with_a_state_machine_is_said(string text, string kind)
    {
        var e = Assert.Throws<StepFunctionsException>(() => ArnCheck.StateMachine(text));
        Assert.Equal(kind, e.Kind.ToString());
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Orders", null)]
    [InlineData("Orders:3", "3")]
    [InlineData("Orders:PROD", "PROD")]
    public void A_state_machine_may_have_a_version_or_an_alias(string tail, string? qualifier)
    {
        var arn = ArnCheck.StateMachine($"arn:aws:states:eu-central-1:123456789012:stateMachine:{tail}");
        Assert.Equal(("Orders", qualifier), (arn.StateMachineName, arn.Id));
        Assert.Equal(arn, ArnCheck.ExecutionOrStateMachine(arn.Text));
    }

    // As the list of Map Runs has it: the service takes it for no state machine with executions.
    [Fact]
    public void That_of_child_executions_is_no_state_machine_and_the_error_names_the_one()
    {
        var e = Assert.Throws<StepFunctionsException>(() => ArnCheck.StateMachine("arn:aws:states:eu-central-1:123456789012:stateMachine:Orders/Import"));
        Assert.Equal("NotAStateMachineArn", e.Kind.ToString());
        Assert.EndsWith(":stateMachine:Orders.", e.Remedy, StringComparison.Ordinal);
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
