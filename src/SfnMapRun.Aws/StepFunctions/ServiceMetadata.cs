using Amazon.Runtime.Internal;

namespace SfnMapRun.Aws.StepFunctions;

/// <summary>The service's names in the SDK's configuration.</summary>
internal sealed class ServiceMetadata : IServiceMetadata
{
    public const string Id = "SFN";

    public string ServiceId => Id;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
