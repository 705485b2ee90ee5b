using System.Globalization;
using System.Runtime.CompilerServices;
using SfnMapRun.Calls;
using SfnMapRun.Formatting;
using SfnMapRun.Model;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Failures;

/// <summary>
/// Tells why a Map Run failed: its unsuccessful child executions, grouped by error and by what their causes have in common.
/// </summary>
/// <param name="top">How many child executions to describe at the most, the latest first.</param>
/// <param name="ahead">How far the calls may run ahead.</param>
/// <param name="progress">Counts the child executions.</param>
internal sealed class FailureReport(int top, int ahead, BatchProgress progress)
{
    private static readonly string[] Statuses = ["FAILED", "TIMED_OUT", "ABORTED"];

    /// <summary>
    /// The groups, those with most child executions first; before them an error for each child execution that can't be described.
    /// </summary>
    /// <exception cref="StepFunctionsException">The rest can't be had; the groups found until then come first.</exception>
    public async IAsyncEnumerable<Output> RunAsync(
        StepFunctionsCalls calls, StepFunctionsArn mapRun, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = await calls.DescribeMapRunAsync(mapRun, cancellationToken);
        var grouping = new FailureGrouping();
        StepFunctionsException? brokenOff = null;
        await using var samples = SampleAsync(calls, mapRun, run, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var hasNext = await Outcome<bool>.OfAsync(mapRun.Text, samples.MoveNextAsync().AsTask());
            brokenOff = hasNext.Error;
            if (!hasNext.Value)
            {
                break;
            }

            if (progress.Count(samples.Current) is Output.Error error)
            {
                yield return error;
            }
            else
            {
                grouping.Add(samples.Current.Value!);
            }
        }

        // A Map Run that failed before any of its children did has its reason with its execution.
        if (brokenOff is null && grouping.Count == 0 && run.ExecutionCounts?.Unsuccessful is null or 0
            && MapRunStatus.IsUnsuccessful(run.Status) && run.ExecutionArn is { } executionArn)
        {
            var parent = await calls.DescribeExecutionAsync(executionArn, mapRun, cancellationToken);
            yield return new Output.Item(FailureOf(parent, run));
        }

        foreach (var output in Results(run, grouping))
        {
            yield return output;
        }

        if (brokenOff is not null)
        {
            throw brokenOff;
        }
    }

    private async IAsyncEnumerable<Outcome<MapRunExecution>> SampleAsync(
        StepFunctionsCalls calls, StepFunctionsArn mapRun, MapRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var counts = run.ExecutionCounts;
        var sizes = SampleAllocation.Of([counts?.Failed, counts?.TimedOut, counts?.Aborted], top);
        progress.Expect(sizes.Sum());
        foreach (var (status, size) in Statuses.Zip(sizes).Where(pair => pair.Second > 0))
        {
            var children = TakeAsync(
                calls.ListExecutionsAsync(mapRun, new ExecutionFilter(status), cancellationToken), size, cancellationToken);
            await foreach (var outcome in calls.DescribeEachAsync(children, mapRun, ahead, cancellationToken))
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

    private IEnumerable<Output> Results(MapRun run, FailureGrouping grouping)
    {
        var unsuccessful = run.ExecutionCounts?.Unsuccessful;
        foreach (var failure in grouping.Groups())
        {
            failure.MapRunArn = run.MapRunArn;
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
        UnsuccessfulExecutions = run.ExecutionCounts?.Unsuccessful,
    };
}
