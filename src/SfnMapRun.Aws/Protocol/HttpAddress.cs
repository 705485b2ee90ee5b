namespace SfnMapRun.Aws.Protocol;

/// <summary>Tells addresses that can be called from other texts.</summary>
internal static class HttpAddress
{
    /// <summary>Whether a text is an absolute address with http or https.</summary>
    public static bool IsOne(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);
}
