using LocalStepFunctions;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>The quotas of the endpoint, by operation and on its own clock.</summary>
public sealed class OperationQuotaTests
{
    private const string Account = "arn:aws:states:eu-central-1:123456789012";

    [Theory]
    [InlineData("DescribeMapRun", "eu-central-1", 200, 1)]
    [InlineData("DescribeMapRun", "us-east-1", 200, 1)]
    [InlineData("ListMapRuns", "eu-west-1", 100, 1)]
    [InlineData("UpdateMapRun", "us-west-2", 100, 1)]
    [InlineData("ListExecutions", "eu-central-1", 100, 2)]
    [InlineData("ListExecutions", "eu-west-1", 200, 5)]
    [InlineData("DescribeExecution", "eu-central-1", 250, 10)]
    [InlineData("DescribeExecution", "us-west-2", 300, 15)]
    [InlineData("RedriveExecution", "cn-north-1", 800, 150)]
    [InlineData("RedriveExecution", "us-east-1", 1300, 300)]
    public void Every_operation_has_the_quota_it_has_at_AWS(string operation, string region, int bucket, int refill)
    {
        var clock = new SettableClock(TimeProvider.System, isFrozen: true);
        var quota = new Quota(EndpointOptions.Default with { HasAwsQuotas = true }, clock);
        var arn = ServiceArn.Read($"arn:aws:states:{region}:123456789012:execution:OrderImport:nightly", null, "execution");
        Assert.Equal(bucket, CallsServed(quota, operation, arn));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2 * refill, CallsServed(quota, operation, arn));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(bucket, CallsServed(quota, operation, arn));
    }

    [Fact]
    public async Task Operations_accounts_and_Regions_have_quotas_of_their_own()
    {
        await using var session = await EndpointSession.StartAsync(EndpointSession.Options with { HasAwsQuotas = true });
        var (execution, mapRuns) = await session.StartExecutionAsync(new { });
        for (var i = 0; i < 100; i++)
        {
            await session.CallAsync("ListMapRuns", new { executionArn = execution });
        }

        Assert.Equal("ThrottlingException", await session.ErrorAsync("ListMapRuns", new { executionArn = execution }));
        await session.CallAsync("DescribeMapRun", new { mapRunArn = mapRuns[0] });
        foreach (var order in new object[] { new { account = "210987654321" }, new { region = "eu-west-1" } })
        {
            await session.CallAsync("ListMapRuns", new { executionArn = (await session.StartExecutionAsync(order)).Execution });
        }

        session.Advance(1);
        await session.CallAsync("ListMapRuns", new { executionArn = execution });
        Assert.Equal("ThrottlingException", await session.ErrorAsync("ListMapRuns", new { executionArn = execution }));
    }

    [Fact]
    public async Task A_bucket_of_its_own_is_for_DescribeMapRun_alone()
    {
        await using var session = await EndpointSession.StartAsync(EndpointSession.Options with { Bucket = 1, Refill = 0.5 });
        await session.CallAsync("DescribeMapRun", new { mapRunArn = $"{Account}:mapRun:Faults/Run1:0" });
        Assert.Equal("ThrottlingException", await session.ErrorAsync("DescribeMapRun", new { mapRunArn = $"{Account}:mapRun:Faults/Run2:0" }));
        for (var i = 0; i < 3; i++)
        {
            await session.CallAsync("ListMapRuns", new { executionArn = $"{Account}:execution:Faults:runs-1" });
        }

        session.Advance(2);
        await session.CallAsync("DescribeMapRun", new { mapRunArn = $"{Account}:mapRun:Faults/Run3:0" });
    }

    [Theory]
    [InlineData(new string[0], false)]
    [InlineData(new[] { "--quotas", "aws" }, true)]
    public void The_quotas_of_AWS_are_an_option(string[] arguments, bool has) => Assert.Equal(has, EndpointOptions.Read(arguments).HasAwsQuotas);

    [Fact]
    public void There_are_no_other_quotas() => Assert.Throws<ArgumentException>(() => EndpointOptions.Read(["--quotas", "azure"]));

    private static int CallsServed(Quota quota, string operation, ServiceArn arn)
    {
        for (var calls = 0; ; calls++)
        {
            try
            {
                quota.Take(operation, arn);
            }
            catch (ServiceException e) when (e is { Code: "ThrottlingException", Message: "Rate exceeded" })
            {
                return calls;
            }
        }
    }
}
