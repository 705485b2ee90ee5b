using System.Runtime.CompilerServices;
using SfnMapRun.Errors;
using SfnMapRun.Model;

namespace SfnMapRun.Calls;

/// <summary>The Map Runs of the executions of a state machine, of which no operation makes a list.</summary>
internal static class StateMachineMapRuns
{
    private const int MostAhead = 15;

    /// <summary>
    /// The Map Runs of the latest execution first, the newest of each first; an error in the place of an execution whose Map Runs
    /// can't be listed. At first, no call is made before its results are wanted: one may be all that is. Whoever takes more gets
    /// calls made ahead, for a quarter of the executions that were taken. Those that nobody waits for any more end.
    /// </summary>
    /// <param name="calls">What to make the calls with.</param>
    /// <param name="stateMachine">The ARN of the state machine, or of a version or an alias of it.</param>
    /// <param name="statuses">Only those of executions of these statuses; null for all.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="StepFunctionsException">
    /// The list of executions broke off, or this caller can't list the Map Runs of any.
    /// </exception>
    public static async IAsyncEnumerable<Outcome<MapRunListItem>> ListMapRunsOfAsync(
        this StepFunctionsCalls calls,
        StepFunctionsArn stateMachine,
        IReadOnlyCollection<string>? statuses,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var executions = NewestFirst.MergeAsync(
            (statuses ?? [null!]).Select(status => calls.ListParentExecutionsAsync(stateMachine, status, end.Token)), end.Token);
        var taken = 0;
        var lists = executions.SelectSideBySideAsync(
            execution => execution.ExecutionArn!,
            execution => BeginAsync(calls, execution, end.Token),
            () => Math.Min(taken / 4, MostAhead),
            end.Token);
        try
        {
            await foreach (var list in lists)
            {
                taken++;
                await foreach (var outcome in ReadAsync(list))
                {
                    // One error, not one for each execution.
                    yield return outcome.Error is { Kind.ConcernsEveryCall: true } error ? throw error : outcome;
                }
            }
        }
        finally
        {
            end.Cancel();
        }
    }

    private static async Task<BegunList> BeginAsync(
        StepFunctionsCalls calls, MapRunExecution execution, CancellationToken cancellationToken)
    {
        if (!StepFunctionsArn.TryParse(execution.ExecutionArn, out var arn))
        {
            throw new StepFunctionsException(
                FailureKind.InvalidResponse, $"The list of executions has one without an ARN: '{execution.ExecutionArn}'.");
        }

        var items = calls.ListMapRunsAsync(arn, cancellationToken).GetAsyncEnumerator(cancellationToken);
        return new BegunList(items, await items.MoveNextAsync());
    }

    private static async IAsyncEnumerable<Outcome<MapRunListItem>> ReadAsync(Outcome<BegunList> list)
    {
        var next = new Outcome<bool>(list.Target, list.Value.HasFirst, list.Error);
        while (next.Value)
        {
            yield return new Outcome<MapRunListItem>(list.Target, list.Value.Items.Current, null);
            next = await Outcome<bool>.OfAsync(list.Target, list.Value.Items.MoveNextAsync().AsTask());
        }

        if (next.Error is { } error)
        {
            yield return new Outcome<MapRunListItem>(list.Target, null, error);
        }
    }

    // A list of Map Runs whose first page has come.
    private readonly record struct BegunList(IAsyncEnumerator<MapRunListItem> Items, bool HasFirst);
}
