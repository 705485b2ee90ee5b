using SfnMapRun.Calls;

namespace SfnMapRun.Tests.Calls;

public sealed class SideBySideTests
{
    private readonly VirtualTime _time = new();
    private readonly List<(double At, string Result)> _results = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Results_keep_the_order_of_the_list_whatever_each_takes(int seed)
    {
        var random = new Random(seed);
        Run(AsyncItems.Of(Enumerable.Range(0, 100)), ahead: 8, async i =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100)), _time);
            return i % 7 == 0 ? throw TestKinds.Failure("ExecutionNotFound") : $"{i}";
        });
        Assert.Equal(Enumerable.Range(0, 100).Select(i => i % 7 == 0 ? "ExecutionNotFound" : $"{i}"), _results.Select(result => result.Result));
    }

    [Fact]
    public void A_result_does_not_wait_for_the_next_item()
    {
        Run(AsyncItems.Every(_time, TimeSpan.FromSeconds(10), ["a", "b"]), ahead: 8, async item =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _time);
            return item;
        });
        Assert.Equal([(11.0, "a"), (21.0, "b")], _results);
    }

    [Fact]
    public void What_was_listed_before_the_list_broke_off_comes_first()
    {
        var e = Assert.Throws<StepFunctionsException>(() =>
            Run(AsyncItems.Of(["a", "b"], TestKinds.Failure("PageTokenExpired")), ahead: 8, async item =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _time);
                return item;
            }));
        Assert.Equal("PageTokenExpired", e.Kind.Id);
        Assert.Equal(["a", "b"], _results.Select(result => result.Result));
    }

    [Fact]
    public void Work_runs_no_further_ahead_than_allowed()
    {
        var (underWay, most) = (0, 0);
        Run(AsyncItems.Of(Enumerable.Range(0, 50)), ahead: 5, async i =>
        {
            most = Math.Max(most, ++underWay);
            await Task.Delay(TimeSpan.FromSeconds(1), _time);
            underWay--;
            return $"{i}";
        });
        Assert.Equal(6, most);
    }

    private void Run<T>(IAsyncEnumerable<T> items, int ahead, Func<T, Task<string>> work) => _time.Run(async () =>
    {
        await foreach (var outcome in items.SelectSideBySideAsync(item => $"{item}", work, ahead))
        {
            _results.Add((_time.Elapsed.TotalSeconds, outcome.Value ?? outcome.Error!.Kind.Id));
        }
    });
}
