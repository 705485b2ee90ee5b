using System.Management.Automation;
using SfnMapRun.Tests.Cmdlets;
using Xunit.Abstractions;

namespace SfnMapRun.Tests.Fuzz;

/// <summary>
/// Whatever is piped in, a command goes on: each record is an object or this module's own error about it, never one of parameter
/// binding, and the Map Runs in between are not lost. On PowerShell's own engine.
/// </summary>
public sealed class InputFuzzTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Commands =
    [
        "Get-SFNMapRun", "Get-SFNMapRunList", "Get-SFNMapRunExecution", "Get-SFNMapRunFailure", "Wait-SFNMapRun -Timeout 60",
        "Update-SFNMapRun -MaxConcurrency 1 -PassThru", "Restart-SFNMapRun -WhatIf", "Stop-SFNMapRun -WhatIf",
    ];

    private readonly PowerShellSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Odd_input_is_an_error_of_the_module_about_that_record()
    {
        _session.StepFunctions.Latency = TimeSpan.Zero;
        _session.StepFunctions.DescribeMapRun = arn =>
            new MapRun { MapRunArn = arn, ExecutionArn = FakeStepFunctions.ExecutionArn, Status = "SUCCEEDED", StopDate = DateTime.UnixEpoch };
        var odd = Enumerable.Range(0, FuzzOptions.Count).Select(number => new OddInput(FuzzOptions.RandomOf(number)).Next()).ToArray();
        var errors = new Dictionary<string, int>();
        for (var i = 0; i < Commands.Length; i++)
        {
            var last = Last(i, isExecution: Commands[i].EndsWith("List", StringComparison.Ordinal));
            var result = _session.Run($"$input | {Commands[i]}", [.. odd.Where((_, number) => number % Commands.Length == i), last]);
            Assert.Null(result.Ending);
            foreach (var error in result.Errors)
            {
                var id = error.FullyQualifiedErrorId.Split(',')[0];
                errors[id] = errors.GetValueOrDefault(id) + 1;
                Assert.True(
                    error.Exception is StepFunctionsException, $"Seed {FuzzOptions.Seed}, {Commands[i]}: {error.FullyQualifiedErrorId}: {error.Exception}");

                // An ARN of up to 2,000 characters may be in it twice.
                Assert.InRange(error.ErrorDetails.Message.Length, 20, 5000);
            }

            Assert.Contains(_session.StepFunctions.Requests, request => request.Contains(last, StringComparison.Ordinal));
        }

        output.WriteLine(string.Join(", ", errors.OrderBy(error => error.Key).Select(error => $"{error.Key} {error.Value}")));
        Assert.InRange(errors["NotAMapRunArn"], FuzzOptions.Count / 5, FuzzOptions.Count * 10);
    }

    [Fact]
    public void Odd_values_are_cast_or_refused()
    {
        for (var number = 0; number < FuzzOptions.Count; number++)
        {
            var value = new OddInput(FuzzOptions.RandomOf(number)).Next();
            foreach (var type in new[] { typeof(MapRun), typeof(MapRunExecution), typeof(MapRunItemCounts), typeof(WaitTime) })
            {
                if (Convert(value, type) is not (null or WaitTime) and var made)
                {
                    Probe.All(made);
                }
            }
        }
    }

    // PowerShell asks what can't be converted for its text, and lets through what that throws.
    private static object? Convert(object? value, Type type)
    {
        try
        {
            return LanguagePrimitives.TryConvertTo(value, type, out var made) ? made : null;
        }
        catch (InvalidOperationException e) when (e.Message == OddInput.NoText)
        {
            return null;
        }
    }

    private static string Last(int number, bool isExecution) => isExecution
        ? $"arn:aws:states:eu-central-1:123456789012:execution:Orders:last-{number}"
        : $"arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:last-{number}";
}
