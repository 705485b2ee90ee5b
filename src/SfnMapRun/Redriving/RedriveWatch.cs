using SfnMapRun.Calls;
using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.Model;
using SfnMapRun.Reporting;

namespace SfnMapRun.Redriving;

/// <summary>
/// Watches a Map Run and its execution after a redrive, until the redrive shows or has failed: that the service accepted it does
/// not mean that it reaches the Map Run, nor that child executions start.
/// </summary>
/// <param name="plan">What was redriven.</param>
/// <param name="redrivenAt">When its execution was redriven.</param>
/// <param name="clock">Tells the time between two polls.</param>
internal sealed class RedriveWatch(RedrivePlan plan, DateTime redrivenAt, TimeProvider clock)
{
    // After 1, 3, 6, 10, ... seconds: what goes wrong does so at once or after some 7 seconds. The last is 55 seconds after the redrive.
    private const int MaxPolls = 10;

    private readonly ExecutionDetails _details = new(plan.Calls, plan.Arn);

    private string Name => $"The Map Run {MapRunTable.Title(plan.Run)}";

    /// <summary>
    /// The Map Run as it is redriven, or an error that says why it is not. Where a new Map Run was started in its place, that one,
    /// with a warning that names it.
    /// </summary>
    public async Task<IReadOnlyList<Output>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var poll = 1; ; poll++)
            {
                await Task.Delay(TimeSpan.FromSeconds(poll), clock, cancellationToken);
                if (await PollAsync(isLast: poll == MaxPolls, cancellationToken) is { } result)
                {
                    return result;
                }
            }
        }
        catch (StepFunctionsException e)
        {
            return [new Output.Warning($"{Name} was redriven, but can't be watched:"), new Output.Error(e, plan.Arn.Text)];
        }
    }

    // Null while it is not decided.
    private async Task<IReadOnlyList<Output>?> PollAsync(bool isLast, CancellationToken cancellationToken)
    {
        var run = await plan.Calls.DescribeMapRunAsync(plan.Arn, cancellationToken);
        var isRedriven = !MapRunStatus.IsStopped(run.Status) || RedriveCheck.IsRedrivenSince(run, redrivenAt);
        if (isRedriven && !MapRunStatus.IsUnsuccessful(run.Status))
        {
            return !RedriveCheck.HasOldCounts(run, plan.Run) || MapRunStatus.IsStopped(run.Status) ? [new Output.Item(run)]
                : isLast ? [new Output.Warning($"{Name} runs again, but its counts are still those from before."), new Output.Item(run)]
                : null;
        }

        var parent = await _details.DescribeAsync(plan.ExecutionArn, cancellationToken);
        if (RedriveCheck.HasStoppedSince(parent, redrivenAt) && !MapRunStatus.Is(parent.Status, MapRunStatus.Succeeded))
        {
            var error = new Output.Error(FailureOf(run, isRedriven, parent), plan.Arn.Text);
            return isRedriven ? [new Output.Item(run), error] : [error];
        }

        return !isRedriven && await FindNewAsync(cancellationToken) is { } replacement
            ? await ShowNewAsync(replacement, cancellationToken)
            : isLast ? [new Output.Warning(StillWaiting(isRedriven, parent)), new Output.Item(run)]
            : null;
    }

    // After some errors the service starts a new Map Run, and leaves the old one as it was.
    private async Task<StepFunctionsArn?> FindNewAsync(CancellationToken cancellationToken)
    {
        if (!StepFunctionsArn.TryParse(plan.ExecutionArn, out var execution))
        {
            return null;
        }

        await foreach (var item in plan.Calls.ListMapRunsAsync(execution, cancellationToken))
        {
            if (item.StartDate?.ToUniversalTime() < redrivenAt.ToUniversalTime())
            {
                break;
            }

            if (StepFunctionsArn.TryParse(item.MapRunArn, out var arn) && arn.Label == plan.Arn.Label && arn.Text != plan.Arn.Text)
            {
                return arn;
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<Output>> ShowNewAsync(StepFunctionsArn replacement, CancellationToken cancellationToken) =>
    [
        new Output.Warning($"The redrive has started a new Map Run in place of {plan.Arn}, which stays as it is: {replacement}."),
        new Output.Item(await plan.Calls.DescribeMapRunAsync(replacement, cancellationToken)),
    ];

    private string StillWaiting(bool isRedriven, MapRunExecution parent) => isRedriven
        ? $"{Name} was redriven, and has stopped again; its execution is {parent.Status}."
        : $"{Name} has not started again yet, though its execution was redriven and is {parent.Status}: "
            + "it may have to wait for other steps of the execution.";

    private StepFunctionsException FailureOf(MapRun run, bool isRedriven, MapRunExecution parent)
    {
        var what = isRedriven
            ? $"{Name} was redriven, and has stopped again: {run.Status}"
            : $"The execution {parent.Name ?? parent.ExecutionArn} was redriven, and has stopped again before it reached the Map Run "
                + $"{MapRunTable.Title(run)}: {parent.Status}";
        var message = StopReason.Of(parent) is { } reason ? $"{what}, {reason}." : $"{what}.";
        return new StepFunctionsException(FailureKind.RedriveFailed, message)
        {
            MapRun = run,
            Remedy = RolePermission.Missing(parent.Cause, plan.Arn) is { } permission
                ? $"Allow the state machine's own role {permission}, and redrive again."
                : null,
        };
    }
}
