using System.Runtime.CompilerServices;
using SfnMapRun.Formatting;
using SfnMapRun.Model;
using SfnMapRun.Reporting;

namespace SfnMapRun.Calls;

/// <summary>Changes a Map Run, and shows it after the change. If it can't be shown, it was changed nevertheless.</summary>
internal static class MapRunChange
{
    /// <summary>Changes the settings of a Map Run, and outputs it as it is then if that is wanted.</summary>
    /// <exception cref="StepFunctionsException">It can't be changed, or not be shown after the change.</exception>
    public static async IAsyncEnumerable<Output> UpdateAsync(
        StepFunctionsCalls calls,
        StepFunctionsArn mapRun,
        MapRunSettings settings,
        bool passThru,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await calls.UpdateMapRunAsync(mapRun, settings, cancellationToken);
        if (passThru)
        {
            await foreach (var output in ShowAsync("updated", mapRun, DescribeAsync(calls, mapRun, cancellationToken)))
            {
                yield return output;
            }
        }
    }

    /// <summary>The Map Run as it is described after the change; where it can't be described, a warning first.</summary>
    /// <param name="done">What was done: updated.</param>
    /// <param name="mapRun">To which Map Run.</param>
    /// <param name="describe">Describes it.</param>
    /// <exception cref="StepFunctionsException">It can't be described.</exception>
    public static async IAsyncEnumerable<Output> ShowAsync(string done, StepFunctionsArn mapRun, IAsyncEnumerable<Output> describe)
    {
        await using var outputs = describe.GetAsyncEnumerator();
        while (true)
        {
            var hasNext = await Outcome<bool>.OfAsync(mapRun.Text, outputs.MoveNextAsync().AsTask());
            if (hasNext.Error is { } error)
            {
                yield return new Output.Warning($"The Map Run {ArnName.Short(mapRun.Text)} was {done}, but can't be shown:");
                throw error;
            }

            if (!hasNext.Value)
            {
                yield break;
            }

            yield return outputs.Current;
        }
    }

    private static async IAsyncEnumerable<Output> DescribeAsync(
        StepFunctionsCalls calls, StepFunctionsArn mapRun, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new Output.Item(await calls.DescribeMapRunAsync(mapRun, cancellationToken));
    }
}
