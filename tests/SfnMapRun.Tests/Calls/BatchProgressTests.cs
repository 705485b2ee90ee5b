using System.Globalization;
using System.Text.RegularExpressions;
using SfnMapRun.Calls;
using SfnMapRun.Reporting;

namespace SfnMapRun.Tests.Calls;

public sealed class BatchProgressTests : IDisposable
{
    private readonly VirtualTime _time = new();
    private readonly List<(double At, Output.Progress Bar)> _bars = [];
    private readonly CallRunner _runner;
    private readonly BatchProgress _progress;

    public BatchProgressTests()
    {
        _runner = new CallRunner(16, _time, new Random(1));
        _progress = new BatchProgress(
            "Describing", "Map Run", _runner, _time, output => _bars.Add((_time.Elapsed.TotalSeconds, (Output.Progress)output)));
    }

    public void Dispose() => _progress.Dispose();

    [Fact]
    public void Short_work_shows_no_bar()
    {
        Work(4, seconds: 0.4);
        Assert.Empty(_bars);
        Assert.Equal(["Verbose { Text = 4 Map Runs, no errors; 0 calls, 0 throttled, 0 retries; 1.6 s. }"], _progress.Finish().Select(output => $"{output}"));
    }

    [Fact]
    public void A_bar_comes_after_two_seconds_and_is_brought_up_to_date_twice_a_second_and_is_taken_away()
    {
        Work(8, seconds: 0.45);
        Assert.Equal([2, 2.5, 3, 3.5], _bars.Select(bar => bar.At));
        Assert.Equal("4 of 8, 0 failed, 2.0/s", _bars[0].Bar.Status);
        Assert.Equal(("Describing Map Runs", 50, TimeSpan.FromSeconds(2)), (_bars[0].Bar.Activity, _bars[0].Bar.Percent!.Value, _bars[0].Bar.Left!.Value));
        var end = Assert.IsType<Output.Progress>(_progress.Finish().First());
        Assert.True(end.IsCompleted);
        _time.Run(() => Task.Delay(TimeSpan.FromSeconds(5), _time));
        Assert.Equal(4, _bars.Count);
    }

    [Fact]
    public void No_time_is_made_up_while_nothing_is_done_or_more_input_may_come()
    {
        _progress.Expect(3);
        Pass(2.1);
        _progress.Count(new Outcome<int>("a", 1, null));
        Pass(0.5);
        _progress.EndInput();
        Pass(0.5);
        Assert.Equal(["0 so far, 0 failed", "1 so far, 0 failed, 0.4/s", "1 of 3, 0 failed, 0.3/s"], _bars.Select(bar => bar.Bar.Status));
        Assert.Equal([null, null, 33], _bars.Select(bar => bar.Bar.Percent));
        Assert.Equal([null, null, 6.0], _bars.Select(bar => bar.Bar.Left?.TotalSeconds));
    }

    [Fact]
    public void No_time_is_made_up_of_a_total_of_which_nothing_is_done()
    {
        _progress.Expect(64);
        _progress.EndInput();
        Pass(2.1);
        Assert.Equal(("0 of 64, 0 failed", 0, null), (_bars[0].Bar.Status, _bars[0].Bar.Percent, _bars[0].Bar.Left));
    }

    [Fact]
    public void A_list_that_is_still_being_read_has_no_total()
    {
        _progress.EndInput();
        _time.Run(async () =>
        {
            await foreach (var item in _progress.ExpectAsync(ListAsync()))
            {
                _progress.Count(new Outcome<int>("a", item, null));
            }

            await Task.Delay(TimeSpan.FromSeconds(1), _time);
        });
        Assert.Equal(["1 so far, 0 failed, 0.5/s", "2 so far, 0 failed, 0.8/s"], _bars.Select(bar => bar.Bar.Status).Distinct().Take(2));

        async IAsyncEnumerable<int> ListAsync()
        {
            _progress.Expect(1);
            foreach (var item in Enumerable.Range(0, 4))
            {
                yield return item;
                await Task.Delay(TimeSpan.FromSeconds(2.1), _time);
            }
        }
    }

