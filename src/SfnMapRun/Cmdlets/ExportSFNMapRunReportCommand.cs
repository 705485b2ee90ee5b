using System.Management.Automation;
using SfnMapRun.Cmdlets.Binding;
using SfnMapRun.Errors;
using SfnMapRun.Exporting;
using SfnMapRun.Formatting;
using SfnMapRun.Model;

namespace SfnMapRun.Cmdlets;

/// <summary>Writes a report of Map Runs, one page for those who have no access to AWS: what ran, how far, what failed and when.</summary>
[Cmdlet(VerbsData.Export, "SFNMapRunReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSFNMapRunReportCommand : ParallelMapRunCommand
{
    private ReportReader _reader = null!;
    private ReportFile? _file;

    /// <summary>The file to write, an HTML page. One that exists is overwritten.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>How many unsuccessful child executions of a Map Run to look into at the most; each costs a call.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = 500;

    /// <summary>How many child executions of a Map Run to list at the most, the latest first; a thousand cost a call.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxExecutions { get; set; } = 20_000;

    /// <summary>Does not overwrite a file that exists.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Overwrites a file that is read-only, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override (string Activity, string Thing)? Batch => ("Reading", "child execution");

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _reader = new ReportReader(Top, MaxExecutions, ChildrenAhead, Progress);
        var file = OrTerminate(() => ReportFile.At(
            FilePath.Resolve(SessionState.Path, Path, isLiteral: true, FailureKind.ReportNotWritten)[0], NoClobber, Force));
        _file = ShouldProcess(TerminalText.Show(file.Path), "Write a report") ? file : null;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_file is not null)
        {
            ForEach(MapRunArn, ArnCheck.MapRun, Process);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_file is not null && _reader.Reports.Count > 0)
        {
            var page = ReportPage.Of(_reader.Reports, _reader.Missing, Clock.GetLocalNow());
            var written = OrTerminate(() => _file.Write(page));
            if (PassThru)
            {
                WriteObject(written);
            }
        }
    }

    private T OrTerminate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StepFunctionsException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(Path));
            throw;
        }
    }

    private void Process(StepFunctionsArn mapRun) => Write(_reader.ReadAsync(Connect(mapRun), mapRun, StopToken));
}
