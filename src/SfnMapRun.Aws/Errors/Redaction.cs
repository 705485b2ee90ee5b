using Amazon.Runtime;
using SfnMapRun.Service;

namespace SfnMapRun.Aws.Errors;

/// <summary>Blanks secrets in texts from elsewhere: AWS echoes, for one, the session token with a bad signature.</summary>
internal sealed class Redaction
{
    private readonly string[] _secrets;

    private Redaction(params string?[] secrets) => _secrets = secrets.OfType<string>().Where(secret => secret.Length > 0).ToArray();

    public static Redaction Of(ConnectionSettings settings) => new(settings.SecretKey, settings.SessionToken);

    public static Redaction Of(ImmutableCredentials credentials) => new(credentials.SecretKey, credentials.Token);

    public string Apply(string text) =>
        _secrets.Aggregate(text, (current, secret) => current.Replace(secret, "***", StringComparison.Ordinal));
}
