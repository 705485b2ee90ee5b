using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.StepFunctions;
using SfnMapRun.Errors;
using SfnMapRun.Service;

namespace SfnMapRun.Aws;

/// <summary>Finds credentials: explicit keys, else the named profile, else the chain of the AWS SDK.</summary>
internal static class CredentialSource
{
    /// <summary>The credentials that the settings lead to, proven to give keys.</summary>
    /// <exception cref="StepFunctionsException">There are none, or they can't be used.</exception>
    public static async Task<AWSCredentials> ResolveAsync(ConnectionSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            var credentials = FromKeys(settings) ?? FromProfile(settings) ?? await FromChainAsync(cancellationToken).ConfigureAwait(false);
            await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return credentials;
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            var kind = settings.ProfileName is null ? FailureKind.NoCredentials : FailureKind.InvalidCredentials;
            throw new StepFunctionsException(kind, Redaction.Of(settings).Apply(settings.ProfileName is { } profile
                ? $"The profile '{profile}' gives no credentials: {e.Message}"
                : "No AWS credentials were found, neither in parameters nor in the environment, a profile, a container or instance metadata."));
        }
    }

    private static AWSCredentials? FromKeys(ConnectionSettings settings)
    {
        if (settings is { AccessKey: null, SecretKey: null, SessionToken: null })
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(settings.AccessKey) || string.IsNullOrWhiteSpace(settings.SecretKey))
        {
            throw new StepFunctionsException(FailureKind.InvalidCredentials, "-AccessKey and -SecretKey go together; one of them is missing.");
        }

        return string.IsNullOrEmpty(settings.SessionToken)
            ? new BasicAWSCredentials(settings.AccessKey, settings.SecretKey)
            : new SessionAWSCredentials(settings.AccessKey, settings.SecretKey, settings.SessionToken);
    }

    private static AWSCredentials? FromProfile(ConnectionSettings settings)
    {
        if (settings.ProfileName is null)
        {
            return null;
        }

        return new CredentialProfileStoreChain().TryGetAWSCredentials(settings.ProfileName, out var credentials)
            ? credentials
            : throw new StepFunctionsException(
                FailureKind.InvalidCredentials,
                $"The profile '{settings.ProfileName}' is not in the AWS config and credentials files, or holds no credentials.");
    }

    private static Task<AWSCredentials> FromChainAsync(CancellationToken cancellationToken) =>
        new DefaultAWSCredentialsIdentityResolver().ResolveIdentityAsync(new AmazonStepFunctionsConfig(), cancellationToken);
}
