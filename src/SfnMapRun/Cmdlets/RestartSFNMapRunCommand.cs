using System.Management.Automation;
using SfnMapRun.Arns;
using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.MapRuns;

namespace SfnMapRun.Cmdlets;

/// <summary>Redrives Map Runs through their parent executions, after a look whether that can be.</summary>
[Cmdlet(VerbsLifecycle.Restart, "SFNMapRun", SupportsShouldProcess = true)]
[OutputType(typeof(MapRun))]
public sealed class RestartSFNMapRunCommand : StepFunctionsCommand
{
    // A redriven execution starts its Map Runs again a little later.
    private const int LooksForStart = 30;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    // The executions that were redriven, and when: one redrive of an execution redrives all of its Map Runs.
    private readonly Dictionary<string, DateTime> _redriven = new(StringComparer.Ordinal);

    /// <summary>The ARNs of the Map Runs, or objects that carry one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArnTransformation("MapRunArn", "mapRuns", KeepsChildrenApart = true)]
    public string[] MapRunArn { get; set; } = [];

    /// <summary>Tells this redrive from others: with the same token the service redrives an execution once, however often it is asked. Made up if left out.</summary>
    [Parameter]
    [ValidatePattern("^[!-~]{1,64}$")]
    public string? ClientToken { get; set; }

    /// <summary>Writes each Map Run as it is after the redrive.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(MapRunArn, Redrive);

    private void Redrive(string mapRunArn)
    {
        var arn = ArnCheck.MapRun(mapRunArn);
        var run = WaitFor(DescribeMapRunAsync(mapRunArn, arn));
        if (_redriven.TryGetValue(run.ExecutionArn ?? string.Empty, out var redriven))
        {
            RedriveCheck.CheckSibling(run, redriven);
        }
        else if (RedriveParent(run, arn) is { } date)
        {
            redriven = _redriven[run.ExecutionArn!] = date;
        }
        else
        {
            return;
        }

        if (PassThru)
        {
            ShowAfter("redriven", mapRunArn, () => WaitForStart(mapRunArn, arn, redriven));
        }
    }

    // When it was redriven; null where the user did not want it.
    private DateTime? RedriveParent(MapRun run, StepFunctionsArn arn)
    {
        if (run.ExecutionArn is not { } executionArn)
        {
            throw new StepFunctionsException(FailureKind.InvalidAnswer, $"The description of {run.MapRunArn} names no execution.");
        }

        // With a token of the user's this may be a second try, and the first may have come through.
        if (ClientToken is null || !MapRunStatus.Is(run.Status, MapRunStatus.Running))
        {
            RedriveCheck.Check(run);
            RedriveCheck.Check(run, WaitFor(DescribeExecutionAsync(executionArn, arn)));
        }

        if (!ShouldProcess(run.MapRunArn, RedriveCheck.Describe(run)))
        {
            return null;
        }

        var token = ClientToken ?? Guid.NewGuid().ToString();
        var date = WaitFor(CallAsync("RedriveExecution", arn, new object(), (stepFunctions, region, attempt) =>
            stepFunctions.RedriveExecutionAsync(executionArn, token, region, attempt, StopToken))).ToLocalTime();
        RedriveCheck.CheckRedriven(run, date, token);
        WriteVerbose($"{executionArn} was redriven at {Cells.ExactDate(date)}, client token {token}.");
        return date;
    }

    private MapRun WaitForStart(string mapRunArn, StepFunctionsArn arn, DateTime redriven)
    {
        for (var look = 1; ; look++)
        {
            var run = WaitFor(DescribeMapRunAsync(mapRunArn, arn));
            if (!MapRunStatus.IsStopped(run.Status) || RedriveCheck.IsRedrivenSince(run, redriven))
            {
                return run;
            }

            if (look == LooksForStart)
            {
                WriteWarning($"{mapRunArn} has not started again yet, though its execution was redriven: it may have to wait for other steps of the execution.");
                return run;
            }

            WaitFor(PauseAsync());
        }
    }

    private async Task<bool> PauseAsync()
    {
        await Task.Delay(BetweenLooks, StopToken).ConfigureAwait(false);
        return true;
    }
}
