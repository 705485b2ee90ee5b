using System.Runtime.CompilerServices;
using SfnMapRun.Calls;
using SfnMapRun.Failures;
using SfnMapRun.Model;
using SfnMapRun.Reporting;

namespace SfnMapRun.Exporting;

/// <summary>
/// Reads what a report tells of Map Runs. What can't be read is an error, and the report says so; the rest is in it.
/// </summary>
/// <param name="top">How many unsuccessful child executions of a Map Run to describe at the most.</param>
/// <param name="maxExecutions">How many of its child executions to list at the most.</param>
/// <param name="ahead">How far calls for child executions may run ahead.</param>
/// <param name="progress">Counts the child executions.</param>
internal sealed class ReportReader(int top, int maxExecutions, int ahead, BatchProgress progress)
{
    // A thousand child executions that can't be described are not a thousand lines.
    private const int MostProblems = 20;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<MapRunReport> _reports = [];
    private readonly List<(string MapRunArn, string Why)> _missing = [];

    /// <summary>What was read, in the order of the input.</summary>
    public IReadOnlyList<MapRunReport> Reports => _reports;

    /// <summary>The Map Runs that could not be described, and why.</summary>
    public IReadOnlyList<(string MapRunArn, string Why)> Missing => _missing;

    /// <summary>Reads a Map Run, unless it was read before. Outputs what could not be read, and what was left out.</summary>
    /// <exception cref="StepFunctionsException">It can't be described.</exception>
    public async IAsyncEnumerable<Output> ReadAsync(
        StepFunctionsCalls calls, StepFunctionsArn mapRun, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_known.Add(mapRun.Text))
        {
            yield break;
        }

        var described = await Outcome<MapRun>.OfAsync(mapRun.Text, calls.DescribeMapRunAsync(mapRun, cancellationToken));
        if (described.Error is { } notDescribed)
        {
            _missing.Add((mapRun.Text, notDescribed.Message));
            throw notDescribed;
        }

        var run = described.Value!;
        var (failures, problems) = (new List<MapRunFailure>(), new List<StepFunctionsException>());
        var children = new ChildHistory();
        await foreach (var output in FailuresAsync(calls, mapRun, run, cancellationToken))
        {
            if (output is Output.Item { Value: MapRunFailure failure })
            {
                failures.Add(failure);
                continue;
            }

            if (output is Output.Error failed)
            {
                problems.Add(failed.Exception);
            }

            yield return output;
        }

        if (await ReadChildrenAsync(children, calls, mapRun, run, cancellationToken) is { } notListed)
        {
            // That the caller may not list them was said of the failed ones already.
            var isKnown = notListed.Kind.ConcernsEveryCall && problems.Any(
                problem => (problem.Kind, problem.Operation) == (notListed.Kind, notListed.Operation));
            problems.Add(notListed);
            if (!isKnown)
            {
                yield return Failed(mapRun, notListed);
            }
        }

        children.Finish();
        var told = problems.Select(problem => problem.Message).Distinct().Take(MostProblems);
        _reports.Add(new MapRunReport(run, failures, children, [.. told]));
    }

    private async IAsyncEnumerable<Output> FailuresAsync(
        StepFunctionsCalls calls, StepFunctionsArn mapRun, MapRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var outputs = new FailureReport(top, ahead, progress)
            .RunAsync(calls, mapRun, run, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var hasNext = await Outcome<bool>.OfAsync(mapRun.Text, outputs.MoveNextAsync().AsTask());
            if (hasNext.Error is { } error)
            {
                yield return Failed(mapRun, error);
            }

            if (!hasNext.Value)
            {
                yield break;
            }

            yield return outputs.Current;
        }
    }

    private async Task<StepFunctionsException?> ReadChildrenAsync(
        ChildHistory children, StepFunctionsCalls calls, StepFunctionsArn mapRun, MapRun run, CancellationToken cancellationToken)
    {
        try
        {
            var read = children.ReadAsync(calls, mapRun, run.ExecutionCounts, maxExecutions, cancellationToken);
            await foreach (var child in progress.CountEachAsync(read, cancellationToken))
            {
                // The history has taken note of it.
            }

            return null;
        }
        catch (StepFunctionsException e)
        {
            return e;
        }
    }

    private Output.Error Failed(StepFunctionsArn mapRun, StepFunctionsException error)
    {
        progress.Expect(1);
        progress.CountError(error);
        return new Output.Error(error, mapRun.Text);
    }
}
