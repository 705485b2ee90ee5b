using SfnMapRun.Calls;

namespace SfnMapRun.Tests.Calls;

/// <summary>The estimate by itself: timestamps go in, a rate and waits come out.</summary>
public sealed class RefillEstimateTests
{
    private const long Second = TimeSpan.TicksPerSecond;
    private readonly RefillEstimate _estimate = new(Second, new Random(1));

    [Fact]
    public void Until_the_first_throttled_call_nothing_is_held_back()
    {
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(TimeSpan.Zero, _estimate.UntilNext(i));
            _estimate.Sent();
        }

        Assert.Equal((false, null), (_estimate.IsLimiting, _estimate.Rate));
    }

    [Fact]
    public void After_the_first_throttled_call_there_is_a_pause_of_a_second()
    {
        Throttle(sentAt: 0, now: 0);
        Assert.True(_estimate.IsLimiting);
        Assert.InRange(_estimate.UntilNext(0).TotalSeconds, 0.9, 1.1);
        Assert.Equal(_estimate.UntilNext(0) - TimeSpan.FromSeconds(0.5), _estimate.UntilNext(Second / 2));
    }

    [Fact]
    public void A_pause_in_which_nothing_refills_doubles_up_to_sixteen_seconds()
    {
        var pauses = new List<double>();
        var now = 0L;
        for (var i = 0; i < 7; i++)
        {
            Throttle(now, ++now);
            pauses.Add(_estimate.UntilNext(now).TotalSeconds);
            now += 20 * Second;
        }

        Assert.Equal([1, 2, 4, 8, 16, 16, 16], pauses, (x, y) => Math.Abs(x - y) <= 0.1 * x);
    }

    [Fact]
    public void Calls_that_were_under_way_together_and_throttled_count_once()
    {
        Throttle(sentAt: 0, now: 10);
        var pause = _estimate.UntilNext(10);
        Throttle(sentAt: 5, now: 20);
        Assert.Equal(pause - TimeSpan.FromTicks(10), _estimate.UntilNext(20));
    }

    [Fact]
    public void The_rate_is_what_was_served_between_two_throttled_calls()
    {
        Throttle(sentAt: 0, now: 0);
        Serve(6, until: 3 * Second);
        Throttle(sentAt: 3 * Second, now: 3 * Second);
        Assert.Equal(2.0, _estimate.Rate);
    }

    [Fact]
    public void While_the_rate_is_measured_few_calls_are_under_way()
    {
        Throttle(sentAt: 0, now: 0);
        for (var i = 0; i < 3; i++)
        {
            Assert.True(_estimate.UntilNext(2 * Second) <= TimeSpan.Zero);
            _estimate.Sent();
        }

        Assert.Equal(TimeSpan.MaxValue, _estimate.UntilNext(2 * Second));
        _estimate.Lost();
        Assert.True(_estimate.UntilNext(2 * Second) <= TimeSpan.Zero);
    }

    [Fact]
    public void A_known_rate_spaces_the_calls()
    {
        Throttle(sentAt: 0, now: 0);
        Serve(10, until: 10 * Second);
        Throttle(sentAt: 10 * Second, now: 10 * Second);
        Assert.InRange(_estimate.UntilNext(10 * Second).TotalSeconds, 0.99, 1.11);
        _estimate.Sent();
        Assert.InRange(_estimate.UntilNext(10 * Second).TotalSeconds, 1.99, 2.11);
    }

    [Fact]
    public void Throttled_before_it_could_tell_a_rate_it_slows_down()
    {
        Throttle(sentAt: 0, now: 0);
        Serve(10, until: 10 * Second);
        Throttle(sentAt: 10 * Second, now: 10 * Second);
        Throttle(sentAt: 11 * Second, now: 11 * Second);
        Assert.Equal(0.7, _estimate.Rate!.Value, 3);
    }

    [Fact]
    public void What_was_served_is_known_by_its_time()
    {
        Serve(1, until: 5);
        Assert.True(_estimate.HasServedSince(4));
        Assert.False(_estimate.HasServedSince(5));
    }

    private void Throttle(long sentAt, long now)
    {
        _estimate.Sent();
        _estimate.Throttled(sentAt, now);
    }

    private void Serve(int count, long until)
    {
        for (var i = 0; i < count; i++)
        {
            _estimate.Sent();
            _estimate.Served(until);
        }
    }
}
