using System.Text;
using System.Text.RegularExpressions;

namespace SfnMapRun.Failures;

/// <summary>
/// The shape of a cause: its text with what differs from child to child folded into <c>&lt;id&gt;</c>, <c>&lt;n&gt;</c> and
/// the like, so that causes of the same kind are equal.
/// </summary>
internal static partial class CauseShape
{
    private const int MaxLength = 200;

    // A token starts where a word does. What a named group holds becomes the group's name; the rest of the token stays.
    // Each alternative reads little further than what it or the word takes in the end: the time is linear in the text.
    private const string Tokens = """
        # The dot or colon after an ARN is the sentence's.
        (?<arn> arn:aws[a-z-]*: [^\s"'`,;()[\]{}<>|]* [^\s"'`,;()[\]{}<>|.:] )

        # The start of a URL up to its host, unless that is an address. Its path is text like any other.
        | (?<keep> [A-Za-z][A-Za-z0-9]*:// (?!\d) [^\s/?\#"'`,;()[\]{}<>|\\]* )
        | \? (?<query> [\w.%-]+= [^\s"'`()<>]* )

        # Codes are what tells kinds apart: 404 is not 503.
        | (?<keep> (?i: (?:status|error|exit|response|return)?code | status | http ) ["']? \s? [:=]? \s? -?\d{1,3} (?! \w | [.,]\d ) )

        | (?i: request[ _-]?id ) ["']? \s? [:=] \s? ["']? (?<id> [\w+/=-]+ )
        | (?<id> [0-9A-Fa-f]{8} (?:-[0-9A-Fa-f]{4}){3} -[0-9A-Fa-f]{12} )
        | (?<date> \d{4}[-/]\d{2}[-/]\d{2} (?: [T ]\d{2}:\d{2} (?: :\d{2} (?:[.,]\d+)? )? (?: Z | [ ]?UTC | [ ]?[+-]\d{2}:?\d{2} )? )? )
        | (?<date> \d{8}T\d{6} (?:\.\d+)? Z? | \d{1,2}:\d{2}:\d{2} (?:[.,]\d+)? )
        | (?<ip> \d{1,3} (?:\.\d{1,3}){3} (?! \.?\d ) (?: :\d{1,5} )? )
        | (?<n> (?<= ^ | [\s(=:,[] ) [-+]\d+ (?:[.,]\d+)* (?:[eE][-+]?\d+)? )
        | (?<n> 0[xX][0-9A-Fa-f]+ | \d+ (?: (?:[.,]\d+)+ (?:[eE][-+]?\d+)? | [eE][-+]\d+ ) )
        | [A-Za-z0-9]+
        """;

    /// <summary>The shape of a cause, at most 200 characters on one line; empty where there is no cause.</summary>
    public static string Of(string? cause)
    {
        if (string.IsNullOrEmpty(cause))
        {
            return string.Empty;
        }

        var text = CauseText.Of(cause);
        var shape = new StringBuilder();
        var at = 0;
        for (var token = Token().Match(text); token.Success && shape.Length <= MaxLength; token = token.NextMatch())
        {
            Append(shape, text.AsSpan(at, token.Index - at));
            Append(shape, Fold(token));
            at = token.Index + token.Length;
        }

        Append(shape, text.AsSpan(at));
        return Cut(shape.ToString().TrimEnd());
    }

    [GeneratedRegex(Tokens, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    private static string Fold(Match token)
    {
        foreach (var group in token.Groups.Cast<Group>().Skip(1).Where(group => group.Success))
        {
            return group.Name == "keep" ? token.Value : $"{token.ValueSpan[..(group.Index - token.Index)]}<{group.Name}>";
        }

        return FoldWord(token.Value);
    }

    private static string FoldWord(string word)
    {
        var first = word.AsSpan().IndexOfAnyInRange('0', '9');
        if (first < 0 || IsName(word))
        {
            return word;
        }

        var last = word.AsSpan().LastIndexOfAnyInRange('0', '9');
        var isOneNumber = word.AsSpan(first..last).IndexOfAnyExceptInRange('0', '9') < 0;
        if (!isOneNumber || (word.Length >= 8 && last - first + 1 < word.Length && word.All(char.IsAsciiHexDigit)))
        {
            return "<id>";
        }

        // AmazonS3Exception is a name, too.
        var isWithinName = first == last && first > 0 && last < word.Length - 1;
        return isWithinName ? word : $"{word.AsSpan(0, first)}<n>{word.AsSpan(last + 1)}";
    }

    private static bool IsName(string word) =>
        word is "S3" or "s3" or "EC2" or "ec2" or "IPv4" or "IPv6" or "MD5" or "SHA256" or "Base64" or "Int32" or "Int64";

    // Line breaks and what else a terminal takes for a command are white space.
    private static void Append(StringBuilder shape, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (shape.Length > MaxLength)
            {
                return;
            }

            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
            {
                shape.Append(c);
            }
            else if (shape.Length > 0 && shape[^1] != ' ')
            {
                shape.Append(' ');
            }
        }
    }

    private static string Cut(string shape)
    {
        if (shape.Length <= MaxLength)
        {
            return shape;
        }

        // Not between the two halves of a character.
        var length = char.IsHighSurrogate(shape[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return shape[..length] + "…";
    }
}
