namespace SfnMapRun.Failures;

/// <summary>
/// Child executions that were merely cut off: they were running when their Map Run failed or was stopped. The service aborts
/// these without an error, and with a cause of its own.
/// </summary>
internal static class CutOff
{
    public static bool Is(MapRunExecution child) =>
        string.IsNullOrEmpty(child.Error)
        && child.Cause?.StartsWith("The map run execution [", StringComparison.OrdinalIgnoreCase) == true
        && child.Cause.TrimEnd('.').EndsWith("was aborted", StringComparison.OrdinalIgnoreCase);
}
