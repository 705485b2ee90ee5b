using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.SharedInterfaces;

namespace SfnMapRun.Aws.Credentials;

/// <summary>
/// The SDK's credentials of an assumed role, with the token service's client of this load context: the SDK's own way to
/// hand it one leaves out the credentials to call it with.
/// </summary>
internal sealed class RoleCredentials : RefreshingAWSCredentials
{
    private readonly AssumeRoleAWSCredentials _role;
    private readonly AWSCredentials _source;
    private readonly RegionEndpoint _region;

    /// <param name="role">The role, as the SDK read it from the profile.</param>
    /// <param name="source">What the token service is called with, in place of the SDK's own.</param>
    /// <param name="region">The Region of the token service.</param>
    public RoleCredentials(AssumeRoleAWSCredentials role, AWSCredentials source, RegionEndpoint region)
    {
        _role = role;
        _source = CleanKeys.Guard(source);
        _region = region;
        PreemptExpiryTime = role.PreemptExpiryTime;
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var client = IsolatedServiceClients.SecurityToken(_source, _region);
        var keys = await ((ICoreAmazonSTS)client)
            .CredentialsFromAssumeRoleAuthenticationAsync(_role.RoleArn, _role.RoleSessionName, _role.Options).ConfigureAwait(false);
        return new CredentialsRefreshState(keys, keys.Expiration);
    }
}
