using SfnMapRun.Errors;
using SfnMapRun.Calls;

namespace SfnMapRun.Tests.Calls;

/// <summary>What becomes of a call that fails, and of one that is asked for twice.</summary>
public sealed class CallRunnerTests
{
    private readonly VirtualTime _time = new();
    private readonly CallRunner _runner;

    public CallRunnerTests() => _runner = new CallRunner(4, _time, new Random(1));

    [Theory]
    [InlineData("ServiceUnavailable")]
    [InlineData("EndpointUnreachable")]
    [InlineData("RequestTimeout")]
    [InlineData("InvalidResponse")]
    public void A_transient_failure_is_retried(string kind)
    {
        Assert.Equal("described", Run(maxAttempts: 3, attempt => attempt < 3 ? throw Failure(kind) : "described"));
        Assert.Equal((3, 0, 2), (_runner.Counts.Calls, _runner.Counts.ThrottledCalls, _runner.Counts.Retries));
        Assert.InRange(_time.Elapsed, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_failure_that_does_not_pass_is_given_up_after_the_last_attempt()
    {
        var e = Assert.Throws<StepFunctionsException>(() => Run(maxAttempts: 3, _ => throw Failure("ServiceUnavailable")));
        Assert.Equal(FailureKind.ServiceUnavailable, e.Kind);
        Assert.Equal(3, _runner.Counts.Calls);
    }

    [Fact]
    public void Retries_begin_soon_and_are_further_and_further_apart_up_to_20_seconds()
    {
        var attempts = new List<double>();
        Assert.Throws<StepFunctionsException>(() => Run(maxAttempts: 100, _ =>
        {
            attempts.Add(_time.Elapsed.TotalSeconds);
            throw Failure("ServiceUnavailable");
        }));
        var waits = attempts.Zip(attempts.Skip(1), (one, next) => next - one).ToArray();
        Assert.Equal(99, waits.Length);
        Assert.All(waits.Select((wait, i) => (wait, most: Math.Min(20, 0.2 * Math.Pow(2, i)))), each => Assert.InRange(each.wait, 0, each.most));

        // Full jitter: half of the longest on average.
        Assert.InRange(waits.Skip(10).Average(), 8, 12);
    }

    [Theory]
    [InlineData("MapRunNotFound")]
    [InlineData("AccessDenied")]
    [InlineData("ExpiredCredentials")]
    public void An_error_about_the_call_is_not_retried(string kind)
    {
        Assert.Throws<StepFunctionsException>(() => Run(maxAttempts: 3, _ => throw Failure(kind)));
        Assert.Equal(1, _runner.Counts.Calls);
    }

    [Fact]
    public void A_throttled_call_is_made_until_it_is_served()
    {
        Assert.Equal("described", Run(maxAttempts: 2, attempt => attempt < 6 ? throw Failure("Throttled") : "described"));
        Assert.Equal((6, 5), (_runner.Counts.Calls, _runner.Counts.ThrottledCalls));
    }

    [Fact]
    public void A_quota_that_serves_nothing_at_all_is_given_up_in_the_end()
    {
        var e = Assert.Throws<StepFunctionsException>(() => Run(maxAttempts: 3, _ => throw Failure("Throttled")));
        Assert.Equal(FailureKind.Throttled, e.Kind);
        Assert.InRange(_time.Elapsed, CallRunner.GiveUpAfter, CallRunner.GiveUpAfter + TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void With_one_attempt_a_throttled_call_fails_at_once()
    {
        Assert.Throws<StepFunctionsException>(() => Run(maxAttempts: 1, _ => throw Failure("Throttled")));
        Assert.Equal(1, _runner.Counts.Calls);
    }

    [Fact]
    public void Equal_calls_that_are_under_way_together_are_one()
    {
        var service = new BucketService(_time, 100, 1, TimeSpan.FromMilliseconds(50));
        _time.Run(async () =>
        {
            Task<string> Ask(string key) =>
                _runner.RunAsync(key, TestKinds.Quota("quota"), 3, _ => service.CallAsync(key), CancellationToken.None);
            Assert.Equal(["a", "b", "a", "a"], await Task.WhenAll(Ask("a"), Ask("b"), Ask("a"), Ask("a")));
            Assert.Equal(2, service.Requests);
            await Ask("a");
            Assert.Equal(3, service.Requests);
        });
    }

    [Fact]
    public void The_end_of_one_caller_does_not_end_the_call_of_another() => _time.Run(async () =>
    {
        var service = new BucketService(_time, 100, 1, TimeSpan.FromMilliseconds(50));
        using var stop = new CancellationTokenSource();
        Task<string> Ask(CancellationToken until) =>
            _runner.RunAsync("a", TestKinds.Quota("quota"), 3, _ => service.CallAsync("a", until), until);
        var stopped = Ask(stop.Token);
        var other = Ask(CancellationToken.None);
        stop.Cancel();
        Assert.Equal("a", await other);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
    });

    [Fact]
    public void A_stop_ends_calls_under_way_and_those_that_wait()
    {
        var service = new BucketService(_time, 2, 0.01, TimeSpan.FromMilliseconds(50));
        using var stop = new CancellationTokenSource();
        using var timer = _time.CreateTimer(_ => stop.Cancel(), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        _time.Run(async () =>
        {
            var calls = Enumerable.Range(0, 20).Select(i =>
                _runner.RunAsync($"{i}", TestKinds.Quota("quota"), 3, _ => service.CallAsync($"{i}", stop.Token), stop.Token)).ToArray();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(calls));
            Assert.Equal(18, calls.Count(call => call.IsCanceled));
        });
        Assert.Equal(TimeSpan.FromSeconds(10), _time.Elapsed);
        Assert.Equal(0, service.InFlight);
    }

    [Fact]
    public void A_quota_that_serves_nothing_keeps_no_other_waiting()
    {
        var empty = new BucketService(_time, 0, 0.001, TimeSpan.FromMilliseconds(50));
        var full = new BucketService(_time, 100, 1, TimeSpan.FromMilliseconds(50));
        using var stop = new CancellationTokenSource();
        _time.Run(async () =>
        {
            var held = Enumerable.Range(0, 20).Select(i =>
                _runner.RunAsync($"held {i}", TestKinds.Quota("one"), 3, _ => empty.CallAsync($"{i}", stop.Token), stop.Token)).ToArray();
            await Task.WhenAll(
                Enumerable.Range(0, 20).Select(i =>
                    _runner.RunAsync($"{i}", TestKinds.Quota("another"), 3, _ => full.CallAsync($"{i}"), CancellationToken.None)));
            Assert.All(held, call => Assert.False(call.IsCompleted));
            stop.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(held));
        });
        Assert.InRange(_time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    // While the refill is measured only three calls are under way: one that kept its place would in the end stop the others.
    [Theory]
    [InlineData("AccessDenied", "AccessDeniedException")]
    [InlineData("RequestTimeout", null)]
    public void An_error_among_throttled_calls_gives_its_place_back(string kind, string? code)
    {
        var throttled = 0;
        var failed = 0;
        _time.Run(async () => await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            try
            {
                await _runner.RunAsync(null, TestKinds.Quota("q"), 2, async attempt =>
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50), _time);
                    if (attempt == 1 && i < 20)
                    {
                        throttled++;
                        throw TestKinds.Failure("Throttled", "ThrottlingException");
                    }

                    return i % 2 == 0 ? throw TestKinds.Failure(kind, code) : i;
                }, CancellationToken.None);
            }
            catch (StepFunctionsException e) when (e.Kind == TestKinds.Kind(kind))
            {
                failed++;
            }
        })));
        Assert.Equal((20, 20), (throttled, failed));
    }

    [Fact]
    public void A_stop_ends_the_wait_for_calls_that_measure_the_refill()
    {
        var hanging = new TaskCompletionSource<string>();
        using var stop = new CancellationTokenSource();
        using var timer = _time.CreateTimer(_ => stop.Cancel(), null, TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan);
        var first = true;
        _time.Run(async () =>
        {
            var calls = Enumerable.Range(0, 6).Select(_ => _runner.RunAsync(null, TestKinds.Quota("q"), 3, attempt =>
            {
                if (first)
                {
                    first = false;
                    throw TestKinds.Failure("Throttled");
                }

                return hanging.Task.WaitAsync(stop.Token);
            }, stop.Token)).ToArray();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(calls));
            Assert.All(calls, call => Assert.True(call.IsCanceled));
        });
        Assert.Equal(TimeSpan.FromSeconds(30), _time.Elapsed);
    }

    [Fact]
    public void A_producer_is_slow_by_the_time_it_takes_between_two_inputs()
    {
        var pace = new ProducerPace(_time, isReady: false);
        var slow = new List<bool>();
        _time.Run(async () =>
        {
            foreach (var milliseconds in (int[])[0, 0, 5, 200, 0, 25, 26])
            {
                await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _time);
                slow.Add(pace.IsSlow());
                pace.Returning();
            }
        });
        Assert.Equal([true, false, false, true, false, false, true], slow);
        Assert.False(new ProducerPace(_time, isReady: true).IsSlow());
    }

    [Fact]
    public void The_rate_is_that_of_all_quotas_that_hold_calls_back() => _time.Run(async () =>
    {
        var rates = new List<double?>();
        foreach (var quota in (string[])["one", "another"])
        {
            var service = new BucketService(_time, 2, 2, TimeSpan.FromMilliseconds(50));
            await Task.WhenAll(Enumerable.Range(0, 30).Select(
                i => _runner.RunAsync(null, TestKinds.Quota(quota), 3, _ => service.CallAsync($"{i}"), default)));
            rates.Add(_runner.Rate);
        }

        Assert.InRange(rates[0]!.Value, 0.5, 2.5);
        Assert.InRange(rates[1]!.Value, rates[0]!.Value + 0.5, rates[0]!.Value + 2.5);
    });

    // A quota that is used up by responses that are errors is at work all the same; one of which nothing is heard may not be.
    [Theory]
    [InlineData("AccessDeniedException", false)]
    [InlineData(null, true)]
    public void A_throttled_call_is_given_up_where_no_response_of_its_quota_came(string? codeOfAnother, bool isGivenUp) => _time.Run(async () =>
    {
        var throttled = _runner.RunAsync<int>(null, TestKinds.Quota("q"), 3, _ => throw TestKinds.Failure("Throttled"), default);
        await Task.Delay(TimeSpan.FromMinutes(1), _time);
        Assert.Equal("Throttled", _runner.Counts.LastError!.Kind.Id);
        await Assert.ThrowsAsync<StepFunctionsException>(() => _runner.RunAsync<int>(
            null, TestKinds.Quota("q"), 1, _ => throw TestKinds.Failure("AccessDenied", codeOfAnother), default));
        await Task.Delay(TimeSpan.FromMinutes(6), _time);
        Assert.Equal(isGivenUp, throttled.IsFaulted);
    });

    // Results keep the order of their input: all that come after it would wait for it.
    [Theory]
    [InlineData("RequestTimeout")]
    [InlineData("Throttled")]
    public void A_call_that_is_made_again_goes_before_those_that_are_made_for_the_first_time(string kind)
    {
        var order = new List<int>();
        _time.Run(() => Task.WhenAll(Enumerable.Range(0, 200).Select(i => _runner.RunAsync(null, TestKinds.Quota("q"), 3, async attempt =>
        {
            order.Add(i);
            await Task.Delay(TimeSpan.FromMilliseconds(50), _time);
            return i == 0 && attempt == 1 ? throw TestKinds.Failure(kind) : i;
        }, default))));
        Assert.Equal(201, order.Count);

        // The calls of 0.2 seconds, which is the longest back-off, four at once.
        Assert.InRange(order.LastIndexOf(0), 1, 4 + (4 * 4) + 4);
    }

    [Fact]
    public void A_failure_that_is_none_of_the_service_s_is_passed_on_at_once_and_gives_its_place_back() => _time.Run(async () =>
    {
        Task<int> CallAsync(Func<int, Task<int>> call) => _runner.RunAsync(null, TestKinds.Quota("q"), 3, call, default);
        await CallAsync(attempt => attempt == 1 ? throw TestKinds.Failure("Throttled") : Task.FromResult(1));
        var start = _time.Elapsed;
        await Assert.ThrowsAsync<NotSupportedException>(() => CallAsync(_ => throw new NotSupportedException()));
        await CallAsync(_ => Task.FromResult(1));
        Assert.Equal(start, _time.Elapsed);
    });

    private static StepFunctionsException Failure(string kind) => TestKinds.Failure(kind, errorCode: kind);

    private string Run(int maxAttempts, Func<int, string> call)
    {
        var result = string.Empty;
        _time.Run(
            async () =>
                result = await _runner.RunAsync(
                    "key", TestKinds.Quota("quota"), maxAttempts, attempt => Task.FromResult(call(attempt)), CancellationToken.None));
        return result;
    }
}
