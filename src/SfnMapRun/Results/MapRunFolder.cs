using System.Globalization;
using System.Text.RegularExpressions;

namespace SfnMapRun.Results;

/// <summary>
/// A folder with the files of a Map Run as S3 has them: the first manifest and its files, and for each redrive a folder
/// <c>Redrive-1</c>, <c>Redrive-2</c>, … with its own.
/// </summary>
internal static partial class MapRunFolder
{
    // Deeper than any prefix; a link that leads back up ends here.
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true, MaxRecursionDepth = 16, IgnoreInaccessible = true, MatchCasing = MatchCasing.CaseInsensitive,
    };

    /// <summary>
    /// The manifests of each Map Run in a folder or below it, the latest redrive's last. That one alone tells how it stands: it lists
    /// all successes so far, and what failed and never started in its attempt.
    /// </summary>
    /// <exception cref="IOException">The folder can't be read.</exception>
    public static IEnumerable<IReadOnlyList<string>> ManifestsIn(string folder) =>
        Directory.EnumerateFiles(folder, ResultManifest.FileName, Everywhere)
            .GroupBy(Of, StringComparer.Ordinal)
            .OrderBy(manifests => manifests.Key, StringComparer.Ordinal)
            .Select(manifests => manifests.OrderBy(AttemptOf).ToArray());

    /// <summary>
    /// Where a file of a manifest is if it was downloaded: at the same place in relation to the manifest as in S3, or beside it. The
    /// first of these is where it should be. None where the key ends in what can't be the name of a file.
    /// </summary>
    /// <param name="manifest">The path of the manifest.</param>
    /// <param name="key">The file's key in S3, which is any text: what would lead out of the folder leads nowhere.</param>
    public static IReadOnlyList<string> PlacesOf(string manifest, string key)
    {
        var parts = key.Split('/');
        if (parts[^1] is "" or "." or ".." || parts[^1].AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
        {
            return [];
        }

        var redrive = parts.Length > 1 && RedriveName().IsMatch(parts[^2]) ? parts[^2] : string.Empty;
        var (inPlace, beside) = (Path.Combine(Of(manifest), redrive, parts[^1]), Path.Combine(FolderOf(manifest), parts[^1]));
        return inPlace == beside ? [inPlace] : [inPlace, beside];
    }

    // The folder of the Map Run that a manifest is of.
    private static string Of(string manifest)
    {
        var folder = FolderOf(manifest);
        return RedriveName().IsMatch(Path.GetFileName(folder)) ? FolderOf(folder) : folder;
    }

    private static int AttemptOf(string manifest) =>
        RedriveName().Match(Path.GetFileName(FolderOf(manifest))) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : 0;

    private static string FolderOf(string path) => Path.GetDirectoryName(path) ?? path;

    [GeneratedRegex(@"^Redrive-(\d{1,9})\z", RegexOptions.IgnoreCase)]
    private static partial Regex RedriveName();
}
