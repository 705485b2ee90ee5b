namespace SfnMapRun.Formatting;

/// <summary>The cells of the table views.</summary>
public static class MapRunTable
{
    /// <summary>What the Map Runs of one group have in common: state machine, label, Region, account.</summary>
    public static string Group(MapRun run) => run.StateMachineName is null
        ? "unknown"
        : $"{run.StateMachineName}{(run.Label is null ? string.Empty : $"/{run.Label}")} in {run.Region}, account {run.AccountId}";

    /// <summary>One Map Run in a line, for a table that shows one at a time.</summary>
    public static string Title(MapRun run) => run.StateMachineName is null ? "unknown" : $"{Name(run)} ({run.Region}, {run.AccountId})";

    /// <summary>How far a Map Run is. One that runs is never shown as complete: its total may still grow.</summary>
    public static string Done(MapRun run) =>
        run.FinishedPercentage >= 100 && MapRuns.MapRunStatus.Is(run.Status, MapRuns.MapRunStatus.Running) ? ">99%" : Cells.Percentage(run.FinishedPercentage);

    /// <summary>Failed and timed-out items, in colour once they are more than tolerated.</summary>
    public static string Failed(MapRun run, Palette palette) =>
        palette.Alarm(Cells.Count(run.ItemCounts?.Failures, width: 6), run.ToleratedFailureExceeded == true);

    /// <summary>The duration, short.</summary>
    public static string Time(MapRun run) => Cells.ShortDuration(run.Duration);

    /// <summary>The names of the ten counts, one a line.</summary>
    public static string CountNames() => string.Join('\n', CountList.Names);

    /// <summary>The ten counts, one a line, in the order of <see cref="CountNames"/>.</summary>
    public static string CountValues(MapRunCounts? counts) => string.Join('\n', CountList.Of(counts).Select(count => Cells.Count(count)));

    private static string Name(MapRun run) => $"{run.StateMachineName}{(run.Label is null ? string.Empty : $"/{run.Label}")}:{run.MapRunId}";
}
