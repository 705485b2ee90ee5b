using System.ComponentModel;
using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>Colour where it carries meaning, in escape sequences that the caller takes from its <c>$PSStyle</c>.</summary>
/// <param name="Bad">Starts what has failed.</param>
/// <param name="Active">Starts what is under way.</param>
/// <param name="Reset">Ends each of them.</param>
/// <param name="Good">Starts what has succeeded: an area, as a text of that colour is not easy to read everywhere.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record Palette(string Bad, string Active, string Reset, string Good = "")
{
    /// <summary>No colour at all.</summary>
    public static Palette None { get; } = new(string.Empty, string.Empty, string.Empty);

    /// <summary>
    /// The palette of a <c>$PSStyle</c>: none where the process writes into a file or a pipe, unless the user asked for escape
    /// sequences everywhere. (PowerShell itself removes them inside a session, and for NO_COLOR.)
    /// </summary>
    /// <param name="style">A PSStyle, which PowerShell has from 7.2 on and which can't be named here.</param>
    public static Palette Of(object style)
    {
        var isEverywhere = string.Equals(Member(style, "OutputRendering").ToString(), "Ansi", StringComparison.OrdinalIgnoreCase);
        if (Console.IsOutputRedirected && !isEverywhere)
        {
            return None;
        }

        // Bold, as no colour of the sixteen reads well on dark and light alike, and a warning's would mean one.
        var formatting = Member(style, "Formatting");
        return new Palette(
            (string)Member(formatting, "Error"),
            (string)Member(style, "Bold"),
            (string)Member(style, "Reset"),
            (string)Member(Member(style, "Foreground"), "Green"));
    }

    /// <summary>A status within a width in cells: failed and running stand out.</summary>
    public string Status(string? status, int width = 0) => status switch
    {
        _ when MapRunStatus.Is(status, MapRunStatus.Failed) || MapRunStatus.Is(status, MapRunStatus.TimedOut) => Bad + status + Reset,
        _ when MapRunStatus.Is(status, MapRunStatus.Running) => Active + status + Reset,
        _ => TerminalText.Within(status, width),
    };

    /// <summary>A text that stands out when something is wrong.</summary>
    public string Alarm(string text, bool wrong) => wrong ? Bad + text + Reset : text;

    private static object Member(object owner, string name) => owner.GetType().GetProperty(name)!.GetValue(owner)!;
}
