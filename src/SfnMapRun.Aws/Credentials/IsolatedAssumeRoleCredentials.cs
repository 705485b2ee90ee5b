using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.SharedInterfaces;

namespace SfnMapRun.Aws.Credentials;

/// <summary>
/// The SDK's credentials of an assumed role, with the token service's client of this load context: the SDK's own way to
/// hand it one leaves out the credentials to call it with.
/// </summary>
internal sealed class IsolatedAssumeRoleCredentials : RefreshingAWSCredentials
{
    private readonly AssumeRoleAWSCredentials _role;
    private readonly AWSCredentials _source;
    private readonly RegionEndpoint _region;

    private IsolatedAssumeRoleCredentials(AssumeRoleAWSCredentials role, RegionEndpoint region)
    {
        _role = role;
        _source = InPlaceOf(role.SourceCredentials, region);
        _region = region;
        PreemptExpiryTime = role.PreemptExpiryTime;
    }

    /// <summary>Credentials as they are, or in place of an assumed role's, its sources included.</summary>
    public static AWSCredentials InPlaceOf(AWSCredentials credentials, RegionEndpoint region) =>
        credentials is AssumeRoleAWSCredentials role ? new IsolatedAssumeRoleCredentials(role, region) : credentials;

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var client = IsolatedServiceClients.SecurityToken(_source, _region);
        var keys = await ((ICoreAmazonSTS)client)
            .CredentialsFromAssumeRoleAuthenticationAsync(_role.RoleArn, _role.RoleSessionName, _role.Options).ConfigureAwait(false);
        return new CredentialsRefreshState(keys, keys.Expiration);
    }
}
