using System.Text.RegularExpressions;

namespace SfnMapRun.Errors;

/// <summary>The name and the password within an address: they never show, whatever text the address is in.</summary>
internal static partial class UserInfo
{
    /// <summary>The text without what stands before an @ in its addresses.</summary>
    public static string Strip(string text) =>
        text.Contains('@', StringComparison.Ordinal) ? BeforeHost().Replace(text, "://") : text;

    // Up to the last @ before the path: a password may hold one, too.
    [GeneratedRegex(@"://[^\s/?#""'<>]*@")]
    private static partial Regex BeforeHost();
}
