using System.Runtime.CompilerServices;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>
/// Remembers which Map Run the ARN of a child execution came with, for the error that refuses it: of an object that is piped in,
/// parameter binding leaves no more than the text. Forgets it with that text.
/// </summary>
internal static class ChildOrigin
{
    private static readonly ConditionalWeakTable<string, string> MapRuns = [];

    /// <summary>The ARN of a child execution as a text of its own, which is equal to others but not the same.</summary>
    public static string Remember(string child, string mapRun)
    {
        var text = new string(child.AsSpan().Trim());
        MapRuns.AddOrUpdate(text, mapRun);
        return text;
    }

    /// <summary>The ARN of the Map Run that this very text came with; null where it came alone.</summary>
    public static string? Find(string child) => MapRuns.TryGetValue(child, out var mapRun) ? mapRun : null;
}
