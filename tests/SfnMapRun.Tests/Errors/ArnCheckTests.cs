using SfnMapRun.Errors;
using SfnMapRun.Model;

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
        Assert.Equal(
            "'arn:aws:states:eu-central-1:123456789012:stateMachine:Orders/Import' stands for the child executions of a Map state, "
                + "not for a state machine with executions of its own.",
            e.Message);
        Assert.EndsWith(":stateMachine:Orders.", e.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn:aws:states:eu-central-1:123456789012:execution:Orders:nightly")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:5f1c")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:express:Orders:1:2")]
    public void Parents_and_children_are_executions(string text) => Assert.Equal("Orders", ArnCheck.Execution(text).StateMachineName);

    [Theory]
    [InlineData("mapRun:Orders/Import:5f1c", "", "the ARN of a Map Run, not of an execution", "the ARN of a Map Run, not of a state machine")]
    [InlineData("execution:Orders:nightly", "the ARN of an execution, not of a Map Run", "", "the ARN of an execution, not of a state machine")]
    [InlineData("execution:Orders/Import:5f1c", "the ARN of a child execution, not of its Map Run", "", "the ARN of an execution, not of a state machine")]
    [InlineData("stateMachine:Orders", "the ARN of a state machine, not of a Map Run", "the ARN of a state machine, not of an execution", "")]
    [InlineData(
        "activity:Orders",
        "an ARN of Step Functions, but not the ARN of a Map Run",
        "an ARN of Step Functions, but not the ARN of an execution",
        "an ARN of Step Functions, but not the ARN of a state machine")]
    public void What_an_ARN_is_instead_is_said(string tail, string notMapRun, string notExecution, string notStateMachine)
    {
        var text = $"arn:aws:states:eu-central-1:123456789012:{tail}";
        AssertSays(notMapRun, text, ArnCheck.MapRun);
        AssertSays(notExecution, text, ArnCheck.Execution);
        AssertSays(notStateMachine, text, ArnCheck.StateMachine);
    }

    [Theory]
    [InlineData("", "An empty text is not the ARN of a Map Run.")]
    [InlineData("5f1c", "'5f1c' is not the ARN of a Map Run.")]
    [InlineData("arn:aws:s3:::orders", "'arn:aws:s3:::orders' is an ARN of the service 's3', not the ARN of a Map Run.")]
    [InlineData("{}", "The input is the text of JSON, not the objects that it describes.")]
    public void Any_other_text_is_said_to_be_none(string text, string message) =>
        Assert.Equal(message, Assert.Throws<StepFunctionsException>(() => ArnCheck.MapRun(text)).Message);

    [Fact]
    public void Several_in_one_text_and_a_long_one_are_said_to_be_so()
    {
        const string Two = "arn:aws:states:eu-central-1:123456789012:mapRun:A/B:1 arn:aws:states:eu-central-1:123456789012:mapRun:A/B:2";
        Assert.Equal($"'{Two}' is 2 ARNs in one text: give each on its own.", Assert.Throws<StepFunctionsException>(() => ArnCheck.MapRun(Two)).Message);
        var (most, more) = (new string('x', 300), new string('x', 301));
        Assert.StartsWith($"'{most}' is", Assert.Throws<StepFunctionsException>(() => ArnCheck.MapRun(most)).Message, StringComparison.Ordinal);
        Assert.StartsWith($"'{most}…' is", Assert.Throws<StepFunctionsException>(() => ArnCheck.MapRun(more)).Message, StringComparison.Ordinal);
    }

    private static void AssertSays(string what, string text, Func<string, StepFunctionsArn> check)
    {
        if (what.Length == 0)
        {
            Assert.Equal(text, check(text).Text);
        }
        else
        {
            Assert.Equal($"'{text}' is {what}.", Assert.Throws<StepFunctionsException>(() => check(text)).Message);
        }
    }

    [Fact]
    public void The_longest_ARN_passes_and_one_character_more_does_not()
    {
        const string Start = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:";
        Assert.NotNull(ArnCheck.MapRun(Start.PadRight(2000, 'x')));
        var e = Assert.Throws<StepFunctionsException>(() => ArnCheck.MapRun(Start.PadRight(2001, 'x')));
        Assert.InRange(e.Message.Length, 1, 400);
    }
}