    [Fact]
    public void A_list_whose_next_item_is_long_in_coming_shows_what_came_so_far_and_one_that_is_not_read_shows_nothing()
    {
        _time.Run(async () =>
        {
            await foreach (var item in _progress.ExpectAsync(AsyncItems.Every(_time, TimeSpan.FromSeconds(2.1), [1])))
            {
                _progress.Count(new Outcome<int>("a", item, null));
                await Task.Delay(TimeSpan.FromSeconds(10), _time);
            }
        });
        Assert.Equal([(2.0, "0 so far, 0 failed")], _bars.Select(bar => (bar.At, bar.Bar.Status)));
    }

    [Fact]
    public void A_bar_says_that_the_quota_holds_the_work_back()
    {
        _progress.EndInput();
        var service = new BucketService(_time, 2, 0.2, TimeSpan.FromMilliseconds(50));
        _progress.Expect(20);
        _time.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
            _progress.Count(await Outcome<string>.OfAsync(
                $"{i}", _runner.RunAsync(null, TestKinds.Quota("q"), 3, _ => service.CallAsync($"{i}"), default))))));
        Assert.Equal("2 of 20, 0 failed, the quota is used up", _bars[0].Bar.Status);
        var held = _bars.First(bar => Regex.IsMatch(bar.Bar.Status, "^[0-9]+ of 20, 0 failed, the quota allows 0.[0-9]/s$"));

        // By the rate of the quota, and not by that of the first two, which it did not hold back.
        var left = 20 - int.Parse(held.Bar.Status.Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.InRange(held.Bar.Left!.Value.TotalSeconds / left, 4, 6);
    }

    [Fact]
    public void One_of_each_is_said_in_the_singular()
    {
        _progress.Expect(2);
        _progress.Count(new Outcome<string>("a", "a", null));
        _progress.Count(new Outcome<string>("b", null, TestKinds.Failure("MapRunNotFound")));
        _runner.Counts.AddCall();
        _runner.Counts.AddRetry();
        Assert.Equal(
            "Verbose { Text = 1 Map Run, 1 error (MapRunNotFound 1); 1 call, 0 throttled, 1 retry; 0.0 s. }", $"{_progress.Finish().Single()}");
    }

    [Fact]
    public void Errors_are_counted_by_kind()
    {
        _progress.Expect(3);
        foreach (var kind in (string[])["MapRunNotFound", "AccessDenied", "MapRunNotFound"])
        {
            _progress.Count(new Outcome<string>("a", null, TestKinds.Failure(kind)));
        }

        Assert.Contains("0 Map Runs, 3 errors (AccessDenied 1, MapRunNotFound 2); ", $"{_progress.Finish().Single()}", StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_list_had_is_known_once_it_is_read()
    {
        _progress.EndInput();
        _time.Run(async () =>
        {
            Assert.Equal(4, await _progress.ExpectAsync(AsyncItems.Of([1, 2, 3, 4])).CountAsync());
            _progress.Count(new Outcome<int>("a", 1, null));
            await Task.Delay(TimeSpan.FromSeconds(2.1), _time);
            Assert.Equal(3, await _progress.CountEachAsync(AsyncItems.Of([5, 6, 7])).CountAsync());
            await Task.Delay(TimeSpan.FromSeconds(0.5), _time);
        });
        Assert.Equal(["1 of 4, 0 failed, 0.5/s", "4 of 7, 0 failed, 1.6/s"], _bars.Select(bar => bar.Bar.Status));
    }

    private void Pass(double seconds) => _time.Run(() => Task.Delay(TimeSpan.FromSeconds(seconds), _time));

    private void Work(int count, double seconds)
    {
        _progress.Expect(count);
        _progress.EndInput();
        _time.Run(async () =>
        {
            for (var i = 0; i < count; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), _time);
                _progress.Count(new Outcome<int>($"{i}", i, null));
            }
        });
    }
}
