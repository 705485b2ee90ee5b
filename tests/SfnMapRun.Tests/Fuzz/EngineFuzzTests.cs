using System.Text.Json;
using SfnMapRun.Aws.Mapping;
using SfnMapRun.Aws.Protocol;
using SfnMapRun.Calls;
using SfnMapRun.Errors;
using SfnMapRun.Failures;
using SfnMapRun.Model;
using SfnMapRun.Redriving;
using SfnMapRun.Reporting;
using SfnMapRun.Service;
using SfnMapRun.Waiting;

namespace SfnMapRun.Tests.Fuzz;

/// <summary>
/// One Map Run whose answers are odd, beside one that is well: each command brings the one to an end, in an object or an error, and the
/// other is not lost.
/// </summary>
public sealed class EngineFuzzTests
{
    private const string Well = FakeStepFunctions.MapRunArn;
    private const string Odd = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Odd:1";
    private readonly VirtualTime _time = new();

    [Fact]
    public void A_wait_ends_with_all_that_was_waited_for() => ForEach(service =>
    {
        var waiter = new MapRunWaiter(_time, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));
        var calls = service.Calls();
        waiter.Add(calls, FakeStepFunctions.Arn(Odd));
        waiter.Add(calls, FakeStepFunctions.Arn());
        var settings = new WaitSettings(TimeSpan.FromMinutes(10), ErrorOnFailure: true, Heartbeat: true);
        return FakeStepFunctions.ListAsync(new WaitReport(waiter, settings, new CallCounts(), _time).RunAsync(default));
    });

    [Fact]
    public void Reasons_are_told_for_all() => ForEach(async service =>
    {
        var runner = new CallRunner(16, _time, new Random(1));
        using var progress = new BatchProgress("Sampling", "child execution", runner, _time, _ => { });
        var output = new List<Output>();
        foreach (var arn in new[] { Odd, Well })
        {
            output.AddRange(await CollectAsync(
                arn, new FailureReport(50, 16, progress).RunAsync(service.Calls(runner: runner), FakeStepFunctions.Arn(arn), default)));
        }

        output.AddRange(progress.Finish());
        return output;
    });

    [Fact]
    public void All_are_redriven() => ForEach(async service =>
    {
        var redriver = new Redriver(null, _time);
        var output = new List<Output>();
        foreach (var arn in new[] { Odd, Well })
        {
            output.AddRange(await CollectAsync(arn, RunAsync(redriver, service, arn)));
        }

        output.AddRange(await FakeStepFunctions.ListAsync(redriver.FinishAsync(passThru: true)));
        return output;
    });

    private static async IAsyncEnumerable<Output> RunAsync(Redriver redriver, FakeStepFunctions service, string arn)
    {
        var plan = await redriver.PlanAsync(service.Calls(), FakeStepFunctions.Arn(arn), default);
        yield return new Output.Verbose(RedriveCheck.Describe(plan.Run));
        await foreach (var output in redriver.RunAsync(plan, default))
        {
            yield return output;
        }
    }

    private static async Task<List<Output>> CollectAsync(string arn, IAsyncEnumerable<Output> outputs)
    {
        var list = new List<Output>();
        try
        {
            await foreach (var output in outputs)
            {
                list.Add(output);
            }
        }
        catch (StepFunctionsException e)
        {
            list.Add(new Output.Error(e, arn));
        }

        return list;
    }

    // As a response is read: whatever is wrong with it is the response's fault.
    private static T Read<T>(string json, Random random, Func<JsonElement, T> read) => new JsonResponse
    {
        StatusCode = System.Net.HttpStatusCode.OK,
        RequestId = null,
        ErrorType = null,
        MediaType = null,
        ClockOffset = null,
        Body = OddJson.Of(json, random),
    }.Read(read);

    private static T OrFailure<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            throw new StepFunctionsException(FailureKind.InvalidResponse, e.Message);
        }
    }

    private static MapRun WellRun(string status) => new()
    {
        MapRunArn = Well,
        ExecutionArn = FakeStepFunctions.ExecutionArn,
        Status = status,
        StopDate = status == "FAILED" ? DateTime.UnixEpoch : null,
        ExecutionCounts = new MapRunExecutionCounts { Failed = 2, TimedOut = 0, Aborted = 0 },
    };

    private void ForEach(Func<FakeStepFunctions, Task<List<Output>>> work)
    {
        // A part of them: each is many answers.
        foreach (var number in Enumerable.Range(0, Math.Max(1, FuzzOptions.Count / 50)))
        {
            try
            {
                _time.Run(async () =>
                {
                    var output = await work(ServiceOf(FuzzOptions.RandomOf(number)));
                    Assert.Contains(output, IsAbout(Well));
                    foreach (var item in output.OfType<Output.Item>())
                    {
                        Probe.All(item.Value);
                    }
                });
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {FuzzOptions.Seed}, number {number}: {e}", e);
            }
        }
    }

    private static Predicate<Output> IsAbout(string arn) => output => output switch
    {
        Output.Item { Value: MapRun run } => run.MapRunArn == arn,
        Output.Item { Value: MapRunFailure } => true,
        Output.Error error => error.Target == arn,
        _ => false,
    };

    // The parent of the odd one answers oddly, too; a redrive shows from the second look on.
    private FakeStepFunctions ServiceOf(Random random)
    {
        const string OddParent = "arn:aws:states:eu-central-1:123456789012:execution:Orders:odd";
        var redriven = false;
        var oddRun = Documents.Of("DescribeMapRun").Replace(Well, Odd, StringComparison.Ordinal)
            .Replace(FakeStepFunctions.ExecutionArn, OddParent, StringComparison.Ordinal);
        return new FakeStepFunctions(_time)
        {
            Latency = TimeSpan.Zero,
            DescribeMapRun = arn => arn == Odd ? OrFailure(() => Read(oddRun, random, MapRunMapping.ToMapRun))
                : redriven ? new MapRun { MapRunArn = Well, Status = "RUNNING", RedriveCount = 1, RedriveDate = DateTime.UnixEpoch.AddYears(60) }
                : WellRun("FAILED"),
            DescribeExecution = arn => arn == FakeStepFunctions.ExecutionArn
                ? new MapRunExecution { ExecutionArn = arn, Status = "FAILED", RedriveStatus = "REDRIVABLE" }
                : arn.EndsWith("FAILED-1", StringComparison.Ordinal) ? new MapRunExecution { ExecutionArn = arn, Status = "FAILED", Error = "NoStock" }
                : OrFailure(() => Read(Documents.Of("DescribeExecution"), random, ExecutionMapping.ToExecution)),
            ListExecutions = (filter, _) => OrFailure(() => new Page<MapRunExecution>(
                [Read(Documents.Of("DescribeExecution"), random, ExecutionMapping.ToExecution), .. FakeStepFunctions.Children("FAILED", 1, 1)], null)),
            GetExecutionHistory = _ => OrFailure(() => new Page<ExecutionEvent>(
                [Read(Documents.Event, random, ExecutionMapping.ToEvent)], null)),
            RedriveExecution = _ =>
            {
                redriven = true;
                return DateTime.UnixEpoch.AddYears(50);
            },
        };
    }
}
