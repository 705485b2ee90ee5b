using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace SfnMapRun.Aws.Credentials;

/// <summary>Puts credentials of this module in place of those of the SDK that can't be stopped, or can't be isolated.</summary>
internal static class OwnCredentials
{
    /// <summary>The credentials themselves, or what stands in their place, the sources of assumed roles included.</summary>
    /// <param name="credentials">What the SDK made.</param>
    /// <param name="profile">The profile that it made them from; null where they are of none.</param>
    /// <param name="region">The Region of the token service.</param>
    /// <param name="clock">Measures pauses.</param>
    public static AWSCredentials InPlaceOf(
        AWSCredentials credentials, CredentialProfile? profile, RegionEndpoint region, TimeProvider clock) => credentials switch
    {
        ProcessAWSCredentials when profile?.Options.CredentialProcess is { Length: > 0 } command => new CredentialProcess(command),
        GenericContainerCredentials => new ContainerCredentials(clock),
        AssumeRoleAWSCredentials role => new RoleCredentials(
            role, InPlaceOf(role.SourceCredentials, SourceOf(profile), region, clock), region),
        _ => credentials,
    };

    // A profile may be its own source: then it holds the keys, too.
    private static CredentialProfile? SourceOf(CredentialProfile? profile) =>
        profile?.Options.SourceProfile is { Length: > 0 } name && new CredentialProfileStoreChain().TryGetProfile(name, out var source)
            ? source
            : null;
}
