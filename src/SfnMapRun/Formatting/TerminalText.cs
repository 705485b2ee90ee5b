using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace SfnMapRun.Formatting;

/// <summary>
/// Text of the service, or of a user, on its way to a terminal: what would act there is shown instead. A name can't set a colour or
/// a title, hide what stands before it, or pretend to be another line. Objects keep what came.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TerminalText
{
    private const char FirstControlPicture = '\u2400';
    private const char DeletePicture = '\u2421';

    /// <summary>The text with every control and every invisible formatting character made visible, in one cell each.</summary>
    public static string Show(string? text)
    {
        // Most texts are plain, and each line of the log passes here.
        var isPlain = text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;
        if (string.IsNullOrEmpty(text) || isPlain || !text.EnumerateRunes().Any(IsUnsafe))
        {
            return text ?? string.Empty;
        }

        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            shown.Append(IsUnsafe(rune) ? Picture(rune).ToString() : rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>
    /// The text as <see cref="Show"/> has it, in lines of at most so many cells, broken where it reads best. "-" where there is none.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="width">In cells; 0 or less where it is not known, for a single line.</param>
    public static string Within(string? text, int width) =>
        string.IsNullOrEmpty(text) ? "-" : string.Join('\n', TextLines.Of(Show(text), width));

    // A lone surrogate is enumerated as the replacement character, and so takes a cell too. Joiners are part of how some scripts,
    // and emoji, are written.
    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D),
        _ => rune == Rune.ReplacementChar,
    };

    private static char Picture(Rune rune) => rune.Value switch
    {
        < 0x20 => (char)(FirstControlPicture + rune.Value),
        0x7F => DeletePicture,
        _ => (char)Rune.ReplacementChar.Value,
    };
}
