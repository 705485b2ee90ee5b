using CsCheck;
using SfnMapRun.Calls;

namespace SfnMapRun.Tests.Calls;

/// <summary>The laws of work side by side, whatever each piece takes, whichever fail, and whenever the next one comes.</summary>
public sealed class InterleavingProperties
{
    private static readonly Gen<Piece[]> Pieces = Gen.Select(
        Gen.Int[0, 50], Gen.Frequency((2, Gen.Const(0)), (5, Gen.Int[0, 100]), (1, Gen.Int[0, 5000])), Gen.Frequency((6, Gen.Const(false)), (1, Gen.Const(true))),
        (gap, milliseconds, fails) => new Piece(gap, milliseconds, fails)).Array[0, 100];

    [Fact]
    public void Results_of_a_list_keep_its_order_and_none_is_lost() => Gen.Select(Pieces, Gen.Int[0, 20]).Sample((pieces, ahead) =>
    {
        var work = new Work();
        work.Time.Run(async () =>
        {
            await foreach (var outcome in ListAsync(pieces, work.Time).SelectSideBySideAsync(i => $"{i}", i => work.DoAsync(i, pieces[i]), ahead))
            {
                work.Take(outcome);
            }
        });
        Assert.Equal(pieces.Select(Work.Expected), work.Results);
        Assert.InRange(work.MostAhead, 0, ahead + 1);
    });

    [Fact]
    public void Results_of_a_list_that_breaks_off_are_all_there_before_its_error() => Gen.Select(Pieces, Gen.Int[0, 20]).Sample((pieces, ahead) =>
    {
        var work = new Work();
        work.Time.Run(async () =>
        {
            var list = ListAsync(pieces, work.Time, TestKinds.Failure("PageTokenExpired"));
            var e = await Assert.ThrowsAsync<StepFunctionsException>(async () =>
            {
                await foreach (var outcome in list.SelectSideBySideAsync(i => $"{i}", i => work.DoAsync(i, pieces[i]), ahead))
                {
                    work.Take(outcome);
                }
            });
            Assert.Equal("PageTokenExpired", e.Kind.Id);
        });
        Assert.Equal(pieces.Select(Work.Expected), work.Results);
    });

    [Fact]
    public void Results_of_input_that_arrives_keep_its_order_and_none_is_lost() =>
        Gen.Select(Pieces, Gen.Int[0, 20], Gen.Bool).Sample((pieces, ahead, isReady) =>
        {
            var work = new Work();
            work.Time.Run(async () =>
            {
                var input = new ArrivingInput<int>(new ProducerPace(work.Time, isReady), ahead);
                for (var i = 0; i < pieces.Length; i++)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(pieces[i].Gap), work.Time);
                    input.Begin();
                    input.Add($"{i}", work.DoAsync(i, pieces[i]));
                    await TakeAsync(isReady ? input.TakeAsync() : input.TakeLastAsync());
                    input.End();
                }

                await TakeAsync(input.FinishAsync());
            });
            Assert.Equal(pieces.Select(Work.Expected), work.Results);
            Assert.InRange(work.MostAhead, 0, ahead + 1);

            async Task TakeAsync(IAsyncEnumerable<Outcome<int>> outcomes)
            {
                await foreach (var outcome in outcomes)
                {
                    work.Take(outcome);
                }
            }
        });

    [Fact]
    public void Equal_calls_are_one_while_they_are_under_way_and_each_caller_gets_its_result() =>
        Gen.Select(Pieces, Gen.Int[1, 5], Gen.Int[1, 8]).Sample((pieces, keys, limit) =>
        {
            var time = new VirtualTime();
            var runner = new CallRunner(limit, time, new Random(1));
            var underWay = new HashSet<int>();
            time.Run(() => Task.WhenAll(pieces.Select(async (piece, i) =>
            {
                var key = i % keys;
                await Task.Delay(TimeSpan.FromMilliseconds(piece.Gap * i), time);
                Assert.Equal(key, await runner.RunAsync(key, TestKinds.Quota("q"), 1, async _ =>
                {
                    Assert.True(underWay.Add(key));
                    Assert.InRange(underWay.Count, 1, limit);
                    await Task.Delay(TimeSpan.FromMilliseconds(piece.Milliseconds), time);
                    underWay.Remove(key);
                    return key;
                }, default));
            })));
            Assert.Empty(underWay);
            Assert.InRange(runner.Counts.Calls, Math.Min(keys, pieces.Length), pieces.Length);
        });

    [Fact]
    public void A_rate_is_never_above_what_was_served_between_two_throttled_calls() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Frequency((6, Gen.Const('s')), (1, Gen.Const('l')), (2, Gen.Const('t')))).Array[0, 300].Sample(events =>
        {
            var estimate = new RefillEstimate(1000, new Random(1));
            var throttled = new List<(double At, int Served)>();
            var (now, served) = (1L, 0);
            foreach (var (milliseconds, outcome) in events)
            {
                now += milliseconds;
                estimate.Sent(now);
                now++;
                switch (outcome)
                {
                    case 's':
                        served++;
                        estimate.Served(now);
                        break;
                    case 'l':
                        served++;
                        estimate.Lost(now);
                        break;
                    default:
                        throttled.Add((now / 1000.0, served));
                        estimate.Throttled(now - 1, now);
                        break;
                }

                if (estimate.Rate is { } rate)
                {
                    // One more may have been on its way into the bucket.
                    var most = throttled.SelectMany((to, i) => throttled.Take(i).Select(from => (to.Served - from.Served + 1) / (to.At - from.At))).Max();
                    Assert.InRange(rate, 0, most * 1.000001);
                }
            }
        });

    private static async IAsyncEnumerable<int> ListAsync(Piece[] pieces, TimeProvider time, Exception? error = null)
    {
        for (var i = 0; i < pieces.Length; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pieces[i].Gap), time);
            yield return i;
        }

        if (error is not null)
        {
            throw error;
        }
    }

    private sealed record Piece(int Gap, int Milliseconds, bool Fails);

    private sealed class Work
    {
        private int _ahead;

        public VirtualTime Time { get; } = new();

        public List<string> Results { get; } = [];

        /// <summary>How much was begun at the most before its result was taken.</summary>
        public int MostAhead { get; private set; }

        public static string Expected(Piece piece, int i) => piece.Fails ? $"{i} failed" : $"{i}";

        public async Task<int> DoAsync(int i, Piece piece)
        {
            MostAhead = Math.Max(MostAhead, ++_ahead);
            await Task.Delay(TimeSpan.FromMilliseconds(piece.Milliseconds), Time);
            return piece.Fails ? throw TestKinds.Failure("ExecutionNotFound") : i;
        }

        public void Take(Outcome<int> outcome)
        {
            _ahead--;
            Results.Add(outcome.Error is null ? $"{outcome.Value}" : $"{outcome.Target} failed");
        }
    }
}
