using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace SfnMapRun.Aws.Protocol;

/// <summary>How the client reaches Step Functions, as the SDK reads it from the environment and the profile.</summary>
internal sealed class StepFunctionsConfig : ClientConfig
{
    // The SDK wants a default for each of its modes. Only how often a call is tried matters here.
    private static readonly IDefaultConfiguration[] DefaultConfigurations = Enum.GetValues<DefaultConfigurationMode>()
        .Select(mode => new DefaultConfiguration { Name = mode, RetryMode = RequestRetryMode.Standard })
        .ToArray<IDefaultConfiguration>();

    private static readonly string Agent =
        InternalSDKUtils.BuildUserAgentString("SFN", typeof(StepFunctionsConfig).Assembly.GetName().Version!.ToString(3));

    public StepFunctionsConfig()
        : base(new DefaultConfigurationProvider(DefaultConfigurations))
    {
        ServiceId = "SFN";
        AuthenticationServiceName = RegionEndpointServiceName;
        EndpointProvider = new EndpointProvider();
    }

    public override string RegionEndpointServiceName => "states";

    public override string ServiceVersion => "2016-11-23";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new()
    {
        ["Region"] = (parameters.AlternateEndpoint ?? RegionEndpoint)?.SystemName ?? AuthenticationRegion,
        ["UseFIPS"] = UseFIPSEndpoint,
        ["UseDualStack"] = UseDualstackEndpoint,
        ["Endpoint"] = ServiceURL,
    });
}
