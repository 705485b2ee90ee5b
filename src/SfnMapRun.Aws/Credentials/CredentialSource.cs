using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.Util;
using SfnMapRun.Errors;
using SfnMapRun.Service;

namespace SfnMapRun.Aws.Credentials;

/// <summary>
/// Finds credentials, in this order: keys given as parameters, -Credential, -ProfileName, the session's defaults of AWS
/// Tools, then the SDK's own chain: environment, web identity, profile, container, instance metadata.
/// </summary>
internal static class CredentialSource
{
    // Where there is an instance, its metadata service responds within milliseconds; where there is none, nothing does.
    private static readonly TimeSpan InstanceMetadataLimit = TimeSpan.FromSeconds(1.5);

    private const string ContainerOrigin = "the container's endpoint";

    // Each tells the SDK's chain of a source that comes before the instance metadata.
    private static readonly string[] OtherSources =
    [
        "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    ];

    /// <summary>The credentials that the settings lead to, proven to give keys.</summary>
    /// <param name="settings">What the user gave.</param>
    /// <param name="region">The Region of the first call: where to ask for credentials if nothing else says it.</param>
    /// <param name="config">Makes the configuration that the SDK's chain wants.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="StepFunctionsException">There are none, or they can't be used.</exception>
    public static async Task<ResolvedCredentials> ResolveAsync(
        ConnectionSettings settings, string region, Func<IClientConfig> config, TimeProvider clock, CancellationToken cancellationToken)
    {
        var profileName = settings.ProfileName ?? DefaultAWSCredentialsIdentityResolver.GetProfileName();
        string? found = null;
        try
        {
            SharedConfigFiles.Follow();
            var profile = FindProfile(profileName);
            var tokenRegion = UseRegion(settings.StoredRegion, profile, region);
            var (source, origin) = FromKeys(settings)
                ?? FromCaller(settings.Credential, "-Credential")
                ?? FromProfile(settings, profile)
                ?? FromCaller(settings.StoredCredential, "the AWS Tools default of this session, $StoredAWSCredentials")
                ?? FromEnvironment()
                ?? await FromChainAsync(profile, profileName, config, clock, cancellationToken).ConfigureAwait(false);
            found = origin;
            source = OwnCredentials.InPlaceOf(source, profile, tokenRegion, clock);
            var keys = CleanKeys.Of(
                GuardedCredentials.AreFixed(source)
                    ? source.GetCredentials()
                    : await LimitedAsync(
                        CredentialCall.RunAsync(source.GetCredentialsAsync, cancellationToken),
                        UsesInstanceMetadata(source, profile),
                        clock,
                        cancellationToken).ConfigureAwait(false));
            var guarded = new GuardedCredentials(source, keys, e => CredentialFailure.Translate(e, profileName, origin, settings));
            return new ResolvedCredentials(guarded, keys, origin, settings.ProfileName is null ? null : profile);
        }
        catch (Exception e) when (e is not (StepFunctionsException or OperationCanceledException))
        {
            throw CredentialFailure.Translate(e, profileName, found, settings);
        }
    }

    private static (AWSCredentials Source, string Origin)? FromKeys(ConnectionSettings settings)
    {
        if (settings is { AccessKey: null, SecretKey: null, SessionToken: null })
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(settings.AccessKey) || string.IsNullOrWhiteSpace(settings.SecretKey))
        {
            throw new StepFunctionsException(
                FailureKind.InvalidCredentials, "-AccessKey and -SecretKey go together; one of them is missing.");
        }

        return string.IsNullOrWhiteSpace(settings.SessionToken)
            ? (new BasicAWSCredentials(settings.AccessKey, settings.SecretKey), "the parameters -AccessKey and -SecretKey")
            : (new SessionAWSCredentials(settings.AccessKey, settings.SecretKey, settings.SessionToken),
                "the parameters -AccessKey, -SecretKey and -SessionToken");
    }

    private static (AWSCredentials Source, string Origin)? FromCaller(Func<KeySet>? read, string origin) =>
        read is null ? null : (new CallerCredentials(read), origin);

