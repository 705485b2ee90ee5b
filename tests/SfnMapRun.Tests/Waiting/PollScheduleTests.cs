using SfnMapRun.Waiting;

namespace SfnMapRun.Tests.Waiting;

public sealed class PollScheduleTests
{
    private readonly ManualTime _time = new();
    private readonly PollSchedule _schedule;

    public PollScheduleTests() => _schedule = new PollSchedule(_time, TimeSpan.FromSeconds(5));

    [Fact]
    public void An_empty_schedule_has_nothing_to_wait_for()
    {
        Assert.False(_schedule.TryNext(out var key));
        Assert.Null(key);
        Assert.Equal(Timeout.InfiniteTimeSpan, _schedule.UntilNext());
    }

    [Fact]
    public void A_single_Map_Run_is_polled_at_once_and_then_at_every_interval()
    {
        _schedule.Add("a", TestKinds.Quota("quota"));
        _schedule.Add("a", TestKinds.Quota("quota"));
        Assert.Equal([0, 5, 10, 15], Poll(20, latency: 0.3).Select(poll => poll.At));
    }

    [Fact]
    public void None_is_polled_twice_at_once()
    {
        _schedule.Add("a", TestKinds.Quota("quota"));
        Assert.True(_schedule.TryNext(out _));
        _time.Seconds = 100;
        Assert.False(_schedule.TryNext(out _));
        Assert.Equal(Timeout.InfiniteTimeSpan, _schedule.UntilNext());
    }

    [Fact]
    public void A_hundred_first_polls_are_free_and_the_rest_is_paced()
    {
        Add(103, "quota");
        var polls = Poll(10);
        Assert.Equal(100, polls.Count(poll => poll.At == 0));
        Assert.Equal([1.05, 2.10, 3.15, 5.00], polls.Skip(100).Take(4).Select(poll => poll.At), Near);
        Assert.Equal(Keys(103).Concat(["1"]), polls.Take(104).Select(poll => poll.Key));
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(20, 21)]
    [InlineData(200, 210)]
    public void Many_share_what_the_quota_brings_in_and_take_turns(int count, double interval)
    {
        Add(count, "quota");
        var polls = Poll(2000);
        foreach (var own in polls.GroupBy(poll => poll.Key))
        {
            // The first round is faster than the quota, and those after it fall into step.
            var times = own.Select(poll => poll.At).Skip(1).ToArray();
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(interval, pair.Second - pair.First, Near));
        }

