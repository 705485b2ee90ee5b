using System.Management.Automation;
using SfnMapRun.Cmdlets.Binding;
using SfnMapRun.Errors;
using SfnMapRun.Results;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Reads what the ResultWriter of a Distributed Map left in S3, from files on this machine: what became of each child execution, and
/// the items that never started. Makes no call.
/// </summary>
[Cmdlet(VerbsData.Import, "SFNMapRunResult", DefaultParameterSetName = nameof(Path))]
[OutputType(typeof(MapRunResult))]
public sealed class ImportSFNMapRunResultCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private ResultImport _import = null!;

    /// <summary>Manifests, result files, or folders that have them; with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = nameof(Path))]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The same, where each character stands for itself; what Get-ChildItem emits is taken so.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = nameof(LiteralPath))]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Only records of these statuses. Files that can't have any are not opened.</summary>
    [Parameter]
    [ValidateSet("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING")]
    public string[]? Status { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing() => _import = new ResultImport(new ResultFilter(Status), _stop.Token);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isLiteral = ParameterSetName == nameof(LiteralPath);
        foreach (var path in isLiteral ? LiteralPath : Path)
        {
            try
            {
                var files = FilePath.Resolve(SessionState.Path, path, isLiteral, FailureKind.ResultFileNotFound);
                foreach (var output in files.SelectMany(_import.Read))
                {
                    this.WriteOutput(output);
                }
            }
            catch (StepFunctionsException e)
            {
                WriteError(e.ToErrorRecord(path));
            }
        }
    }

    /// <summary>Ends the reading between two records.</summary>
    protected override void StopProcessing() => _stop.Cancel();
}
