using System.Globalization;
using CsCheck;
using SfnMapRun.Calls;
using SfnMapRun.Errors;

namespace SfnMapRun.Tests.Calls;

/// <summary>
/// The law of quotas. Whatever came before (calls, idle times, other callers, another rate) and whatever is faulty: a batch of
/// calls takes at most 1.1 times what the quota dictates plus 5 s, and what is throttled of it is at most 3 % plus 10, and as
/// many as were under way when the bucket ran dry for the first time, as nothing tells before.
/// </summary>
/// <remarks>
/// A change of the rate can't be noticed for nothing. So the law is about changes with an idle time, after which the rate is
/// measured anew; <see cref="QuotaTests"/> has changes in the midst of a batch. Calls with no idle time between them are one batch.
/// </remarks>
public sealed class QuotaProperties
{
    private const int Limit = 16;

    // More of them, with other seeds: the environment variable says from which to which.
    private static readonly int[] Range =
        [.. (Environment.GetEnvironmentVariable("SFNMAPRUN_QUOTA_HISTORIES") ?? "0-250").Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    private static readonly Gen<Step> Steps = Gen.Select(
        Number(1, 600),
        Gen.OneOf<double>(Gen.Const(0.0), Gen.Double[0, 1], Logarithmic(1, 20), Logarithmic(20, 3600)),
        Gen.OneOf<double?>(Gen.Const((double?)null), Logarithmic(1, 50).Select(rate => (double?)rate)),
        Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))),
        (calls, idle, refill, isDrained) => idle > 3 ? new Step(calls, idle, refill, isDrained) : new Step(calls, idle, null, false));

    private static readonly Gen<History> Histories =
        from latency in Logarithmic(0.005, 0.15)
        from refill in Logarithmic(1, 50)
        from bucket in Logarithmic(10, 300)
        from fault in Gen.OneOf(BucketService.Fault.None, BucketService.Fault.Reset, BucketService.Fault.CutResponse, BucketService.Fault.ServerError)
        from faultEvery in Gen.Int[7, 30]
        from steps in Steps.Array[0, 4]
        from batch in Number(1, 3000)
        select new History(latency, Math.Max(bucket, refill), refill, fault, faultEvery, steps, batch);

    // The same histories each time: with other ones each time, one in ten thousand that misses by a request would tell nothing.
    [Fact]
    public void A_batch_takes_hardly_longer_and_hardly_more_requests_than_its_quota_dictates()
    {
        for (var i = Range[0]; i < Range[1]; i++)
        {
            Histories.Sample(Check, seed: new PCG(1, (ulong)i).ToString(), iter: 1, threads: 1, print: Print);
        }
    }

    [Theory]
    [InlineData(20, 20, 100, 600, 200)]
    [InlineData(300, 15, 400, 3600, 3000)]
    [InlineData(200, 1, 300, 60, 100)]
    [InlineData(200, 1, 300, 3600, 400)]
    public void An_idle_time_costs_nothing(double bucket, double refill, int before, double idle, int batch) =>
        Check(new History(0.05, bucket, refill, BucketService.Fault.None, 7, [new Step(before, idle, null, false)], batch));

    private static void Check(History history)
    {
        var time = new VirtualTime();
        var service = new BucketService(time, history.Bucket, history.Refill, TimeSpan.FromSeconds(history.Latency))
        {
            FaultOf = request => request % history.FaultEvery == 0 ? history.Fault : BucketService.Fault.None,
        };
        var runner = new CallRunner(Limit, time, new Random(1));
        var calls = 0;
        var start = (Calls: 0, Throttled: 0);
        time.Run(async () =>
        {
            foreach (var step in history.Steps)
            {
                await DescribeAsync(step.Calls);
                await Task.Delay(TimeSpan.FromSeconds(step.Idle), time);
                if (step.IsDrained)
                {
                    service.Drain();
                }

                service.RefillPerSecond = Math.Min(step.Refill ?? service.RefillPerSecond, history.Bucket);
                start = step.Idle > 1 ? (calls, service.Throttled) : start;
            }

            var tokens = service.Tokens;
            var taken = service.Taken;
            var answered = service.Served + service.Faulty;
            var began = time.Elapsed;
            await DescribeAsync(history.Batch);

            var byQuota = (service.Taken - taken - tokens) / service.RefillPerSecond;
            var byLatency = (service.Served + service.Faulty - answered) * history.Latency / Limit;
            Assert.InRange((time.Elapsed - began).TotalSeconds, 0, (1.1 * Math.Max(byQuota, byLatency)) + 5);

            var first = start.Throttled == 0 ? Limit : 0;
            Assert.InRange(service.Throttled - start.Throttled, 0, (0.03 * (calls - start.Calls)) + 10 + first);
        });

        async Task DescribeAsync(int count) => await Task.WhenAll(Enumerable.Range(calls, calls += count).Take(count).Select(async i =>
        {
            var key = $"{i}";
            try
            {
                Assert.Equal(key, await runner.RunAsync(key, TestKinds.Quota("q"), 5, _ => service.CallAsync(key), default));
            }
            catch (StepFunctionsException e) when (e.Kind != FailureKind.Throttled && history.Fault != BucketService.Fault.None)
            {
                // Five faults in a row.
            }
        }));
    }

    private static Gen<double> Logarithmic(double from, double to) =>
        Gen.Double[Math.Log(from), Math.Log(to)].Select(x => Math.Round(Math.Exp(x), 3));

    private static Gen<int> Number(int from, int to) => Logarithmic(from, to).Select(x => (int)x);

    private static string Print(History history) => $"{history with { Steps = [] }}, {string.Join(", ", history.Steps)}";

    // Times in seconds, rates in calls a second.
    private sealed record History(
        double Latency, double Bucket, double Refill, BucketService.Fault Fault, int FaultEvery, Step[] Steps, int Batch);

    private sealed record Step(int Calls, double Idle, double? Refill, bool IsDrained);
}
