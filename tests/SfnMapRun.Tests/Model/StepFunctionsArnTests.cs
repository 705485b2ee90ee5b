using SfnMapRun.Model;

namespace SfnMapRun.Tests.Model;

public sealed class StepFunctionsArnTests
{
    [Theory]
    [InlineData("arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c", "eu-central-1", "Orders", "Import", "5f1c")]
    [InlineData("arn:aws-cn:states:cn-north-1:123456789012:mapRun:Orders/Import:5f1c", "cn-north-1", "Orders", "Import", "5f1c")]
    [InlineData("arn:aws-iso-b:states:us-isob-east-1:123456789012:mapRun:Orders/Import:5f1c", "us-isob-east-1", "Orders", "Import", "5f1c")]
    [InlineData("arn:aws:states:ap-northeast-1:123456789012:mapRun:注文-ü/Maße:5f1c", "ap-northeast-1", "注文-ü", "Maße", "5f1c")]
    [InlineData(
        "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c:extra", "eu-central-1", "Orders", "Import", "5f1c:extra")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:mapRun:Orders:5f1c", "eu-central-1", "Orders", null, "5f1c")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import", "eu-central-1", "Orders", "Import", null)]
    public void A_Map_Run_ARN_is_read_whatever_its_tail(string text, string region, string name, string? label, string? id)
    {
        Assert.True(StepFunctionsArn.TryParse(text, out var arn));
        Assert.Equal((ArnKind.MapRun, region, "123456789012"), (arn.Kind, arn.Region, arn.AccountId));
        Assert.Equal((name, label, id), (arn.StateMachineName, arn.Label, arn.Id));
    }

    [Theory]
    [InlineData("arn:aws:states:eu-central-1:123456789012:execution:Orders:nightly", "Execution")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:express:Orders:nightly:1", "Execution")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:1", "ChildExecution")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:express:Orders/Import:1:2", "ChildExecution")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:stateMachine:Orders", "StateMachine")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:stateMachine:Orders:1", "StateMachine")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:activity:Orders", "Other")]
    public void Other_ARNs_of_the_service_are_told_apart(string text, string kind)
    {
        Assert.True(StepFunctionsArn.TryParse(text, out var arn));
        Assert.Equal(kind, arn.Kind.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mapRun")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:mapRun")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:mapRun:")]
    [InlineData("arn:aws:states::123456789012:mapRun:Orders/Import:1")]
    [InlineData("arn:aws:states:eu-central-1::mapRun:Orders/Import:1")]
    [InlineData("arn::states:eu-central-1:123456789012:mapRun:Orders/Import:1")]
    [InlineData("arn:aws:s3:eu-central-1:123456789012:mapRun:Orders/Import:1")]
    [InlineData("urn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:1")]
    public void Anything_else_is_no_ARN_of_the_service(string? text) => Assert.False(StepFunctionsArn.TryParse(text, out _));

    [Theory]
    [InlineData("eu-central-1", true)]
    [InlineData("mx-newplace-7", true)]
    [InlineData("", false)]
    [InlineData("evil.example/", false)]
    [InlineData("a@b", false)]
    [InlineData("Frankfurt", false)]
    [InlineData("eu-central-", false)]
    public void A_Region_can_lead_to_no_other_host(string text, bool isRegion) => Assert.Equal(isRegion, StepFunctionsArn.IsRegion(text));
}
