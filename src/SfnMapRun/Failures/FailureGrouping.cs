using SfnMapRun.Model;

namespace SfnMapRun.Failures;

/// <summary>
/// Groups the unsuccessful child executions of one Map Run by status, error and the shape of their causes. Of each group the
/// first child is kept as its sample, so that memory depends on the number of groups, not of children.
/// </summary>
internal sealed class FailureGrouping
{
    /// <summary>What stands for further causes of an error once there are too many groups.</summary>
    public const string OtherCauses = "<other causes>";

    /// <summary>What stands for further errors, should even these be without end.</summary>
    public const string OtherErrors = "<other errors>";

    // More than anyone reads. A cause that differs in every child must not fill the memory.
    private const int MaxGroups = 1000;

    private readonly Dictionary<(string Scope, string? Status, string? Error, string? CauseShape), MapRunFailure> _groups = [];

    /// <summary>How many child executions were added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a child execution, with its error and cause.</summary>
    public void Add(MapRunExecution child)
    {
        Count++;
        var group = GroupOf(child);
        group.Executions++;
        group.Items = Saturating.Add(group.Items, child.ItemCount);
        group.FirstSeen = group.FirstSeen < child.StopDate ? group.FirstSeen : child.StopDate ?? group.FirstSeen;
        group.LastSeen = group.LastSeen > child.StopDate ? group.LastSeen : child.StopDate ?? group.LastSeen;
    }

    /// <summary>
    /// The groups as of now, those with most child executions first; after them what is no cause of a failure: those aborted for
    /// no reason that is known, and last those that were cut off.
    /// </summary>
    public IReadOnlyList<MapRunFailure> Groups() =>
    [
        .. _groups.Values
            .OrderBy(group => group.Scope == FailureScope.CutOff)
            .ThenBy(group => group is { Status: MapRunStatus.Aborted, Error: null, CauseShape: null })
            .ThenByDescending(group => group.Executions)
            .ThenByDescending(group => group.Items)
            .ThenBy(group => group.Error, StringComparer.Ordinal)
            .ThenBy(group => group.Status, StringComparer.Ordinal)
            .ThenBy(group => group.CauseShape, StringComparer.Ordinal),
    ];

    private MapRunFailure GroupOf(MapRunExecution child)
    {
        var shape = CauseShape.Of(child.Cause);
        var scope = CutOff.Is(child) ? FailureScope.CutOff : FailureScope.ChildExecution;
        var key = (Scope: scope, child.Status, child.Error, CauseShape: shape.Length == 0 ? null : shape);
        if (!_groups.ContainsKey(key) && _groups.Count >= MaxGroups)
        {
            key.CauseShape = OtherCauses;
        }

        if (!_groups.ContainsKey(key) && _groups.Count >= 2 * MaxGroups)
        {
            key.Error = OtherErrors;
        }

        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = new MapRunFailure
            {
                MapRunArn = child.MapRunArn,
                Scope = key.Scope,
                Status = key.Status,
                Error = key.Error,
                CauseShape = key.CauseShape,
                Items = 0,
                SampleExecutionArn = child.ExecutionArn,
                SampleCause = child.Cause,
            };
        }

        return group;
    }
}
