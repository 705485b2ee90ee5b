namespace LocalStepFunctions;

/// <summary>The quotas of AWS: larger in the Regions where the service is largest.</summary>
internal static class AwsQuotas
{
    private static readonly string[] LargeRegions = ["us-east-1", "us-west-2", "eu-west-1"];

    public static QuotaLimit? Of(string operation, string region) => (operation, LargeRegions.Contains(region)) switch
    {
        ("DescribeMapRun", _) => new(200, 1),
        ("ListMapRuns", _) => new(100, 1),
        ("UpdateMapRun", _) => new(100, 1),
        ("ListExecutions", true) => new(200, 5),
        ("ListExecutions", false) => new(100, 2),
        ("DescribeExecution", true) => new(300, 15),
        ("DescribeExecution", false) => new(250, 10),
        ("RedriveExecution", true) => new(1300, 300),
        ("RedriveExecution", false) => new(800, 150),
        ("StopExecution", true) => new(1000, 200),
        ("StopExecution", false) => new(500, 25),
        ("GetExecutionHistory", _) => new(400, 20),
        _ => null,
    };
}
