using System.Text.RegularExpressions;

namespace SfnMapRun.Results;

/// <summary>
/// The groups into which a ResultWriter sorts its files: the members of ResultFiles in a manifest, and how the names of the files
/// begin. The service may add others.
/// </summary>
internal static partial class ResultGroup
{
    public const string Succeeded = "SUCCEEDED";

    /// <summary>What failed, timed out or was aborted.</summary>
    public const string Failed = "FAILED";

    /// <summary>Items that never started.</summary>
    public const string Pending = "PENDING";

    /// <summary>The group of a file by its name, such as <c>FAILED_0.json</c>; null for another name.</summary>
    public static string? OfName(string name) => Name().Match(name) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^(SUCCEEDED|FAILED|PENDING)_\d+\.jsonl?\z")]
    private static partial Regex Name();
}
