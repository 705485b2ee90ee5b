using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SfnMapRun.Reporting;

/// <summary>
/// Brings what is made on other threads onto the pipeline's own: output that is posted is written as it comes, while that thread
/// waits for work. The thread sleeps until it is woken; a stop wakes it too, and leaves work that is under way behind.
/// </summary>
/// <param name="write">Writes output; called on the pipeline's own thread only.</param>
/// <param name="sleep">Lets that thread sleep until it is woken, or stopped.</param>
/// <param name="stop">Ends every wait.</param>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "An event without a wait handle holds nothing to release, and work that was left behind may still set it.")]
internal sealed class OutputPump(Action<Output> write, Action<ManualResetEventSlim, CancellationToken> sleep, CancellationToken stop)
{
    private readonly ConcurrentQueue<Output> _posted = new();
    private readonly ManualResetEventSlim _wake = new();

    /// <summary>Hands over output, on any thread. It is written the next time the pipeline's own thread waits or writes.</summary>
    public void Post(Output output)
    {
        _posted.Enqueue(output);
        _wake.Set();
    }

    /// <summary>Writes output, after what was posted before. On the pipeline's own thread.</summary>
    public void Write(Output output)
    {
        WritePosted();
        write(output);
    }

    /// <summary>Writes the output of work as it comes. On the pipeline's own thread.</summary>
    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public void Write(IAsyncEnumerable<Output> outputs) => Write(outputs, static output => output);

    /// <summary>Writes the results of work as they come. On the pipeline's own thread.</summary>
    /// <param name="results">The results.</param>
    /// <param name="toOutput">Turns one into output.</param>
    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public void Write<T>(IAsyncEnumerable<T> results, Func<T, Output> toOutput)
    {
        var enumerator = results.GetAsyncEnumerator(stop);
        Task<bool>? underWay = null;
        try
        {
            while (true)
            {
                // Output that is there already costs no task.
                var next = enumerator.MoveNextAsync();
                underWay = next.IsCompletedSuccessfully ? null : next.AsTask();
                if (!(underWay is null ? next.Result : WaitFor(underWay)))
                {
                    break;
                }

                WritePosted();
                write(toOutput(enumerator.Current));
            }

            WritePosted();
        }
        finally
        {
            // Work that hangs is left behind.
            if (underWay is null or { IsCompleted: true })
            {
                WaitUntilCompleted(enumerator.DisposeAsync().AsTask());
            }
        }
    }

    /// <summary>Waits for work. On the pipeline's own thread.</summary>
    /// <exception cref="OperationCanceledException">The pipeline was stopped.</exception>
    public T WaitFor<T>(Task<T> work)
    {
        WaitUntilCompleted(work);
        return work.GetAwaiter().GetResult();
    }

    private void WaitUntilCompleted(Task work)
    {
        if (!work.IsCompleted)
        {
            work.ContinueWith(
                _ => _wake.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        // Reset before looking, so that nothing that happens after the look goes unnoticed.
        while (!work.IsCompleted)
        {
            _wake.Reset();
            WritePosted();
            if (!work.IsCompleted)
            {
                sleep(_wake, stop);
            }
        }

        WritePosted();
    }

    private void WritePosted()
    {
        while (_posted.TryDequeue(out var output))
        {
            write(output);
        }
    }
}
