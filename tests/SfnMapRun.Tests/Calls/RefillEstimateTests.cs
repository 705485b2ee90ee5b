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
            _estimate.Sent(i);
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
            now += (long)(pauses[^1] * Second);
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
        Measure(6, seconds: 3);
        Assert.Equal(2.0, _estimate.Rate);
    }

    [Fact]
    public void A_pause_in_which_little_refills_is_followed_by_another_until_there_is_enough_to_tell_the_rate()
    {
        Throttle(sentAt: 0, now: 0);
        Serve(1, until: Second);
        Throttle(sentAt: Second, now: Second);
        Assert.Null(_estimate.Rate);
        Assert.InRange(_estimate.UntilNext(Second).TotalSeconds, 1.8, 2.2);
        Serve(2, until: 3 * Second);
        Throttle(sentAt: 3 * Second, now: 3 * Second);
        Assert.InRange(_estimate.UntilNext(3 * Second).TotalSeconds, 2.7, 3.3);
        Serve(3, until: 6 * Second);
        Throttle(sentAt: 6 * Second, now: 6 * Second);
        Assert.Equal(1.0, _estimate.Rate);
    }

    [Fact]
    public void While_the_rate_is_measured_few_calls_are_under_way()
    {
        Throttle(sentAt: 0, now: 0);
        Assert.Equal(1, CallsThatPass(2 * Second));
        Return(1, now: 2 * Second);
        Serve(19, until: 2 * Second);
        Assert.Equal(4, CallsThatPass(2 * Second));
        Return(1, now: 2 * Second);
        Assert.Equal(1, CallsThatPass(2 * Second));
    }

    [Fact]
    public void A_call_that_hangs_while_the_rate_is_measured_keeps_the_next_waiting_for_a_second()
    {
        Throttle(sentAt: 0, now: 0);
        Assert.Equal(1, CallsThatPass(2 * Second));
        Assert.Equal(TimeSpan.FromSeconds(1), _estimate.UntilNext(2 * Second));
        Assert.Equal(1, CallsThatPass(3 * Second));
        Assert.Equal(TimeSpan.FromSeconds(1), _estimate.UntilNext(3 * Second));
    }

    [Fact]
    public void After_an_idle_time_what_is_in_the_bucket_is_used_up_and_the_rate_measured_anew()
    {
        Measure(10, seconds: 10);
        Assert.Equal((1.0, true), (_estimate.Rate, _estimate.IsLimiting));

        Serve(100, until: 3600 * Second);
        Assert.Equal((null, false), (_estimate.Rate, _estimate.IsLimiting));
        Measure(20, seconds: 2, from: 3600);
        Assert.Equal(10.0, _estimate.Rate);
    }

    [Fact]
    public void After_an_idle_time_calls_are_sent_the_faster_the_more_of_them_are_served()
    {
        Throttle(sentAt: 0, now: 0);
        Assert.Equal(1, CallsThatPass(3600 * Second));
        Return(1, now: 3600 * Second);
        Assert.Equal(2, CallsThatPass(3600 * Second));
        Return(2, now: 3600 * Second);
        Assert.Equal(4, CallsThatPass(3600 * Second));
        Return(4, now: 3600 * Second);
        Serve(43, until: 3600 * Second);
        Assert.Equal(5, CallsThatPass(3600 * Second));
    }

    [Fact]
    public void A_pause_of_less_than_a_second_loses_nothing()
    {
        Measure(20, seconds: 1);
        Assert.InRange(CallsThatPass(2 * Second), 19, 20);
        Assert.Equal(20.0, _estimate.Rate);
    }

    [Fact]
    public void A_known_rate_spaces_the_calls()
    {
        Measure(10, seconds: 10);
        Assert.InRange(_estimate.UntilNext(10 * Second).TotalSeconds, 0.99, 1.11);
        _estimate.Sent(10 * Second);
        Assert.InRange(_estimate.UntilNext(10 * Second).TotalSeconds, 1.99, 2.11);
    }

    [Fact]
    public void A_refusal_that_fits_the_rate_leaves_it_nearly_as_it_is()
    {
        Measure(10, seconds: 10);
        Throttle(sentAt: 11 * Second, now: 11 * Second);
        Assert.Equal(10 / 11.0, _estimate.Rate!.Value, 3);
    }

    [Fact]
    public void Refused_again_and_again_it_slows_down_to_what_may_have_come_in_at_the_most()
    {
        Measure(100, seconds: 10);
        var now = 10 * Second;
        var refused = 0;
        while (_estimate.Rate > 1)
        {
            now += (long)(_estimate.UntilNext(now).TotalSeconds * Second);
            Throttle(now, now);
            refused++;
        }

        Assert.InRange(refused, 3, 6);
    }

    [Fact]
    public void More_served_than_expected_raises_the_rate()
    {
        Measure(10, seconds: 10);
        for (var i = 1; i <= 20; i++)
        {
            Serve(1, until: (10 * Second) + (i * Second / 4));
        }

        Throttle(sentAt: 15 * Second, now: 15 * Second);
        Assert.Equal(4.0, _estimate.Rate);
    }

    [Fact]
    public void A_rate_that_is_never_refused_is_raised_to_ten_times_itself()
    {
        Measure(10, seconds: 10);
        var now = 10 * Second;
        var last = TimeSpan.Zero;
        for (var i = 0; i < 1000; i++)
        {
            last = _estimate.UntilNext(now);
            now += Math.Max(0, (long)(last.TotalSeconds * Second));
            Serve(1, now);
        }

        Assert.InRange(last.TotalSeconds, 0, 0.2);
        Assert.InRange((now - (10 * Second)) / (double)Second, 100, 400);
    }

    [Fact]
    public void What_was_served_is_known_by_its_time()
    {
        Serve(1, until: 5);
        Assert.True(_estimate.HasServedSince(4));
        Assert.False(_estimate.HasServedSince(5));
    }

    // A bucket that is empty, and again after a time in which calls were served one after the other.
    private void Measure(int served, long seconds, long from = 0)
    {
        var now = from * Second;
        Throttle(sentAt: now, now);
        for (var i = 1; i <= served; i++)
        {
            Serve(1, until: now + (i * seconds * Second / served));
        }

        now += seconds * Second;
        Throttle(sentAt: now, now);
    }

    private void Throttle(long sentAt, long now)
    {
        _estimate.Sent(sentAt);
        _estimate.Throttled(sentAt, now);
    }

    private void Serve(int count, long until)
    {
        for (var i = 0; i < count; i++)
        {
            _estimate.Sent(until);
            _estimate.Served(until);
        }
    }

    private int CallsThatPass(long now)
    {
        var calls = 0;
        for (; _estimate.UntilNext(now) <= TimeSpan.Zero; calls++)
        {
            _estimate.Sent(now);
        }

        return calls;
    }

    private void Return(int count, long now)
    {
        for (var i = 0; i < count; i++)
        {
            _estimate.Lost(now);
        }
    }
}
