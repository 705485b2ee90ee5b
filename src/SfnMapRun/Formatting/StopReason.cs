namespace SfnMapRun.Formatting;

/// <summary>Why an execution stopped, in a line.</summary>
internal static class StopReason
{
    /// <summary>Its error and its cause, without a full stop at the end; null where it has neither.</summary>
    public static string? Of(MapRunExecution execution)
    {
        var reason = string.Join(": ", new[] { execution.Error, execution.Cause }.Where(text => !string.IsNullOrEmpty(text)));
        return reason.Length > 0 ? reason.TrimEnd('.') : null;
    }
}
