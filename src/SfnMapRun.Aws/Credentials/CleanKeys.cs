using Amazon.Runtime;
using SfnMapRun.Errors;

namespace SfnMapRun.Aws.Credentials;

/// <summary>
/// Keys that may go over the wire. They become parts of headers, and what follows a line break there would be a header of its own.
/// </summary>
internal static class CleanKeys
{
    /// <summary>The keys without white space around them.</summary>
    /// <exception cref="StepFunctionsException">One holds what no key holds.</exception>
    public static ImmutableCredentials Of(ImmutableCredentials keys)
    {
        var accessKey = Clean("access key", keys.AccessKey);
        var secretKey = Clean("secret key", keys.SecretKey);
        var token = Clean("session token", keys.Token);
        return (accessKey, secretKey, token) == (keys.AccessKey, keys.SecretKey, keys.Token)
            ? keys
            : new ImmutableCredentials(accessKey, secretKey, token);
    }

    /// <summary>Credentials whose keys are clean, or an error.</summary>
    public static AWSCredentials Guard(AWSCredentials source) => new Guarded(source);

    // Without a session token it is empty.
    private static string Clean(string what, string key)
    {
        var clean = key.Trim();
        foreach (var c in clean)
        {
            if (c is '\r' or '\n')
            {
                throw Failure($"The {what} holds a line break: it may be two texts that ran together");
            }

            if (c is <= ' ' or > '~')
            {
                throw Failure($"The {what} holds the character U+{(int)c:X4}, which no key does");
            }
        }

        return clean;
    }

    private static StepFunctionsException Failure(string text) => new(FailureKind.InvalidCredentials, $"{text}.");

    private sealed class Guarded(AWSCredentials source) : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => Of(source.GetCredentials());

        public override async Task<ImmutableCredentials> GetCredentialsAsync() =>
            Of(await source.GetCredentialsAsync().ConfigureAwait(false));
    }
}
