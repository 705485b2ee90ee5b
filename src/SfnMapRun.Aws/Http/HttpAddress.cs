namespace SfnMapRun.Aws.Http;

/// <summary>Tells addresses that can be called from other texts.</summary>
internal static class HttpAddress
{
    /// <summary>Whether a text is an absolute address with http or https.</summary>
    public static bool IsOne(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);

    /// <summary>
    /// A text that should have been an address, as it may be shown: without all that comes before an @, which may be a password.
    /// </summary>
    public static string Shown(string text) =>
        text.LastIndexOf('@') is var at and >= 0 ? $"…{text[at..]}" : text;
}
