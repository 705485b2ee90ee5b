using Amazon.Runtime;

namespace SfnMapRun.Aws.Credentials;

/// <summary>
/// Credentials whose failures are this module's own, whatever their source throws when it renews its keys; and which remember
/// the keys that they gave last.
/// </summary>
internal sealed class GuardedCredentials(
    AWSCredentials source, ImmutableCredentials first, Func<Exception, StepFunctionsException> translate) : AWSCredentials
{
    private volatile ImmutableCredentials _lastKeys = first;

    /// <summary>The keys that were given last.</summary>
    public ImmutableCredentials LastKeys => _lastKeys;

    /// <summary>Whether there may be other keys the next time.</summary>
    public bool CanRenew => !AreFixed(source);

    /// <summary>Whether credentials have their keys at hand, and never others.</summary>
    public static bool AreFixed(AWSCredentials source) =>
        source is BasicAWSCredentials or SessionAWSCredentials or EnvironmentVariablesAWSCredentials;

    public override ImmutableCredentials GetCredentials()
    {
        try
        {
            return _lastKeys = CleanKeys.Of(source.GetCredentials());
        }
        catch (Exception e) when (e is not (StepFunctionsException or OperationCanceledException))
        {
            throw translate(e);
        }
    }

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        try
        {
            return _lastKeys = CleanKeys.Of(await source.GetCredentialsAsync().ConfigureAwait(false));
        }
        catch (Exception e) when (e is not (StepFunctionsException or OperationCanceledException))
        {
            throw translate(e);
        }
    }
}
