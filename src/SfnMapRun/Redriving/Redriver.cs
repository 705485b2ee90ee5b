using System.Runtime.CompilerServices;
using SfnMapRun.Calls;
using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.Model;
using SfnMapRun.Reporting;

namespace SfnMapRun.Redriving;

/// <summary>
/// Redrives Map Runs through their parent executions: first a plan, which says what would be redriven, then, if that is what the
/// user wants, the redrive. One redrive of an execution redrives all of its Map Runs.
/// </summary>
/// <param name="clientToken">The user's token for the redrives; null for a new one each.</param>
/// <param name="clock">Tells the time between two polls.</param>
internal sealed class Redriver(string? clientToken, TimeProvider clock)
{
    // A redriven execution starts its Map Runs again a little later.
    private const int PollsForStart = 30;
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(2);

    // The executions that were redriven, and when.
    private readonly Dictionary<string, DateTime> _redriven = new(StringComparer.Ordinal);

    /// <summary>Checks whether a Map Run can be redriven.</summary>
    /// <exception cref="StepFunctionsException">It can't be, or that can't be told.</exception>
    public async Task<RedrivePlan> PlanAsync(StepFunctionsCalls calls, StepFunctionsArn mapRun, CancellationToken cancellationToken)
    {
        var run = await calls.DescribeMapRunAsync(mapRun, cancellationToken);
        if (run.ExecutionArn is not { } executionArn)
        {
            throw new StepFunctionsException(FailureKind.InvalidResponse, $"The description of {run.MapRunArn} names no execution.");
        }

        var plan = new RedrivePlan(calls, mapRun, run, executionArn);
        if (_redriven.TryGetValue(executionArn, out var redrivenAt))
        {
            RedriveCheck.CheckSibling(run, redrivenAt);
            return plan with { RedrivenAt = redrivenAt };
        }

        // With a token of the user's this may be a second try, and the first may have succeeded.
        if (clientToken is null || !MapRunStatus.Is(run.Status, MapRunStatus.Running))
        {
            RedriveCheck.Check(run);
            RedriveCheck.Check(run, await calls.DescribeExecutionAsync(executionArn, mapRun, cancellationToken));
        }

        return plan;
    }

    /// <summary>Carries a plan out.</summary>
    /// <param name="plan">What to redrive.</param>
    /// <param name="passThru">Whether to wait until the Map Run has started again, and to output it.</param>
    /// <param name="cancellationToken">Ends the calls and the wait.</param>
    /// <exception cref="StepFunctionsException">The redrive failed, or the Map Run can't be shown after it.</exception>
    public async IAsyncEnumerable<Output> RunAsync(
        RedrivePlan plan, bool passThru, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (plan.RedrivenAt is not { } redrivenAt)
        {
            var token = clientToken ?? Guid.NewGuid().ToString();
            var date = await plan.Calls.RedriveExecutionAsync(plan.ExecutionArn, token, plan.Arn, cancellationToken);
            redrivenAt = date.ToLocalTime();
            RedriveCheck.CheckRedriven(plan.Run, redrivenAt, token);
            _redriven[plan.ExecutionArn] = redrivenAt;
            yield return new Output.Verbose(
                $"{plan.ExecutionArn} was redriven at {CellFormat.ExactDate(redrivenAt)}, client token {token}.");
        }

        if (passThru)
        {
            await foreach (
                var output in MapRunChange.ShowAsync("redriven", plan.Arn, WaitForStartAsync(plan, redrivenAt, cancellationToken)))
            {
                yield return output;
            }
        }
    }

    private async IAsyncEnumerable<Output> WaitForStartAsync(
        RedrivePlan plan, DateTime redrivenAt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var poll = 1; ; poll++)
        {
            var run = await plan.Calls.DescribeMapRunAsync(plan.Arn, cancellationToken);
            var hasStarted = !MapRunStatus.IsStopped(run.Status) || RedriveCheck.IsRedrivenSince(run, redrivenAt);
            if (!hasStarted && poll == PollsForStart)
            {
                yield return new Output.Warning(
                    $"{plan.Arn} has not started again yet, though its execution was redriven: "
                    + "it may have to wait for other steps of the execution.");
            }

            if (hasStarted || poll == PollsForStart)
            {
                yield return new Output.Item(run);
                yield break;
            }

            await Task.Delay(BetweenPolls, clock, cancellationToken);
        }
    }
}
