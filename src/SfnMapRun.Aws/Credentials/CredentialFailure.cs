using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.SecurityToken;
using SfnMapRun.Aws.Errors;
using SfnMapRun.Errors;
using SfnMapRun.Service;

namespace SfnMapRun.Aws.Credentials;

/// <summary>Says why there are no credentials, from what the AWS SDK throws on the way to them.</summary>
internal static class CredentialFailure
{
    /// <param name="exception">What was thrown.</param>
    /// <param name="profileName">The profile that was used, or would have been.</param>
    /// <param name="origin">Where credentials were found that then gave no keys; null where none were found.</param>
    /// <param name="settings">What the user gave, which must not show in the message.</param>
    public static StepFunctionsException Translate(Exception exception, string profileName, string? origin, ConnectionSettings settings)
    {
        var (kind, message) = Explain(exception, profileName, origin, settings);
        var service = exception.Chain().OfType<AmazonServiceException>().FirstOrDefault();
        return new StepFunctionsException(kind, Redaction.Of(settings).Apply(message))
        {
            ErrorCode = Redaction.Of(settings).Apply(service?.ErrorCode),
            StatusCode = service is { StatusCode: not 0 } ? (int)service.StatusCode : null,
            RequestId = Redaction.Of(settings).Apply(service?.RequestId),
        };
    }

    private static (FailureKind Kind, string Message) Explain(
        Exception exception, string profileName, string? origin, ConnectionSettings settings)
    {
        foreach (var e in exception.Chain())
        {
            switch (e)
            {
                case ProfileNotFoundException:
                    return (
                        FailureKind.ProfileNotFound,
                        $"There is no profile '{profileName}' in {SharedConfigFiles.Describe()}, which hold {ProfileList()}");
                case InvalidDataException when e.Message.StartsWith("Line ", StringComparison.Ordinal):
                    return (FailureKind.BrokenConfigFile, $"The AWS configuration can't be read: {FirstLine(e)}");
                case ProcessAWSCredentialException:
                    return (
                        FailureKind.CredentialProcessFailed,
                        $"The credential_process of the profile '{profileName}' failed: {Redaction.WithoutKeys(FirstLine(e))}");
                case AmazonSecurityTokenServiceException:
                    return (FailureKind.RoleNotAssumed, $"The role could not be assumed: {FirstLine(e)}");
                case TimeoutException:
                    return (FailureKind.NoCredentials, NoneFound("the instance metadata service did not respond"));
                case AmazonClientException when e.Message.Contains("SSO", StringComparison.Ordinal):
                    return (
                        FailureKind.SsoTokenExpired,
                        $"The sign-in of the profile '{profileName}' has expired, or there was none. "
                            + $"Sign in with: {SignInCommand(profileName)}");
            }
        }

        return origin switch
        {
            not null =>
                (FailureKind.InvalidCredentials, $"The credentials of {origin} can't be used: {FirstLine(exception.Chain().Last())}"),
            null when settings.ProfileName is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_PROFILE"))
                => (FailureKind.NoCredentials, NoneFound("there is no instance metadata")),
            null => (
                FailureKind.InvalidCredentials, $"The credentials of the profile '{profileName}' can't be used: {FirstLine(exception)}"),
        };
    }

    private static string NoneFound(string metadata) =>
        $"No AWS credentials were found: none in parameters, environment or container, no profile that gives any, and {metadata}";

    private static string ProfileList() => SharedConfigFiles.ProfileNames() is { Count: > 0 } names ? string.Join(", ", names) : "none";

    private static string SignInCommand(string profileName) =>
        profileName == "default" ? "aws sso login" : $"aws sso login --profile {profileName}";

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].Trim();
}
