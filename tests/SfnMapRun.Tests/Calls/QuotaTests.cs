using SfnMapRun.Calls;
using Xunit.Abstractions;

namespace SfnMapRun.Tests.Calls;

/// <summary>Calls against quotas, on a virtual clock: how long it takes, how many requests it costs, that nothing is lost.</summary>
public sealed class QuotaTests(ITestOutputHelper output)
{
    private const int Limit = 16;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    [Theory]
    [InlineData(20, 1)]
    [InlineData(20, 2)]
    [InlineData(20, 3)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 1)]
    [InlineData(100, 1)]
    public void A_thousand_calls_take_what_the_quota_dictates_and_hardly_a_request_more(double refill, int seed)
    {
        var time = new VirtualTime();
        var service = new BucketService(time, 200, refill, Latency);
        var results = Describe(time, service, 1000, seed);

        var dictated = 800 / refill;
        output.WriteLine(
            $"refill {refill}/s: {time.Elapsed.TotalSeconds:0.0} s of {dictated:0.0} s, {service.Requests / 1000.0:0.000} requests a result");
        Assert.Equal(1000, results);
        Assert.InRange(time.Elapsed.TotalSeconds, 0, (dictated * 1.02) + 0.5);
        Assert.InRange(service.Requests, 1000, 1040);
    }

    [Theory]
    [InlineData(20, 10)]
    [InlineData(20, 40)]
    [InlineData(20, 5)]
    public void A_quota_that_changes_midway_is_found_anew(double before, double after)
    {
        var time = new VirtualTime();
        var service = new BucketService(time, 200, before, Latency);
        var changedAt = time.CreateTimer(_ => service.RefillPerSecond = after, null, TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);
        var results = Describe(time, service, 1000, seed: 1);
        changedAt.Dispose();

        var dictated = 20 + ((800 - (20 * before)) / after);
        output.WriteLine(
            $"{before}/s, then {after}/s: {time.Elapsed.TotalSeconds:0.0} s of {dictated:0.0} s, {service.Requests / 1000.0:0.000} requests a result");
        Assert.Equal(1000, results);
        Assert.InRange(time.Elapsed.TotalSeconds, 0, dictated * 1.1);
        Assert.InRange(service.Requests, 1000, 1060);
    }

    [Fact]
    public void Another_caller_that_eats_half_of_the_quota_is_made_room_for()
    {
        var time = new VirtualTime();
        var service = new BucketService(time, 200, 20, Latency);
        var results = 0;
        time.Run(async () =>
        {
            using var stop = new CancellationTokenSource();
            var other = EatAsync(time, service, 10, TimeSpan.FromSeconds(20), stop.Token);
            results = await DescribeAsync(time, service, 1000, seed: 1);
            stop.Cancel();
            await other;
        });

        output.WriteLine($"half eaten after 20 s: {time.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(1000, results);
        Assert.InRange(time.Elapsed.TotalSeconds, 0, 70);
    }

    [Fact]
    public void Without_throttling_calls_overlap_up_to_the_limit()
    {
        var time = new VirtualTime();
        var service = new BucketService(time, 200, 1, Latency);
        Assert.Equal(200, Describe(time, service, 200, seed: 1));
        Assert.Equal(200, service.Requests);
        Assert.Equal(Limit, service.MostInFlight);
        Assert.Equal(Math.Ceiling(200.0 / Limit) * Latency, time.Elapsed);
    }

    [Fact]
    public void Another_Region_goes_on_while_one_is_held_back()
    {
        var time = new VirtualTime();
        var slow = new BucketService(time, 10, 0.1, Latency);
        var fast = new BucketService(time, 1000, 100, Latency);
        var fastDone = TimeSpan.Zero;
        time.Run(async () =>
        {
            var runner = new CallRunner(Limit, time, new Random(1));
            var slowCalls = Enumerable.Range(0, 15).Select(i =>
                runner.RunAsync($"slow {i}", TestKinds.Quota("slow"), 3, _ => slow.CallAsync("slow"), CancellationToken.None)).ToArray();
            await Task.WhenAll(
                Enumerable.Range(0, 100).Select(i =>
                    runner.RunAsync($"fast {i}", TestKinds.Quota("fast"), 3, _ => fast.CallAsync("fast"), CancellationToken.None)));
            fastDone = time.Elapsed;
            await Task.WhenAll(slowCalls);
        });
        Assert.True(fastDone < time.Elapsed / 4, $"{fastDone} of {time.Elapsed}");
        Assert.Equal(15, slow.Served);
    }

    private static int Describe(VirtualTime time, BucketService service, int count, int seed)
    {
        var results = 0;
        time.Run(async () => results = await DescribeAsync(time, service, count, seed));
        return results;
    }

    private static async Task<int> DescribeAsync(VirtualTime time, BucketService service, int count, int seed)
    {
        var runner = new CallRunner(Limit, time, new Random(seed));
        var keys = Enumerable.Range(0, count).Select(i => $"arn {i}").ToArray();
        var results = await Task.WhenAll(
            keys.Select(key => runner.RunAsync(key, TestKinds.Quota("quota"), 3, _ => service.CallAsync(key), CancellationToken.None)));
        Assert.Equal(keys, results);
        return results.Length;
    }

    private static async Task EatAsync(TimeProvider time, BucketService service, double perSecond, TimeSpan from, CancellationToken stop)
    {
        try
        {
            await Task.Delay(from, time, stop);
            while (true)
            {
                _ = service.CallAsync("other", stop).ContinueWith(task =>
                    task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                await Task.Delay(TimeSpan.FromSeconds(1 / perSecond), time, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The other caller has gone.
        }
    }
}
