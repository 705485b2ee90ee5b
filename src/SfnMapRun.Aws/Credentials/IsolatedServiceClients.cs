using Amazon;
using Amazon.Runtime;
using Amazon.RuntimeDependencies;
using Amazon.SecurityToken;
using Amazon.SSO;
using Amazon.SSOOIDC;

namespace SfnMapRun.Aws.Credentials;

/// <summary>
/// Hands the SDK the clients of this load context. Left alone it looks for their assemblies by name in the whole process,
/// and finds another module's.
/// </summary>
internal static class IsolatedServiceClients
{
    // These calls carry a token of their own; there is nothing yet to sign them with.
    private static readonly AWSCredentials Anonymous = new AnonymousAWSCredentials();

    public static void Register()
    {
        var registry = GlobalRuntimeDependencyRegistry.Instance;
        registry.RegisterSecurityTokenServiceClient(
            context => SecurityToken(Anonymous, context.SecurityTokenServiceClientContextData.Region));
        registry.RegisterSSOClient(
            context => new AmazonSSOClient(
                Anonymous, Stoppable(new AmazonSSOConfig { RegionEndpoint = context.SSOClientContextData.Region })));
        registry.RegisterSSOOIDCClient(
            context => new AmazonSSOOIDCClient(
                Anonymous, Stoppable(new AmazonSSOOIDCConfig { RegionEndpoint = context.SSOOIDCClientContextData.Region })));
    }

    /// <summary>A client of the token service for a Region, with an endpoint of its own if one is configured.</summary>
    public static AmazonSecurityTokenServiceClient SecurityToken(AWSCredentials credentials, RegionEndpoint region) =>
        new(credentials, Stoppable(new AmazonSecurityTokenServiceConfig { RegionEndpoint = region }));

    private static T Stoppable<T>(T config)
        where T : ClientConfig
    {
        config.HttpClientFactory = CredentialCall.Clients;
        return config;
    }
}
