using LocalStepFunctions;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>The clock that tests set.</summary>
public sealed class ClockTests
{
    [Fact]
    public void It_goes_with_the_clock_underneath_and_may_be_ahead()
    {
        var time = new VirtualTime();
        var clock = new SettableClock(time);
        var (start, timestamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        time.Run(() => Task.Delay(TimeSpan.FromSeconds(5), time));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromSeconds(65), clock.GetUtcNow() - start);
        Assert.Equal(TimeSpan.FromSeconds(65), clock.GetElapsedTime(timestamp));
    }

    [Fact]
    public void A_frozen_one_moves_only_when_it_is_moved()
    {
        var time = new VirtualTime();
        var clock = new SettableClock(time, isFrozen: true);
        var (start, timestamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        time.Run(() => Task.Delay(TimeSpan.FromSeconds(5), time));
        Assert.Equal(start, clock.GetUtcNow());
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(1), clock.GetUtcNow() - start);
        Assert.Equal(TimeSpan.FromMinutes(1), clock.GetElapsedTime(timestamp));
    }

    [Fact]
    public void It_never_goes_back() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SettableClock(TimeProvider.System).Advance(TimeSpan.FromSeconds(-1)));

    [Fact]
    public async Task It_is_moved_over_HTTP()
    {
        await using var session = await EndpointSession.StartAsync();
        var start = session.Endpoint.Clock.GetUtcNow();
        await session.ControlAsync("_clock", new { advanceSeconds = 600 });
        Assert.Equal(TimeSpan.FromMinutes(10), session.Endpoint.Clock.GetUtcNow() - start);
        Assert.Equal("400", await session.ControlAsync("_clock", new { advanceSeconds = -1 }));
        Assert.Equal("400", await session.ControlAsync("_clock", new { seconds = 1 }));
    }

    [Fact]
    public async Task A_Map_Run_that_is_watched_gets_on()
    {
        var options = EndpointOptions.Read(["--tick", "30", "--frozen", "true", "--unsigned", "true"]);
        await using var session = await EndpointSession.StartAsync(options);
        var (execution, mapRuns) = await session.StartExecutionAsync(new { });
        var statuses = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add((await session.CallAsync("DescribeMapRun", new { mapRunArn = mapRuns[0] })).GetProperty("status").GetString()!);
            await session.CallAsync("ListMapRuns", new { executionArn = execution });
            await session.ErrorAsync("DescribeMapRun", new { mapRunArn = mapRuns[0] + "-" });
        }

        Assert.Equal(["RUNNING", "RUNNING", "RUNNING", "RUNNING", "SUCCEEDED"], statuses);
    }

    [Fact]
    public async Task An_execution_that_is_watched_gets_on_to_its_Map_Run()
    {
        await using var session = await EndpointSession.StartAsync(EndpointOptions.Read(["--tick", "30", "--frozen", "true", "--unsigned", "true"]));
        var (execution, _) = await session.StartExecutionAsync(new { startDelaySeconds = 50 });
        await session.ExecutionAsync(execution);
        Assert.Empty(await session.MapRunsAsync(execution));
        await session.ExecutionAsync(execution);
        Assert.Single(await session.MapRunsAsync(execution));
    }
}
