using SfnMapRun.Waiting;

namespace SfnMapRun.Tests.Waiting;

public sealed class ProgressWindowTests
{
    private readonly ManualTime _time = new();
    private readonly ProgressWindow _window;

    public ProgressWindowTests() => _window = new ProgressWindow(_time);

    [Fact]
    public void Nothing_is_known_before_something_has_moved()
    {
        Assert.Equal((null, null), (_window.ItemsPerSecond, _window.Left));
        Add(0, 40, 100);
        Assert.Equal((null, null), (_window.ItemsPerSecond, _window.Left));
        Add(5, 40, 100);
        Assert.Equal((null, null), (_window.ItemsPerSecond, _window.Left));
        Add(10, 50, 100);
        Assert.Equal((1.0, TimeSpan.FromSeconds(50)), (_window.ItemsPerSecond, _window.Left));
    }

    [Fact]
    public void Two_samples_of_one_moment_tell_no_rate()
    {
        Add(3, 40, 100);
        Add(3, 50, 100);
        Assert.Equal((null, null), (_window.ItemsPerSecond, _window.Left));
        Add(4, 50, 100);
        Assert.Null(_window.Left);
        Add(5, 60, 100);
        Assert.Equal(10.0, _window.ItemsPerSecond);
    }

    [Fact]
    public void There_is_no_estimate_while_the_total_grows()
    {
        Add(0, 0, 0);
        Assert.Null(_window.Left);
        Add(5, 10, 1000);
        Add(10, 20, 2000);
        Assert.Equal((2.0, null), (_window.ItemsPerSecond, _window.Left));
        for (var at = 15; at <= 305; at += 5)
        {
            Add(at, 2 * at, 2000);
            Assert.Null(_window.Left);
        }

        Add(310, 620, 2000);
        Assert.Equal(TimeSpan.FromSeconds(690), _window.Left);
    }

    [Fact]
    public void Nothing_finished_means_no_estimate_and_a_rate_of_0_once_some_did()
    {
        Add(0, 0, 1000);
        Add(5, 100, 1000);
        for (var at = 10; at <= 300; at += 5)
        {
            Add(at, 100, 1000);
            Assert.NotNull(_window.Left);
        }

        Add(305, 100, 1000);
        Assert.Equal((0.0, null), (_window.ItemsPerSecond, _window.Left));
    }

    [Fact]
    public void The_rate_is_that_of_the_last_five_minutes()
    {
        for (var at = 0; at <= 600; at += 5)
        {
            Add(at, 100 * at, 1_000_000);
        }

        Assert.Equal(100.0, _window.ItemsPerSecond);
        for (var at = 605; at <= 900; at += 5)
        {
            Add(at, 60_000 + at - 600, 1_000_000);
        }

        Assert.Equal(1.0, _window.ItemsPerSecond);
        Assert.Equal(TimeSpan.FromSeconds(1_000_000 - 60_300), _window.Left);
    }

    [Fact]
    public void Of_rare_samples_the_last_three_count()
    {
        Add(0, 0, 50_000);
        Add(1000, 9000, 90_000);
        Add(2000, 10_000, 90_000);
        Assert.Null(_window.Left);
        Add(3000, 11_000, 90_000);
        Assert.Equal((1.0, TimeSpan.FromSeconds(79_000)), (_window.ItemsPerSecond, _window.Left));
    }

    [Theory]
    [InlineData(40, 100)]
    [InlineData(60, 90)]
    public void A_redrive_starts_it_anew(long finished, long total)
    {
        Add(0, 0, 100);
        Add(5, 50, 100);
        Add(10, finished, total);
        Assert.Equal((null, null), (_window.ItemsPerSecond, _window.Left));
        Add(20, finished + 10, total);
        Assert.Equal((1.0, TimeSpan.FromSeconds(total - finished - 10)), (_window.ItemsPerSecond, _window.Left));
    }

    [Fact]
    public void When_all_is_finished_nothing_is_left()
    {
        Add(0, 0, 100);
        Add(5, 100, 100);
        Assert.Equal(TimeSpan.Zero, _window.Left);
    }

    [Fact]
    public void A_time_beyond_all_measure_is_none()
    {
        Add(0, 0, long.MaxValue);
        Add(280, 1, long.MaxValue);
        Assert.Null(_window.Left);
    }

    private void Add(double seconds, long finished, long total)
    {
        _time.Seconds = seconds;
        _window.Add(finished, total);
    }
}
