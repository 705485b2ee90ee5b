namespace SfnMapRun.Tests.Aws;

/// <summary>Tests that set what all of a process shares: the SDK's clock, and the environment.</summary>
[CollectionDefinition(nameof(SdkClock), DisableParallelization = true)]
public sealed class SdkClock
{
}
