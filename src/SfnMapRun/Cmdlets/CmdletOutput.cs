using System.Management.Automation;
using SfnMapRun.Formatting;
using SfnMapRun.Reporting;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Writes output as PowerShell has it: to its streams, as error and progress records. Texts are made harmless for a terminal here;
/// objects pass as they are.
/// </summary>
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
                cmdlet.WriteWarning(TerminalText.Show(warning.Text));
                break;
            case Output.Heartbeat heartbeat:
                // As Write-Host has it: it shows in a log, and neither in the output nor only with a preference.
                cmdlet.WriteInformation(new HostInformationMessage { Message = TerminalText.Show(heartbeat.Text) }, ["PSHOST"]);
                break;
            case Output.Verbose verbose:
                cmdlet.WriteVerbose(TerminalText.Show(verbose.Text));
                break;
            case Output.Debug debug:
                cmdlet.WriteDebug(TerminalText.Show(debug.Text));
                break;
            case Output.Progress progress:
                cmdlet.WriteProgress(ToProgressRecord(progress));
                break;
        }
    }

    /// <summary>The record for a failure about a target, which is null where it is not about one.</summary>
    public static ErrorRecord ToErrorRecord(this StepFunctionsException exception, string? target)
    {
        var category = Enum.Parse<ErrorCategory>(exception.Kind.Category.ToString());
        var record = new ErrorRecord(exception, exception.Kind.Id, category, target)
        {
            // Not as RecommendedAction: PowerShell 7.4 does not show it, and "$_" in a log leaves it out.
            ErrorDetails = new ErrorDetails(exception.Describe(target)),
        };

        // What some views show of the target, which itself stays as it came.
        record.CategoryInfo.TargetName = TerminalText.Show(target);
        return record;
    }

    private static ProgressRecord ToProgressRecord(Output.Progress progress) => new(
        progress.Bar, TerminalText.Show(progress.Activity), TerminalText.Show(progress.Status))
    {
        ParentActivityId = progress.Parent ?? -1,
        PercentComplete = progress.Percent ?? -1,
        SecondsRemaining = progress.Left is { } left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
        RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    };
}
