using System.Threading.Channels;
using SfnMapRun.Waiting;

namespace SfnMapRun.Tests.Waiting;

public sealed class MapRunWaiterTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly VirtualTime _time = new();
    private readonly List<(double At, string Arn)> _polls = [];
    private readonly List<(double At, WaitEvent Event)> _events = [];

    // What a poll finds, by ARN, half of the latency after it began.
    private Func<string, MapRun> _service = _ => new MapRun { Status = "RUNNING" };
    private TimeSpan _latency = TimeSpan.FromMilliseconds(50);
    private int _inFlight;

    private double Now => _time.Elapsed.TotalSeconds;

    [Theory]
    [InlineData("SUCCEEDED")]
    [InlineData("FAILED")]
    [InlineData("ABORTED")]
    public void A_Map_Run_that_stops_is_reported_and_polled_no_more(string status)
    {
        _service = _ => new MapRun { Status = Now < 12 ? "RUNNING" : status };
        Wait(["a"]);
        Assert.Equal([0, 5, 10, 15], PollsOf("a"), Near);
        Assert.Equal(["Polled", "Polled", "Polled", "Stopped"], Kinds());
        Assert.Equal(status, Assert.IsType<WaitEvent.Stopped>(_events[^1].Event).MapRun.Status);
    }

    [Theory]
    [InlineData("PAUSED")]
    [InlineData(null)]
    public void An_unknown_status_counts_as_running(string? status)
    {
        _service = _ => new MapRun { Status = Now < 7 ? status : "SUCCEEDED" };
        Wait(["a", "a"]);
        Assert.Equal(["Polled", "Polled", "Stopped"], Kinds());
    }

    [Fact]
    public void A_thousand_that_stop_at_various_times_are_all_seen_to_stop_within_the_quota()
    {
        var random = new Random(1);
        var arns = Enumerable.Range(0, 1000).Select(i => $"{i}").ToArray();
        var stops = arns.ToDictionary(arn => arn, _ => random.NextDouble() * 3000);
        _service = arn => new MapRun { Status = Now < stops[arn] ? "RUNNING" : "SUCCEEDED" };
        Wait(arns);

        Assert.Equal(arns.Order(), _events.Select(e => e.Event).OfType<WaitEvent.Stopped>().Select(e => e.Arn).Order());
        Assert.All(_events.Where(e => e.Event is WaitEvent.Stopped), e => Assert.InRange(e.At - stops[e.Event.Arn], 0, 1051));

        var burst = _polls.Count(poll => poll.At < 1);
        Assert.Equal(100, burst);
        var later = _polls.Skip(burst).Select(poll => poll.At).ToArray();
        Assert.All(later.Zip(later.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1.0499, double.MaxValue));
    }

    [Fact]
    public void An_unknown_status_with_a_stop_date_has_stopped()
    {
        _service = _ => new MapRun { Status = "TIMED_OUT", StopDate = Now < 7 ? null : DateTime.Now };
        Wait(["a"]);
        Assert.Equal(["Polled", "Polled", "Stopped"], Kinds());
    }

    [Fact]
    public void Two_quotas_are_independent()
    {
        _service = _ => new MapRun { Status = Now < 100 ? "RUNNING" : "SUCCEEDED" };
        Wait([.. Enumerable.Range(0, 500).Select(i => $"{i}"), "alone"], arn => arn == "alone" ? "free" : "crowded");
        Assert.Equal(Enumerable.Range(0, 21).Select(i => 5.0 * i), PollsOf("alone"), (x, y) => Math.Abs(x - y) < 0.06);
        Assert.Equal(501, _events.Count(e => e.Event is WaitEvent.Stopped));
    }

    [Fact]
    public void The_interval_counts_from_poll_to_poll_however_long_a_response_takes()
    {
        _latency = TimeSpan.FromSeconds(2);
        Wait(["a"], timeout: TimeSpan.FromSeconds(18));
        Assert.Equal([0, 5, 10, 15], PollsOf("a"), Near);
    }

    [Fact]
    public void When_the_time_is_up_the_last_state_of_each_is_reported()
    {
        _service = arn => arn switch
        {
            "late" => new MapRun { Status = "RUNNING", RedriveCount = (int)Now },
            "stopped" => new MapRun { Status = "SUCCEEDED" },
            _ => throw Failure("EndpointUnreachable"),
        };
        Wait(["late", "stopped", "unseen"], timeout: TimeSpan.FromSeconds(12));
        Assert.Equal(12, Now);
        Assert.Equal(["TimedOut", "TimedOut"], Kinds().TakeLast(2));
        var ends = _events.Select(e => e.Event).OfType<WaitEvent.TimedOut>().ToDictionary(e => e.Arn);
        Assert.Equal(["late", "unseen"], ends.Keys);
        Assert.Equal(10, ends["late"].MapRun?.RedriveCount);
        Assert.Null(ends["unseen"].MapRun);
    }

    [Fact]
    public void A_poll_that_hangs_does_not_outlast_the_timeout()
    {
        _latency = TimeSpan.FromHours(1);
        Wait(["a"], timeout: TimeSpan.FromMinutes(1));
        Assert.Equal(60, Now);
        Assert.Equal(["TimedOut"], Kinds());
        Assert.Equal(0, _inFlight);
    }

    [Fact]
    public void Without_a_timeout_the_wait_takes_days()
    {
        _service = _ => new MapRun { Status = Now < 86_400 * 3 ? "RUNNING" : "SUCCEEDED" };
        Wait(["a"]);
        Assert.Equal("Stopped", Kinds()[^1]);
    }

    [Theory]
    [InlineData("EndpointUnreachable")]
    [InlineData("RequestTimeout")]
    [InlineData("ServiceUnavailable")]
    [InlineData("InvalidResponse")]
    [InlineData("Throttled")]
    [InlineData("ExpiredCredentials")]
    public void A_recoverable_error_is_waited_out(string kind)
    {
        _latency = TimeSpan.Zero;
        _service = _ => Now is > 3 and < 100 ? throw Failure(kind) : new MapRun { Status = Now < 143 ? "RUNNING" : "SUCCEEDED" };
        Wait(["a"]);
        Assert.Equal([0, 5, 10, 20, 40, 80, 140, 145], PollsOf("a"), Near);
        Assert.Equal(["Polled", "PollFailed", "PollFailed", "PollFailed", "PollFailed", "PollFailed", "Polled", "Stopped"], Kinds());
    }

    [Theory]
    [InlineData("MapRunNotFound")]
    [InlineData("InvalidArn")]
    [InlineData("AccessDenied")]
    [InlineData("NoCredentials")]
    [InlineData("InvalidEndpoint")]
    [InlineData("ServiceError")]
    public void Any_other_error_ends_the_waiting_for_that_Map_Run_alone(string kind)
    {
        _service = arn => arn == "bad" ? throw Failure(kind) : new MapRun { Status = Now < 7 ? "RUNNING" : "SUCCEEDED" };
        Wait(["bad", "good"]);
        Assert.Equal(TestKinds.Kind(kind), Assert.IsType<WaitEvent.Failed>(_events[0].Event).Error.Kind);
        Assert.Equal(["Failed", "Polled", "Polled", "Stopped"], Kinds());
    }

    [Fact]
    public void A_stop_ends_everything_at_once()
    {
        _latency = TimeSpan.FromSeconds(4);
        using var stop = new CancellationTokenSource();
        using var timer = _time.CreateTimer(_ => stop.Cancel(), null, TimeSpan.FromSeconds(11), Timeout.InfiniteTimeSpan);
        Assert.ThrowsAny<OperationCanceledException>(
            () => Wait([.. Enumerable.Range(0, 50).Select(i => $"{i}")], cancellationToken: stop.Token));
        Assert.Equal((11.0, 0), (Now, _inFlight));
        Assert.DoesNotContain("TimedOut", Kinds());
    }

    [Fact]
    public void A_stop_ends_the_wait_for_the_next_turn_too()
    {
        using var stop = new CancellationTokenSource();
        using var timer = _time.CreateTimer(_ => stop.Cancel(), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        Assert.ThrowsAny<OperationCanceledException>(() => Wait(["a"], cancellationToken: stop.Token));
        Assert.Equal(2, Now);
    }

    [Fact]
    public void An_error_of_our_own_ends_the_wait_and_reaches_the_reader()
    {
        _service = arn => arn == "b" ? throw new NotSupportedException() : new MapRun { Status = "RUNNING" };
        Assert.Throws<NotSupportedException>(() => Wait(["a", "b"]));
        Assert.Equal(0, _inFlight);
    }

    [Fact]
    public void Polls_come_with_figures_once_there_are_some()
    {
        _latency = TimeSpan.Zero;
        _service = _ => new MapRun
        {
            Status = Now < 18 ? "RUNNING" : "SUCCEEDED",
            ItemCounts = Now < 12 ? new() { Total = 1000, Succeeded = (long)(10 * Now), Failed = 0, TimedOut = 0, Aborted = 0 } : new(),
        };
        Wait(["a"]);
        Assert.Equal(
            [(null, null), (10.0, 95.0), (10.0, 90.0), (10.0, 90.0)],
            _events.Select(e => e.Event).OfType<WaitEvent.Polled>().Select(poll => (poll.ItemsPerSecond, poll.Left?.TotalSeconds)));
    }

    [Fact]
    public void One_that_is_winding_down_has_no_estimate()
    {
        _latency = TimeSpan.Zero;
        _service = _ => new MapRun
        {
            Status = Now < 18 ? "RUNNING" : "FAILED",
            ToleratedFailureCount = 0,
            ItemCounts = new() { Total = 1000, Succeeded = (long)(10 * Now), Failed = Now < 12 ? 0 : 1, TimedOut = 0, Aborted = 0 },
        };
        Wait(["a"]);
        Assert.Equal(
            [false, true, true, false],
            _events.Select(e => e.Event).OfType<WaitEvent.Polled>().Select(poll => poll.Left is not null));
    }

    [Fact]
    public void With_nothing_to_wait_for_the_wait_is_over()
    {
        Wait([]);
        Assert.Empty(_events);
        Assert.Equal(0, Now);
    }

    private static StepFunctionsException Failure(string kind) => TestKinds.Failure(kind);

    private static bool Near(double x, double y) => Math.Abs(x - y) < 0.01;

    private IEnumerable<double> PollsOf(string arn) => _polls.Where(poll => poll.Arn == arn).Select(poll => poll.At);

    private string[] Kinds() => [.. _events.Select(e => e.Event.GetType().Name)];

    private async Task<MapRun> DescribeAsync(string arn, CancellationToken cancellationToken)
    {
        _polls.Add((Now, arn));
        _inFlight++;
        try
        {
            await Task.Delay(_latency / 2, _time, cancellationToken);
            var mapRun = _service(arn);
            await Task.Delay(_latency / 2, _time, cancellationToken);
            return mapRun;
        }
        finally
        {
            _inFlight--;
        }
    }

    private void Wait(
        IEnumerable<string> arns, Func<string, string>? quotaOf = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _time.Run(async () =>
        {
            var waiter = new MapRunWaiter(_time, Interval, timeout);
            foreach (var arn in arns)
            {
                waiter.Add(arn, TestKinds.Quota(quotaOf?.Invoke(arn) ?? "quota"), stop => DescribeAsync(arn, stop));
            }

            // Otherwise the reader is woken by a thread of the pool, which knows nothing of virtual time.
            var events = Channel.CreateUnbounded<WaitEvent>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });
            var wait = waiter.RunAsync(events.Writer, cancellationToken);
            await foreach (var e in events.Reader.ReadAllAsync(CancellationToken.None))
            {
                _events.Add((Now, e));
            }

            // Polls that were left behind come to their end.
            await Task.Yield();
            await wait;
        });
}
