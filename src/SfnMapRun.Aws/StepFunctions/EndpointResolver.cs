using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace SfnMapRun.Aws.StepFunctions;

/// <summary>Hands the client's configuration to the endpoint rules.</summary>
internal sealed class EndpointResolver : BaseEndpointResolver
{
    public static EndpointParameters ParametersOf(IClientConfig config, RegionEndpoint? alternate) => new()
    {
        ["Region"] = (alternate ?? config.RegionEndpoint)?.SystemName ?? config.AuthenticationRegion,
        ["UseFIPS"] = config.UseFIPSEndpoint,
        ["UseDualStack"] = config.UseDualstackEndpoint,
        ["Endpoint"] = config.ServiceURL,
    };

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        ParametersOf(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);
}
