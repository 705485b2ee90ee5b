using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets.Completion;

/// <summary>Completes the Regions that the AWS SDK knows. Others can be typed.</summary>
public sealed class RegionCompleter : AwsCompleter
{
    private protected override IEnumerable<string> Names(IAwsGateway gateway) => gateway.Regions();
}