    private static (AWSCredentials Source, string Origin)? FromProfile(ConnectionSettings settings, CredentialProfile? profile)
    {
        if (settings.ProfileName is null)
        {
            return null;
        }

        return profile is null
            ? throw new ProfileNotFoundException(settings.ProfileName)
            : (AWSCredentialsFactory.GetAWSCredentials(profile, new CredentialProfileStoreChain()),
                $"the profile '{profile.Name}', given as -ProfileName");
    }

    // The first of the chain, and the fastest: not worth a resolver, which watches files.
    private static (AWSCredentials Source, string Origin)? FromEnvironment()
    {
        if (IsSet("AWS_ACCESS_KEY_ID") != IsSet("AWS_SECRET_ACCESS_KEY"))
        {
            throw new StepFunctionsException(
                FailureKind.InvalidCredentials,
                "The environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY go together; one of them is missing.");
        }

        return IsSet("AWS_ACCESS_KEY_ID")
            ? (new EnvironmentVariablesAWSCredentials(), "the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
            : null;
    }

    private static async Task<(AWSCredentials Source, string Origin)> FromChainAsync(
        CredentialProfile? profile, string profileName, Func<IClientConfig> config, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("AWS_WEB_IDENTITY_TOKEN_FILE") is { Length: > 0 } tokenFile && !File.Exists(tokenFile))
        {
            throw new StepFunctionsException(
                FailureKind.InvalidCredentials, $"AWS_WEB_IDENTITY_TOKEN_FILE names '{tokenFile}', and there is no such file.");
        }

        if (IsOnlyInstanceMetadataLeft(profile))
        {
            // Not by way of the chain: its credentials keep a timer that asks again for as long as the process lives.
            var search = Task.Run(FromInstanceMetadata, cancellationToken);
            return (
                await LimitedAsync(search, limited: true, clock, cancellationToken).ConfigureAwait(false), "the instance metadata service");
        }

        // A resolver of its own for each command: a profile or a key that was rotated since is picked up.
        using var resolver = new DefaultAWSCredentialsIdentityResolver();
        var source = await CredentialCall.RunAsync(
            () => resolver.ResolveIdentityAsync(config(), cancellationToken), cancellationToken).ConfigureAwait(false);
        return (source, OriginOf(source, profileName));
    }

    private static AWSCredentials FromInstanceMetadata() =>
        EC2InstanceMetadata.IsIMDSEnabled
            ? new InstanceProfileAWSCredentials()
            : throw new AmazonClientException("Instance metadata is turned off.");

    private static string OriginOf(AWSCredentials source, string profileName) => source switch
    {
        AssumeRoleWithWebIdentityCredentials => "the web identity of AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE",
        GenericContainerCredentials => ContainerOrigin,
        _ => $"the profile '{profileName}'",
    };

    // The services that hand out credentials are asked where the user, then the profile, then the first ARN says.
    private static RegionEndpoint UseRegion(string? storedRegion, CredentialProfile? profile, string region)
    {
        var name = new[]
        {
            storedRegion,
            Environment.GetEnvironmentVariable("AWS_REGION"),
            Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION"),
            profile?.Region?.SystemName,
        }.FirstOrDefault(candidate => !string.IsNullOrEmpty(candidate)) ?? region;

        // Some credentials of the SDK look it up themselves, and would ask the instance metadata for it.
        AWSConfigs.AWSRegion = name;
        return RegionEndpoint.GetBySystemName(name);
    }

    private static CredentialProfile? FindProfile(string name) =>
        new CredentialProfileStoreChain().TryGetProfile(name, out var profile) ? profile : null;

    private static bool UsesInstanceMetadata(AWSCredentials source, CredentialProfile? profile) =>
        source is InstanceProfileAWSCredentials
        || (source is RoleCredentials
            && string.Equals(profile?.Options.CredentialSource, "Ec2InstanceMetadata", StringComparison.OrdinalIgnoreCase));

    private static bool IsOnlyInstanceMetadataLeft(CredentialProfile? profile) =>
        profile?.CanCreateAWSCredentials != true && !OtherSources.Any(IsSet);

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static Task<T> LimitedAsync<T>(Task<T> search, bool limited, TimeProvider clock, CancellationToken cancellationToken) =>
        search.WaitAsync(limited ? InstanceMetadataLimit : Timeout.InfiniteTimeSpan, clock, cancellationToken);
}
