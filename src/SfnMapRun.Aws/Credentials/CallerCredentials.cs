using Amazon.Runtime;
using SfnMapRun.Service;

namespace SfnMapRun.Aws.Credentials;

/// <summary>Credentials of an object from elsewhere, read again each time: whoever made it renews them.</summary>
internal sealed class CallerCredentials(Func<KeySet> read) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials()
    {
        var keys = read();
        return new ImmutableCredentials(keys.AccessKey, keys.SecretKey, keys.SessionToken);
    }

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(GetCredentials());
}
