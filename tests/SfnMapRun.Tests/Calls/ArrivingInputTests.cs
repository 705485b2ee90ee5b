using SfnMapRun.Calls;

namespace SfnMapRun.Tests.Calls;

/// <summary>Input that a command makes bit by bit: work on it overlaps, and results come in its order, as soon as they can.</summary>
public sealed class ArrivingInputTests
{
    private const int Limit = 16;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);
    private readonly VirtualTime _time = new();

    [Fact]
    public void Two_hundred_that_come_from_a_command_are_worked_on_side_by_side()
    {
        var results = Run(200, pause: TimeSpan.Zero, isReady: false);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), results.Select(result => result.Target));

        // The first takes its time alone, as the producer may be a slow one.
        Assert.InRange(_time.Elapsed, Latency * 13, Latency * 15);
    }

    [Fact]
    public void A_slow_producer_gets_each_result_before_it_sends_the_next()
    {
        var results = Run(5, pause: TimeSpan.FromMilliseconds(200), isReady: false);
        Assert.Equal([0.25, 0.5, 0.75, 1.0, 1.25], results.Select(result => result.At), (x, y) => Math.Abs(x - y) < 0.001);
    }

    [Fact]
    public void Results_come_as_soon_as_they_are_there()
    {
        var results = Run(64, pause: TimeSpan.FromMilliseconds(10), isReady: true);
        Assert.All(results.Take(50).Select((result, i) => (result.At, Sent: (i + 1) * 0.01)), result =>
            Assert.InRange(result.At - result.Sent, 0.049, 0.071));
    }

    [Fact]
    public void Work_runs_no_further_ahead_than_allowed()
    {
        var started = 0;
        var hanging = new TaskCompletionSource<int>();
        var input = new ArrivingInput<int>(new ProducerPace(_time, isReady: true), ahead: 3);
        input.Begin();
        Assert.True(TakesNothing("1"));
        Assert.True(TakesNothing("2"));
        Assert.True(TakesNothing("3"));
        Assert.False(TakesNothing("4"));
        Assert.Equal(4, started);

        Task<int> Start()
        {
            started++;
            return hanging.Task;
        }

        bool TakesNothing(string target)
        {
            input.Add(target, Start());
            var next = input.TakeAsync().GetAsyncEnumerator().MoveNextAsync();
            return next.IsCompleted && !next.Result;
        }
    }

    // As a pipeline does it: one record after the other, each after a pause.
    private List<(string Target, double At)> Run(int count, TimeSpan pause, bool isReady)
    {
        var service = new BucketService(_time, 1000, 1, Latency);
        var runner = new CallRunner(Limit, _time, new Random(1));
        var results = new List<(string Target, double At)>();
        _time.Run(async () =>
        {
            var input = new ArrivingInput<string>(new ProducerPace(_time, isReady), 4 * Limit);
            for (var i = 0; i < count; i++)
            {
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, _time);
                }

                var key = $"{i}";
                input.Begin();
                input.Add(key, runner.RunAsync(key, TestKinds.Quota("q"), 3, _ => service.CallAsync(key), default));
                await TakeAsync(input.TakeLastAsync());
                input.End();
            }

            await TakeAsync(input.FinishAsync());
        });
        return results;

        async Task TakeAsync(IAsyncEnumerable<Outcome<string>> outcomes)
        {
            await foreach (var outcome in outcomes)
            {
                Assert.Equal(outcome.Target, outcome.Value);
                results.Add((outcome.Target, _time.Elapsed.TotalSeconds));
            }
        }
    }
}
