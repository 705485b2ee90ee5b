using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets.Completion;

/// <summary>Completes the user's own profiles.</summary>
public sealed class ProfileCompleter : AwsCompleter
{
    private protected override IEnumerable<string> Names(IAwsGateway gateway) => gateway.Profiles();
}
