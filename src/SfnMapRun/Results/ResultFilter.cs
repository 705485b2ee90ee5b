using SfnMapRun.Model;

namespace SfnMapRun.Results;

/// <summary>Which records are wanted.</summary>
/// <param name="statuses">Those of these statuses, in any case; null for all.</param>
internal sealed class ResultFilter(IReadOnlyCollection<string>? statuses)
{
    /// <summary>Whether a record is wanted.</summary>
    public bool Takes(MapRunResult result) => statuses is null || statuses.Any(status => MapRunStatus.Is(result.Status, status));

    /// <summary>Whether files of a group may hold such records: of a group that is not known, any.</summary>
    public bool MayBeIn(string group) => statuses is null || statuses.Any(status => group switch
    {
        ResultGroup.Succeeded or ResultGroup.Pending => MapRunStatus.Is(status, group),
        ResultGroup.Failed => !MapRunStatus.Is(status, ResultGroup.Succeeded) && !MapRunStatus.Is(status, ResultGroup.Pending),
        _ => true,
    });
}
