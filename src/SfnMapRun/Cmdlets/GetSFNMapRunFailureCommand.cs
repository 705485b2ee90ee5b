using System.Globalization;
using System.Management.Automation;
using SfnMapRun.Arns;
using SfnMapRun.Failures;
using SfnMapRun.Formatting;
using SfnMapRun.MapRuns;

namespace SfnMapRun.Cmdlets;

/// <summary>Tells why Map Runs failed: their unsuccessful child executions, grouped by error and by what their causes have in common.</summary>
[Cmdlet(VerbsCommon.Get, "SFNMapRunFailure")]
[OutputType(typeof(MapRunFailure))]
public sealed class GetSFNMapRunFailureCommand : ChildExecutionsCommand
{
    private static readonly string[] Statuses = ["FAILED", "TIMED_OUT", "ABORTED"];

    /// <summary>A command that has not begun.</summary>
    public GetSFNMapRunFailureCommand()
        : base("Looking into")
    {
    }

    /// <summary>How many child executions of a Map Run to look into at the most, the latest first; each costs a call.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; } = 500;

    private protected override void Process(string mapRunArn, StepFunctionsArn arn)
    {
        var run = WaitFor(DescribeMapRunAsync(mapRunArn, arn));
        var grouping = new FailureGrouping();
        try
        {
            LookInto(run, arn, grouping);
        }
        catch (StepFunctionsException)
        {
            // What was found out before the rest could not be.
            WriteGroups(run, grouping);
            throw;
        }

        // One that failed before any of its children did has its reason with its execution.
        if (run.ExecutionCounts?.Unsuccessful is null or 0 && grouping.Count == 0 && MapRunStatus.IsUnsuccessful(run.Status) && run.ExecutionArn is { } executionArn)
        {
            WriteObject(FailureOf(WaitFor(DescribeExecutionAsync(executionArn, arn)), run));
        }

        WriteGroups(run, grouping);
    }

    private void LookInto(MapRun run, StepFunctionsArn arn, FailureGrouping grouping)
    {
        var counts = run.ExecutionCounts;
        var shares = Shares.Of([counts?.Failed, counts?.TimedOut, counts?.Aborted], Top);
        Report.Known += shares.Sum();
        foreach (var (status, share) in Statuses.Zip(shares).Where(pair => pair.Second > 0))
        {
            var details = new Queue<(string Target, Task<MapRunExecution> Work)>();
            foreach (var child in Children(run.MapRunArn!, arn, status, redriveFilter: null).Take(share))
            {
                details.Enqueue((child.ExecutionArn!, DescribeChildAsync(child, arn)));
                WriteResults(details, atMost: ThrottleLimit, Report, grouping.Add, ConcernsAll);
            }

            WriteResults(details, atMost: 0, Report, grouping.Add, ConcernsAll);
        }
    }

    private void WriteGroups(MapRun run, FailureGrouping grouping)
    {
        var unsuccessful = run.ExecutionCounts?.Unsuccessful;
        foreach (var failure in grouping.Groups())
        {
            failure.MapRunArn = run.MapRunArn;
            failure.LookedInto = grouping.Count;
            failure.Unsuccessful = unsuccessful;
            WriteObject(failure);
        }

        if (unsuccessful > grouping.Count)
        {
            WriteWarning(string.Create(
                CultureInfo.InvariantCulture,
                $"Looked into {grouping.Count} of {unsuccessful} unsuccessful child executions of {MapRunTable.Title(run)}, the latest of each status; the figures are theirs alone.{(Top < unsuccessful ? $" -Top {unsuccessful} looks into all." : string.Empty)}"));
        }
    }

    private static MapRunFailure FailureOf(MapRunExecution parent, MapRun run) => new()
    {
        MapRunArn = run.MapRunArn,
        Status = run.Status,
        Error = parent.Error,
        CauseShape = CauseShape.Of(parent.Cause) is { Length: > 0 } shape ? shape : null,
        SampleExecutionArn = parent.ExecutionArn,
        SampleCause = parent.Cause,
        FirstSeen = parent.StopDate,
        LastSeen = parent.StopDate,
        Unsuccessful = run.ExecutionCounts?.Unsuccessful,
    };
}
