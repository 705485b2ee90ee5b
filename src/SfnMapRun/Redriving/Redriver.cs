using System.Runtime.CompilerServices;
using SfnMapRun.Calls;
using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.Model;
using SfnMapRun.Reporting;

namespace SfnMapRun.Redriving;

/// <summary>
/// Redrives Map Runs through their parent executions: first a plan, which says what would be redriven, then, if that is what the
/// user wants, the redrive, and in the end what has become of all redrives. One redrive of an execution redrives all of its Map
/// Runs.
/// </summary>
/// <param name="clientToken">The user's token for the redrives; null for a new one each.</param>
/// <param name="clock">Tells the time between two polls.</param>
internal sealed class Redriver(string? clientToken, TimeProvider clock)
{
    // The executions that were redriven, and when.
    private readonly Dictionary<string, DateTime> _redriven = new(StringComparer.Ordinal);
    private readonly List<Task<IReadOnlyList<Output>>> _watches = [];

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
        if (clientToken is not null && MapRunStatus.Is(run.Status, MapRunStatus.Running))
        {
            return plan;
        }

        RedriveCheck.Check(run);
        var parent = await calls.DescribeExecutionAsync(executionArn, withPayload: false, mapRun, cancellationToken);
        if (clientToken is not null && MapRunStatus.Is(parent.Status, MapRunStatus.Running))
        {
            return plan;
        }

        RedriveCheck.Check(run, parent);
        return plan with { Parent = parent };
    }

    /// <summary>Carries a plan out, and begins to watch what becomes of it.</summary>
    /// <exception cref="StepFunctionsException">The redrive failed.</exception>
    public async IAsyncEnumerable<Output> RunAsync(RedrivePlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (plan.RedrivenAt is not { } redrivenAt)
        {
            var token = clientToken ?? Guid.NewGuid().ToString();
            var date = await plan.Calls.RedriveExecutionAsync(plan.ExecutionArn, token, plan.Arn, cancellationToken);
            redrivenAt = date.ToLocalTime();
            if (plan.Parent is { } parent)
            {
                RedriveCheck.CheckRedriven(plan.Run, parent, redrivenAt, token);
            }

            _redriven[plan.ExecutionArn] = redrivenAt;
            yield return new Output.Verbose(
                $"{plan.ExecutionArn} was redriven at {CellFormat.ExactDate(redrivenAt)}, client token {token}.");
        }

        _watches.Add(new RedriveWatch(plan, redrivenAt, clock).RunAsync(cancellationToken));
    }

    /// <summary>What has become of the redrives, in their order.</summary>
    /// <param name="passThru">Whether to output the Map Runs that run again.</param>
    public async IAsyncEnumerable<Output> FinishAsync(bool passThru)
    {
        foreach (var watch in _watches)
        {
            foreach (var output in await watch)
            {
                if (passThru || output is not Output.Item)
                {
                    yield return output;
                }
            }
        }
    }
}
