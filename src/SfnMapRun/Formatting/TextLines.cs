using System.Buffers;
using System.Globalization;

namespace SfnMapRun.Formatting;

/// <summary>
/// Breaks a text into lines where it reads best: after a space or a separator, else after a hyphen or an underscore or before a
/// capital, else into parts of about equal length, so that nothing loses only its last characters.
/// </summary>
internal static class TextLines
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(" :/.,;=");
    private const string Joints = "-_";

    // A word longer than so many lines is cut where the line ends: its last line may be short.
    private const int LinesFilledAlike = 16;

    /// <summary>Lines of at most so many cells; a single one where the width is 0 or less.</summary>
    public static IEnumerable<string> Of(string text, int width)
    {
        var rest = text.AsMemory();
        while (width > 0 && Fitting(rest.Span, width) < rest.Length)
        {
            var end = EndOfLine(rest.Span, width);
            yield return rest[..end].TrimEnd(' ').ToString();
            rest = rest[end..].TrimStart(' ');
        }

        yield return rest.ToString();
    }

    private static int EndOfLine(ReadOnlySpan<char> text, int width)
    {
        var fitting = Fitting(text, width);

        // A space that has no room any more ends the line all the same; a separator alone is no line.
        var searched = fitting < text.Length && text[fitting] == ' ' ? fitting + 1 : fitting;
        var atSeparator = text[..searched].LastIndexOfAny(Separators) + 1;
        if (atSeparator > 1)
        {
            return atSeparator;
        }

        var atJoint = LastJoint(text, fitting);
        return atJoint > fitting / 2 ? atJoint : Fitting(text, EqualPart(text, width));
    }

    private static int LastJoint(ReadOnlySpan<char> text, int fitting)
    {
        var end = Math.Min(fitting, text.Length - 1);
        while (end > 0 && !Joints.Contains(text[end - 1]) && !(char.IsLower(text[end - 1]) && char.IsUpper(text[end])))
        {
            end--;
        }

        return end;
    }

    // Of the word that does not fit: as many lines as it takes, filled alike.
    private static int EqualPart(ReadOnlySpan<char> text, int width)
    {
        var seen = text[..Fitting(text, LinesFilledAlike * width)];
        var end = seen[1..].IndexOfAny(Separators) + 1;
        if (end == 0 && seen.Length < text.Length)
        {
            return width;
        }

        var word = DisplayWidth.Of(end == 0 ? seen : seen[..end]);
        var lines = (word + width - 1) / width;
        return (word + lines - 1) / lines;
    }

    // How many UTF-16 units fit, whole characters with their combining marks; at least one character.
    private static int Fitting(ReadOnlySpan<char> text, int width)
    {
        // Of these characters each takes a cell; the one after those that fit may be a mark that belongs to the last.
        var start = width < text.Length ? text[..(width + 1)] : text;
        if (!start.ContainsAnyExceptInRange(' ', '~'))
        {
            return Math.Min(width, text.Length);
        }

        var (end, taken) = (0, 0);
        while (end < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text[end..]);
            taken += DisplayWidth.Of(text.Slice(end, length));
            if (taken > width && end > 0)
            {
                break;
            }

            end += length;
        }

        return end;
    }
}
