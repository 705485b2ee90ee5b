using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace SfnMapRun.Aws.StepFunctions;

/// <summary>How the client reaches Step Functions, as the SDK reads it from the environment and the profile.</summary>
internal sealed class StepFunctionsConfig : ClientConfig
{
    // What all SDKs of AWS agreed on for their defaults modes: standard retries, and shorter waits close to the service.
    private static readonly IDefaultConfiguration[] DefaultConfigurations = Enum.GetValues<DefaultConfigurationMode>()
        .Select(mode => new DefaultConfiguration
        {
            Name = mode,
            RetryMode = RequestRetryMode.Standard,
            ConnectTimeout = ConnectTimeoutOf(mode),
            TlsNegotiationTimeout = ConnectTimeoutOf(mode),
        })
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

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => EndpointProvider.ResolveEndpoint(new()
    {
        ["Region"] = (parameters.AlternateEndpoint ?? RegionEndpoint)?.SystemName ?? AuthenticationRegion,
        ["UseFIPS"] = UseFIPSEndpoint,
        ["UseDualStack"] = UseDualstackEndpoint,
        ["Endpoint"] = ServiceURL,
    });

    private static TimeSpan ConnectTimeoutOf(DefaultConfigurationMode mode) => mode switch
    {
        DefaultConfigurationMode.InRegion or DefaultConfigurationMode.Auto => TimeSpan.FromSeconds(1.1),
        DefaultConfigurationMode.Mobile => TimeSpan.FromSeconds(30),
        _ => TimeSpan.FromSeconds(3.1),
    };
}