        Assert.Equal(count, polls.Select(poll => poll.Key).Distinct().Count());
        var paced = polls.SkipWhile(poll => poll.At == 0).Select(poll => poll.At).ToArray();
        Assert.All(paced.Zip(paced.Skip(1)), pair => Assert.True(pair.Second - pair.First > 1.0499));
    }

    [Fact]
    public void Quotas_do_not_hold_each_other_back()
    {
        Add(150, "crowded");
        _schedule.Add("alone", TestKinds.Quota("free"));
        var polls = Poll(60);
        Assert.Equal(
            [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55], polls.Where(poll => poll.Key == "alone").Select(poll => poll.At), Near);
        Assert.Equal("alone", polls[1].Key);
        Assert.Equal(157, polls.Count(poll => poll.Key != "alone"));
    }

    [Fact]
    public void Two_crowded_quotas_both_keep_their_pace()
    {
        foreach (var key in Keys(300))
        {
            _schedule.Add($"a{key}", TestKinds.Quota("a"));
            _schedule.Add($"b{key}", TestKinds.Quota("b"));
        }

        var polls = Poll(1000);
        foreach (var quota in polls.GroupBy(poll => poll.Key[0]))
        {
            Assert.Equal(100, quota.Count(poll => poll.At == 0));
            Assert.Equal(1052, quota.Count());
        }
    }

    [Fact]
    public void One_that_is_removed_leaves_its_turns_to_the_others()
    {
        Add(3, "quota");
        Assert.Equal(3, Poll(1).Count);
        _schedule.Remove("1");
        _schedule.Remove("unknown");
        _schedule.Polled("1");
        Assert.Equal(["2", "3", "2", "3"], Poll(12).Select(poll => poll.Key));
        _schedule.Remove("2");
        _schedule.Remove("3");
        Assert.Empty(Poll(100));
    }

    [Fact]
    public void A_failed_poll_is_repeated_after_pauses_that_double_up_to_a_minute()
    {
        _schedule.Add("a", TestKinds.Quota("quota"));
        Assert.Equal([0, 5, 15, 35, 75, 135, 195], Poll(200, fails: _ => true).Select(poll => poll.At), Near);
        Assert.Equal([255, 260, 265, 270], Poll(274).Select(poll => poll.At), Near);
        Assert.Equal([275, 280, 290], Poll(300, fails: _ => true).Select(poll => poll.At), Near);
    }

    [Fact]
    public void An_interval_of_more_than_a_minute_is_kept_when_polls_fail()
    {
        var schedule = new PollSchedule(_time, TimeSpan.FromSeconds(300));
        schedule.Add("a", TestKinds.Quota("quota"));
        Assert.Equal([0, 300, 600], Poll(schedule, 700, 0, _ => true).Select(poll => poll.At), Near);
    }

    [Fact]
    public void One_that_fails_holds_no_other_back()
    {
        Add(2, "quota");
        Assert.Equal(
            [0, 5, 10, 15, 20, 25, 30], Poll(34, fails: key => key == "1").Where(poll => poll.Key == "2").Select(poll => poll.At), (x, y) =>
                Math.Abs(x - y) <= 1.0501);
    }

    [Fact]
    public void One_that_is_due_sooner_goes_before_one_that_pauses()
    {
        _schedule.Add("a", TestKinds.Quota("quota"));
        _schedule.Add("other", TestKinds.Quota("other"));
        Assert.Equal([0, 5, 15, 35], Poll(40, fails: key => key == "a").Where(poll => poll.Key == "a").Select(poll => poll.At), Near);
        _time.Seconds = 42;
        _schedule.Add("b", TestKinds.Quota("quota"));
        Assert.Equal([("other", 42), ("b", 42), ("other", 47), ("b", 47)], Poll(50).Select(poll => (poll.Key, (int)poll.At)));
    }

    [Fact]
    public void A_hundred_thousand_Map_Runs_all_get_their_turn()
    {
        const int Count = 100_000;
        Add(Count, "quota");
        var polls = Poll(Count * 2 * 1.05);
        Assert.Equal(Keys(Count).Concat(Keys(Count)), polls.Take(2 * Count).Select(poll => poll.Key));
    }

    private static bool Near(double x, double y) => Math.Abs(x - y) < 0.001;

    private static IEnumerable<string> Keys(int count) => Enumerable.Range(1, count).Select(i => $"{i}");

    private void Add(int count, string quota)
    {
        foreach (var key in Keys(count))
        {
            _schedule.Add(key, TestKinds.Quota(quota));
        }
    }

    private List<(double At, string Key)> Poll(double until, double latency = 0, Func<string, bool>? fails = null) =>
        Poll(_schedule, until, latency, fails);

    // Polls whenever it may, one after the other, until a time.
    private List<(double At, string Key)> Poll(PollSchedule schedule, double until, double latency, Func<string, bool>? fails)
    {
        var polls = new List<(double At, string Key)>();
        while (_time.Seconds < until)
        {
            while (schedule.TryNext(out var key))
            {
                Assert.InRange(polls.Count, 0, 1_000_000);
                polls.Add((_time.Seconds, key));
                _time.Seconds += latency;
                if (fails?.Invoke(key) == true)
                {
                    schedule.PollFailed(key);
                }
                else
                {
                    schedule.Polled(key);
                }
            }

            var wait = schedule.UntilNext();
            Assert.NotEqual(TimeSpan.Zero, wait);
            _time.Seconds = wait == Timeout.InfiniteTimeSpan ? until : Math.Min(until, _time.Seconds + wait.TotalSeconds);
        }

        return polls;
    }
}
