using System.Globalization;
using System.Text.RegularExpressions;
using SfnMapRun.Model;
using SfnMapRun.Service;
using SfnMapRun.Tests.Aws;
using Xunit.Abstractions;

namespace SfnMapRun.Tests.Fuzz;

/// <summary>
/// Whatever comes back over the wire is an object whose members can be read, or this module's one exception. Over real HTTP, for every
/// operation.
/// </summary>
public sealed partial class ResponseFuzzTests(ITestOutputHelper output)
{
    private static readonly (string Name, Func<IStepFunctions, string, Task<object>> Call)[] Operations =
    [
        ("DescribeMapRun", async (service, arn) => await service.DescribeMapRunAsync(arn, RawSession.Context)),
        ("DescribeExecution", async (service, arn) => await service.DescribeExecutionAsync(arn, true, RawSession.Context)),
        ("GetExecutionHistory", async (service, arn) => await service.GetExecutionHistoryAsync(arn, null, RawSession.Context)),
        ("ListMapRuns", async (service, arn) => await service.ListMapRunsAsync(arn, null, RawSession.Context)),
        ("ListExecutions", async (service, arn) => await service.ListExecutionsAsync(arn, new ExecutionFilter("FAILED"), null, RawSession.Context)),
        ("ListParentExecutions", async (service, arn) => await service.ListParentExecutionsAsync(arn, "FAILED", null, RawSession.Context)),
        ("UpdateMapRun", async (service, arn) =>
        {
            await service.UpdateMapRunAsync(arn, new MapRunSettings(1, null, null), RawSession.Context);
            return true;
        }),
        ("RedriveExecution", async (service, arn) => await service.RedriveExecutionAsync(arn, "token", RawSession.Context)),
        ("StopExecution", async (service, arn) => await service.StopExecutionAsync(arn, "Operator", null, RawSession.Context)),
    ];

    [Fact]
    public void Every_operation_is_among_them() => Assert.Equal(
        typeof(IStepFunctions).GetMethods().Where(method => !method.IsSpecialName).Select(method => method.Name[..^"Async".Length]).Order(),
        Operations.Select(operation => operation.Name).Order());

    [Fact]
    public async Task Odd_answers_are_objects_or_errors_about_that_one()
    {
        await using var server = new RawServer(request =>
            OddAnswers.Of(Target().Match(request).Groups[1].Value, FuzzOptions.RandomOf(NumberIn(request))));
        var service = RawSession.Of(server.Url);
        var objects = 0;
        var errors = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, FuzzOptions.Count), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            var operation = Operations[number % Operations.Length];
            try
            {
                var result = await operation.Call(service, $"arn:aws:states:eu-central-1:123456789012:mapRun:Fuzz/F:{number}");
                ProbeResult(result);
                Interlocked.Increment(ref objects);
            }
            catch (StepFunctionsException e)
            {
                errors.AddOrUpdate(e.Kind.Id, 1, (_, count) => count + 1);
                Assert.False(string.IsNullOrWhiteSpace(e.Message));
                Assert.DoesNotContain(RawSession.Keys.SecretKey, e.ToString(), StringComparison.Ordinal);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {FuzzOptions.Seed}, number {number}, {operation.Name}: {e}", e);
            }
        });

        output.WriteLine($"{objects} objects; " + string.Join(", ", errors.OrderBy(error => error.Key).Select(error => $"{error.Key} {error.Value}")));
        Assert.Equal(FuzzOptions.Count, objects + errors.Values.Sum());

        // Both ways are well trodden, or this would show nothing.
        Assert.InRange(objects, FuzzOptions.Count / 10, FuzzOptions.Count);
        Assert.InRange(errors["InvalidResponse"], FuzzOptions.Count / 10, FuzzOptions.Count);
    }

    private static void ProbeResult(object result)
    {
        IEnumerable<object> items = result switch
        {
            Page<MapRunListItem> page => page.Items,
            Page<MapRunExecution> page => page.Items,
            Page<ExecutionEvent> page => page.Items,
            _ => [result],
        };
        foreach (var item in items)
        {
            Probe.All(item);
        }
    }

    private static int NumberIn(string request) => int.Parse(Number().Match(request).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"AWSStepFunctions\.(\w+)")]
    private static partial Regex Target();

    [GeneratedRegex(@"mapRun:Fuzz/F:(\d+)")]
    private static partial Regex Number();
}
