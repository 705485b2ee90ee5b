using System.Runtime.CompilerServices;
using SfnMapRun.Reporting;

namespace SfnMapRun.Tests.Reporting;

/// <summary>What is made on other threads is written on the pipeline's own, as it comes; a stop waits for nothing.</summary>
public sealed class OutputPumpTests : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _written = [];
    private readonly OutputPump _pump;
    private readonly Thread _thread = Thread.CurrentThread;
    private Action<string> _onWrite = _ => { };

    public OutputPumpTests() => _pump = new OutputPump(
        output =>
        {
            Assert.Same(_thread, Thread.CurrentThread);
            var text = ((Output.Verbose)output).Text;
            _written.Add(text);
            _onWrite(text);
        },
        (wake, stop) => wake.Wait(stop),
        _stop.Token);

    public void Dispose() => _stop.Dispose();

    [Fact]
    public void What_is_posted_while_it_waits_is_written_before_the_wait_is_over()
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _onWrite = _ => seen.TrySetResult();
        var result = _pump.WaitFor(Task.Run(async () =>
        {
            _pump.Post(new Output.Verbose("meanwhile"));

            // Ends only once it was written: a pump that writes at the end of a wait would hang here.
            await seen.Task;
            _pump.Post(new Output.Verbose("at last"));
            return 7;
        }));
        Assert.Equal(7, result);
        Assert.Equal(["meanwhile", "at last"], _written);
    }

    [Fact]
    public void Work_writes_its_output_as_it_comes_and_after_what_was_posted_before()
    {
        var seen = new SemaphoreSlim(0);
        _onWrite = _ => seen.Release();
        _pump.Write(WorkAsync());
        Assert.Equal(["log 1", "1", "log 2", "2"], _written);

        async IAsyncEnumerable<Output> WorkAsync()
        {
            foreach (var number in (int[])[1, 2])
            {
                await Task.Yield();
                _pump.Post(new Output.Verbose($"log {number}"));
                yield return new Output.Verbose($"{number}");
                await seen.WaitAsync();
            }
        }
    }

    [Fact]
    public void Posted_output_comes_before_what_is_written_after_it()
    {
        _pump.Post(new Output.Verbose("posted"));
        _pump.Write(new Output.Verbose("written"));
        Assert.Equal(["posted", "written"], _written);
    }

    [Fact]
    public void A_stop_ends_a_wait_for_work_that_hangs()
    {
        var hanging = new TaskCompletionSource<int>();
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _pump.Post(new Output.Verbose("waiting"));
        _onWrite = _ => waiting.TrySetResult();
        _ = Task.Run(async () =>
        {
            await waiting.Task;
            await _stop.CancelAsync();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => _pump.WaitFor(hanging.Task));
        Assert.Equal(["waiting"], _written);
    }

    [Fact]
    public void A_stop_leaves_output_behind_that_hangs_and_cancels_what_can_be()
    {
        var token = CancellationToken.None;
        var hanging = new TaskCompletionSource();
        _onWrite = _ => _stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _pump.Write(WorkAsync()));
        Assert.Equal(["first"], _written);
        Assert.True(token.IsCancellationRequested);

        async IAsyncEnumerable<Output> WorkAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            token = cancellationToken;
            yield return new Output.Verbose("first");
            await hanging.Task;
        }
    }

    [Fact]
    public void When_the_pipeline_wants_no_more_the_work_is_cleaned_up()
    {
        var isCleanedUp = false;
        _onWrite = _ => throw new InvalidOperationException("Select-Object -First has what it wants.");
        Assert.Throws<InvalidOperationException>(() => _pump.Write(WorkAsync()));
        Assert.True(isCleanedUp);

        async IAsyncEnumerable<Output> WorkAsync()
        {
            try
            {
                await Task.Yield();
                yield return new Output.Verbose("first");
                yield return new Output.Verbose("second");
            }
            finally
            {
                isCleanedUp = true;
            }
        }
    }

    [Fact]
    public void An_error_of_the_work_reaches_the_caller_as_it_is_after_the_output_before()
    {
        var e = Assert.Throws<StepFunctionsException>(() => _pump.Write(WorkAsync()));
        Assert.Equal("AccessDenied", e.Kind.Id);
        Assert.Equal(["first"], _written);

        async IAsyncEnumerable<Output> WorkAsync()
        {
            yield return new Output.Verbose("first");
            await Task.Yield();
            throw TestKinds.Failure("AccessDenied");
        }
    }
}
