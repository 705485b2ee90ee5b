namespace Amazon.StepFunctions.Model;

/// <summary>What DescribeMapRun takes.</summary>
internal sealed class DescribeMapRunRequest : AmazonStepFunctionsRequest
{
    public string? MapRunArn { get; set; }
}
