using SfnMapRun.MapRuns;

namespace SfnMapRun.Formatting;

/// <summary>Colour where it carries meaning, in escape sequences that the caller takes from its <c>$PSStyle</c>.</summary>
/// <param name="Bad">Starts what has failed.</param>
/// <param name="Active">Starts what is under way.</param>
/// <param name="Reset">Ends either.</param>
public sealed record Palette(string Bad, string Active, string Reset)
{
    /// <summary>No colour at all.</summary>
    public static Palette None { get; } = new(string.Empty, string.Empty, string.Empty);

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
