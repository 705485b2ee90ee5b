using System.Text.RegularExpressions;

namespace SfnMapRun.Model;

/// <summary>
/// Finds the ARN in what people paste for one: in quotes or brackets, with a comma behind it, or inside a link of the AWS console.
/// </summary>
internal static partial class PastedArns
{
    // A link within a link is encoded twice.
    private const int MaxEncodings = 3;
    private const string Openers = "\"'`<([{“‘«";
    private static readonly char[] Closers = "\"`>]},;”’»".ToCharArray();

    /// <summary>The ARNs in a text, each once; a text without one is returned as it is, without white space around it.</summary>
    public static string[] In(string text)
    {
        var bare = Bare(text);
        var plain = IsLink(bare) ? Decoded(bare) : bare;
        var starts = Start().Matches(plain);
        if (starts.Count == 0)
        {
            return [bare];
        }

        if (starts is [{ Index: 0 }])
        {
            return [plain];
        }

        // Alone at the start of a text, an ARN may have any tail; elsewhere it ends where no name goes on.
        var arns = starts.Select(start => InText().Match(plain, start.Index).Value.TrimEnd('.', ')', '\''));
        return IsLink(bare) || starts.Count > 1 ? [.. arns.Distinct(StringComparer.Ordinal)] : [bare];
    }

    private static bool IsLink(string text) => text.Contains("://", StringComparison.Ordinal);

    // Names of state machines and executions hold no percent sign.
    private static string Decoded(string link)
    {
        for (var i = 0; i < MaxEncodings && link.Contains('%', StringComparison.Ordinal); i++)
        {
            link = Uri.UnescapeDataString(link);
        }

        return link;
    }

    private static string Bare(string text)
    {
        var bare = text.Trim();
        while (true)
        {
            var inner = bare.TrimEnd(Closers).TrimEnd();
            if (inner.Length > 0 && Openers.Contains(inner[0], StringComparison.Ordinal))
            {
                // An apostrophe or a parenthesis at the end may belong to a name, unless there is one in front.
                inner = inner[1..].TrimEnd(inner[0] == '(' ? ')' : inner[0]).Trim();
            }

            if (inner == bare)
            {
                return bare;
            }

            bare = inner;
        }
    }

    [GeneratedRegex(@"(?<![\w-])arn:[a-z][a-z0-9-]*:[a-z0-9-]+:")]
    private static partial Regex Start();

    // What AWS allows in no name ends it.
    [GeneratedRegex(@"\G[^\s<>{}\[\]?*""#%\\^|~`$&,;]+")]
    private static partial Regex InText();
}
