using SfnMapRun.Errors;

namespace SfnMapRun.Tests.Errors;

public sealed class AdviceTests
{
    private const string Arn = "arn:aws-cn:states:cn-north-1:123456789012:mapRun:Orders/Import:5f1c";

    [Fact]
    public void Every_failure_has_advice_that_is_a_sentence() =>
        Assert.All(Enum.GetValues<FailureKind>(), kind => Assert.Matches("^[A-Z].{20,}[.]$", Advice.For(kind, "DescribeMapRun", Arn)));

    [Fact]
    public void A_denied_call_names_the_action_and_the_resource_to_allow() => Assert.Equal(
        "Allow the action states:DescribeMapRun on the resource arn:aws-cn:states:cn-north-1:123456789012:mapRun:Orders/*.",
        Advice.For(FailureKind.AccessDenied, "DescribeMapRun", Arn));

    [Theory]
    [InlineData("execution:Orders:nightly", "execution:Orders:*")]
    [InlineData("execution:Orders/Import:5f1c", "execution:Orders/*")]
    [InlineData("express:Orders/Import:5f1c:7", "express:Orders/*")]
    public void A_policy_names_all_executions_of_the_state_machine(string resource, string pattern) => Assert.EndsWith(
        $"on the resource arn:aws:states:eu-central-1:123456789012:{pattern}.",
        Advice.For(FailureKind.AccessDenied, "DescribeExecution", $"arn:aws:states:eu-central-1:123456789012:{resource}"),
        StringComparison.Ordinal);
}
