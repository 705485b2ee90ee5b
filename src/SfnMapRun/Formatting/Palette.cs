using System.ComponentModel;
using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>Colour where it carries meaning, in escape sequences that the caller takes from its <c>$PSStyle</c>.</summary>
/// <param name="Bad">Starts what has failed.</param>
/// <param name="Active">Starts what is under way.</param>
/// <param name="Reset">Ends either.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record Palette(string Bad, string Active, string Reset)
{
    /// <summary>No colour at all.</summary>
    public static Palette None { get; } = new(string.Empty, string.Empty, string.Empty);

    /// <summary>
    /// The palette for an output rendering of <c>$PSStyle</c>: none where the process writes into a file or a pipe, unless
    /// the user asked for escape sequences everywhere. (PowerShell itself removes them inside a session, and for NO_COLOR.)
    /// </summary>
    public static Palette For(string outputRendering, string bad, string active, string reset) =>
        Console.IsOutputRedirected && !string.Equals(outputRendering, "Ansi", StringComparison.OrdinalIgnoreCase)
            ? None
            : new(bad, active, reset);

    /// <summary>A status: failed and running stand out.</summary>
    public string Status(string? status) => status switch
    {
        null or "" => "-",
        _ when MapRunStatus.Is(status, MapRunStatus.Failed) => Bad + status + Reset,
        _ when MapRunStatus.Is(status, MapRunStatus.Running) => Active + status + Reset,
        _ => status,
    };

    /// <summary>A text that stands out when something is wrong.</summary>
    public string Alarm(string text, bool wrong) => wrong ? Bad + text + Reset : text;
}
