using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using SfnMapRun.Service;

namespace SfnMapRun.Aws.Errors;

/// <summary>
/// Blanks secrets in texts from elsewhere: AWS echoes, for one, the session token with a bad signature. As they are, and as they
/// look within JSON or an address.
/// </summary>
internal sealed partial class Redaction
{
    private const string Blank = "***";

    // Shorter ones are also parts of words, which say more than they hide.
    private const int LengthOfKeys = 8;
    private readonly Regex? _secrets;

    private Redaction(params string?[] secrets)
    {
        var patterns = secrets.OfType<string>()
            .Select(secret => secret.Trim())
            .Where(secret => secret.Length > 0)
            .SelectMany(FormsOf)
            .Distinct()
            .OrderByDescending(form => form.Length)
            .Select(form => form.Length < LengthOfKeys ? $@"(?<!\w){Regex.Escape(form)}(?!\w)" : Regex.Escape(form))
            .ToArray();
        _secrets = patterns.Length == 0 ? null : new Regex(string.Join('|', patterns), RegexOptions.CultureInvariant);
    }

    public static Redaction Of(ConnectionSettings settings) => new(settings.SecretKey, settings.SessionToken);

    public static Redaction Of(ImmutableCredentials credentials) => new(credentials.SecretKey, credentials.Token);

    /// <summary>The text without the secrets.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Apply(string? text) => text is null || _secrets is null ? text : _secrets.Replace(text, Blank);

    /// <summary>A text without what looks like keys: of a program that deals with some, and may print them.</summary>
    public static string WithoutKeys(string text) => KeyShape().Replace(NamedSecret().Replace(text, $"$1{Blank}"), Blank);

    private static IEnumerable<string> FormsOf(string secret) =>
    [
        secret,
        secret.Replace("/", "\\/", StringComparison.Ordinal),
        JsonEncodedText.Encode(secret).Value,
        JsonEncodedText.Encode(secret).Value.ToLowerInvariant(),
        Uri.EscapeDataString(secret),
    ];

    // "SecretAccessKey": "…", aws_session_token=…, password: …
    [GeneratedRegex(
        @"((?:secret|token|password|passwd|access_?key|credential)[\w-]*[""']?\s*[:=]\s*[""']?)[^\s""',;}]+", RegexOptions.IgnoreCase)]
    private static partial Regex NamedSecret();

    // An access key id, or some forty characters of base64 with letters of both cases and digits among them.
    [GeneratedRegex(@"\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b|(?=[A-Za-z/+=]*\d)(?=[a-z\d/+=]*[A-Z])(?=[A-Z\d/+=]*[a-z])[A-Za-z0-9/+=]{38,}")]
    private static partial Regex KeyShape();
}
