using System.Globalization;
using System.Runtime.CompilerServices;
using SfnMapRun.Calls;
using SfnMapRun.Formatting;
using SfnMapRun.Model;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Failures;

/// <summary>
/// Tells why a Map Run failed: what it failed of itself, and its unsuccessful child executions, grouped by error and by what their
/// causes have in common.
/// </summary>
/// <param name="top">How many child executions to describe at the most, the latest first.</param>
/// <param name="ahead">How far the calls may run ahead.</param>
/// <param name="progress">Counts the child executions.</param>
internal sealed class FailureReport(int top, int ahead, BatchProgress progress)
{
    private static readonly string[] Statuses = ["FAILED", "TIMED_OUT", "ABORTED"];

    /// <summary>
    /// What the Map Run itself failed of, then the groups, those with most child executions first and those that were cut off last;
    /// before them an error for each child execution that can't be described, and one for the parent execution if that can't be.
    /// </summary>
    /// <exception cref="StepFunctionsException">The rest can't be had; the groups found until then come first.</exception>
    public async IAsyncEnumerable<Output> RunAsync(
        StepFunctionsCalls calls, StepFunctionsArn mapRun, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var output in RunAsync(calls, mapRun, await calls.DescribeMapRunAsync(mapRun, cancellationToken), cancellationToken))
        {
            yield return output;
        }
    }

    /// <summary>The same of a Map Run that was described before.</summary>
    /// <exception cref="StepFunctionsException">The rest can't be had; the groups found until then come first.</exception>
    public async IAsyncEnumerable<Output> RunAsync(
        StepFunctionsCalls calls, StepFunctionsArn mapRun, MapRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var details = new ExecutionDetails(calls, mapRun);
        var own = await Outcome<MapRunFailure?>.OfAsync(mapRun.Text, FindOwnAsync(calls, details, mapRun, run, cancellationToken));
        var grouping = new FailureGrouping();
        StepFunctionsException? brokenOff = null;
        await using var samples = SampleAsync(calls, details, mapRun, run, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var hasNext = await Outcome<bool>.OfAsync(mapRun.Text, samples.MoveNextAsync().AsTask());
            brokenOff = hasNext.Error;
            if (!hasNext.Value)
            {
                break;
            }

            if (progress.Count(samples.Current) is Output.Error failed)
            {
                yield return failed;
            }
            else
            {
                grouping.Add(samples.Current.Value!);
            }
        }

        // Where the child executions can't be described either, that is one error.
        if (own.Error is { } error && error.Kind != brokenOff?.Kind)
        {
            progress.Expect(1);
            yield return progress.Count(own);
        }

        if (details.TakeRefusal() is { } refusal)
        {
            yield return progress.Count(new Outcome<MapRunFailure>(mapRun.Text, null, refusal));
        }

        foreach (var output in Results(run, own.Value, grouping))
        {
            yield return output;
        }

        if (brokenOff is not null)
        {
            throw brokenOff;
        }
    }

    private static Task<MapRunFailure?> FindOwnAsync(
        StepFunctionsCalls calls, ExecutionDetails details, StepFunctionsArn mapRun, MapRun run, CancellationToken cancellationToken) =>
        MapRunStatus.IsUnsuccessful(run.Status) && run.ExecutionArn is { } executionArn
            ? new MapRunError(calls, details).FindAsync(run, executionArn, mapRun, cancellationToken)
            : Task.FromResult<MapRunFailure?>(null);

    private async IAsyncEnumerable<Outcome<MapRunExecution>> SampleAsync(
        StepFunctionsCalls calls,
        ExecutionDetails details,
        StepFunctionsArn mapRun,
        MapRun run,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var counts = run.ExecutionCounts;
        var sizes = SampleAllocation.Of([counts?.Failed, counts?.TimedOut, counts?.Aborted], top);
        progress.Expect(sizes.Sum());
        foreach (var (status, size) in Statuses.Zip(sizes).Where(pair => pair.Second > 0))
        {
            var children = TakeAsync(
                calls.ListExecutionsAsync(mapRun, new ExecutionFilter(status), cancellationToken), size, cancellationToken);
            await foreach (var outcome in details.DescribeEachAsync(children, mapRun, ahead, cancellationToken))
            {
                yield return outcome;
            }
        }
    }

    // Does not ask for more once it has enough: the next item may cost a call for a page.
    private static async IAsyncEnumerable<MapRunExecution> TakeAsync(
        IAsyncEnumerable<MapRunExecution> children, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var child in children.WithCancellation(cancellationToken))
        {
            yield return child;
            if (--count == 0)
            {
                yield break;
            }
        }
    }

    private IEnumerable<Output> Results(MapRun run, MapRunFailure? own, FailureGrouping grouping)
    {
        var unsuccessful = run.ExecutionCounts?.Unsuccessful;
        var groups = grouping.Groups();

        // That too many child executions failed, or that the Map Run was stopped, is told by these, where there are any.
        var tellsMore = own is { Error: not (null or MapRunError.ThresholdExceeded) } or { CauseShape: not null, Error: null };
        foreach (var failure in tellsMore || groups.Count == 0 ? groups.Prepend(own) : groups)
        {
            if (failure is null)
            {
                continue;
            }

            failure.MapRunArn = run.MapRunArn;
            failure.MapRunStatus = run.Status;
            failure.SampledExecutions = grouping.Count;
            failure.UnsuccessfulExecutions = unsuccessful;
            yield return new Output.Item(failure);
        }

        if (unsuccessful > grouping.Count)
        {
            var children = Quantity.Of(unsuccessful.Value, "unsuccessful child execution");
            var advice = top < unsuccessful
                ? $" -Top {unsuccessful.Value.ToString(CultureInfo.InvariantCulture)} samples all."
                : string.Empty;
            yield return new Output.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"Sampled {grouping.Count} of {children} of {MapRunTable.Title(run)}, the latest of each status; "
                + $"the figures are about these only.{advice}"));
        }
    }
}
