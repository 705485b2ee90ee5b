using SfnMapRun.Calls;

namespace SfnMapRun.Tests.Calls;

public sealed class LongestRunningTests
{
    private static readonly DateTime Start = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    [InlineData(int.MaxValue)]
    public async Task So_many_are_picked_the_longest_first(int count)
    {
        var random = new Random(1);
        var children = Enumerable.Range(0, 300).Select(i => Child($"{i}", "RUNNING", random.Next(100))).ToArray();
        Assert.Equal(
            children.OrderByDescending(child => child.DurationSeconds).Take(count).Select(child => child.Name),
            await NamesAsync(children, count));
    }

    [Fact]
    public async Task One_on_a_later_page_is_seen_later_and_has_not_run_longer_for_that()
    {
        var early = Child("early", "RUNNING", 100);
        var late = Child("late", "RUNNING", 99);
        late.DescribedDate = late.DescribedDate.AddSeconds(60);
        Assert.Equal(["early", "late"], await NamesAsync([early, late], 2));
    }

    [Fact]
    public async Task One_that_has_stopped_took_from_start_to_stop_and_one_without_a_date_comes_last()
    {
        var stopped = Child("stopped", "SUCCEEDED", 100);
        stopped.StopDate = Start.AddSeconds(-40);
        var unknown = new MapRunExecution { Name = "unknown", Status = "RUNNING" };
        Assert.Equal(["running", "stopped", "unknown"], await NamesAsync([unknown, stopped, Child("running", "RUNNING", 70)], 3));
        Assert.Equal(["new", "unknown"], await NamesAsync([unknown, Child("new", "RUNNING", 0)], 2));

        // Whenever it is seen.
        stopped.DescribedDate = Start.AddSeconds(30);
        Assert.Equal(["stopped", "running"], await NamesAsync([Child("running", "RUNNING", 59), stopped], 2));
    }

    [Fact]
    public async Task One_that_ends_while_the_lists_are_read_takes_one_place()
    {
        MapRunExecution[] lists = [Child("ends", "RUNNING", 90), Child("runs", "RUNNING", 80), Child("ends", "SUCCEEDED", 90)];
        foreach (var child in lists)
        {
            child.ExecutionArn = $"arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:{child.Name}";
        }

        lists[^1].StopDate = Start;
        Assert.Equal(["ends", "runs"], await NamesAsync(lists, 2));
    }

    [Fact]
    public async Task No_more_of_a_long_list_are_held_than_are_picked()
    {
        var seen = new List<WeakReference>();
        async IAsyncEnumerable<MapRunExecution> Long()
        {
            for (var i = 0; i < 1000; i++)
            {
                await Task.Yield();
                var child = Child($"{i}", "RUNNING", i);
                seen.Add(new WeakReference(child));
                yield return child;
            }

            GC.Collect();
            Assert.InRange(seen.Count(child => child.IsAlive), 3, 10);
        }

        Assert.Equal(["999", "998", "997"], await NamesAsync(Long(), 3));
    }

    private static MapRunExecution Child(string name, string status, double seconds) =>
        new() { Name = name, Status = status, StartDate = Start.AddSeconds(-seconds), DescribedDate = Start };

    private static Task<List<string?>> NamesAsync(MapRunExecution[] children, int count) => NamesAsync(AsyncItems.Of(children), count);

    private static async Task<List<string?>> NamesAsync(IAsyncEnumerable<MapRunExecution> children, int count)
    {
        var names = new List<string?>();
        await foreach (var child in children.LongestRunningAsync(count))
        {
            names.Add(child.Name);
        }

        return names;
    }
}
