using System.Management.Automation;
using SfnMapRun.Reporting;

namespace SfnMapRun.Cmdlets;

/// <summary>Writes output as PowerShell has it: to its streams, as error and progress records.</summary>
internal static class CmdletOutput
{
    /// <summary>Writes output. On the pipeline's own thread.</summary>
    public static void WriteOutput(this Cmdlet cmdlet, Output output)
    {
        switch (output)
        {
            case Output.Item item:
                cmdlet.WriteObject(item.Value);
                break;
            case Output.Error error:
                cmdlet.WriteError(error.Exception.ToErrorRecord(error.Target));
                break;
            case Output.Warning warning:
                cmdlet.WriteWarning(warning.Text);
                break;
            case Output.Verbose verbose:
                cmdlet.WriteVerbose(verbose.Text);
                break;
            case Output.Debug debug:
                cmdlet.WriteDebug(debug.Text);
                break;
            case Output.Progress progress:
                cmdlet.WriteProgress(ToProgressRecord(progress));
                break;
        }
    }

    /// <summary>The record for a failure about a target, which is null where it is not about one.</summary>
    public static ErrorRecord ToErrorRecord(this StepFunctionsException exception, string? target) =>
        new(exception, exception.Kind.Id, Enum.Parse<ErrorCategory>(exception.Kind.Category.ToString()), target)
        {
            // Not as RecommendedAction: PowerShell 7.4 does not show it, and "$_" in a log leaves it out.
            ErrorDetails = new ErrorDetails($"{exception.Message.TrimEnd('.')}. {exception.Advice(target)}"),
        };

    private static ProgressRecord ToProgressRecord(Output.Progress progress) => new(progress.Bar, progress.Activity, progress.Status)
    {
        ParentActivityId = progress.Parent ?? -1,
        PercentComplete = progress.Percent ?? -1,
        SecondsRemaining = progress.Left is { } left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
        RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    };
}
