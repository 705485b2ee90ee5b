using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Cmdlets;

/// <summary>A way to AWS that leads to a Step Functions of the test's own, and remembers who took it.</summary>
internal sealed class FakeGateway(IStepFunctions stepFunctions) : IAwsGateway
{
    /// <summary>What each connection was made with.</summary>
    public List<ConnectionSettings> Settings { get; } = [];

    /// <summary>Where credentials were to be asked for, for each connection.</summary>
    public List<string> FirstRegions { get; } = [];

    /// <summary>What becomes of a connection that can't be made.</summary>
    public StepFunctionsException? Failure { get; set; }

    /// <summary>A connection that takes its time.</summary>
    public Func<CancellationToken, Task>? Search { get; set; }

    /// <summary>How often a call was rehearsed.</summary>
    public int Rehearsals { get; private set; }

    public async Task<IStepFunctions> ConnectAsync(
        ConnectionSettings settings, string region, CommandLog log, TimeProvider clock, CancellationToken cancellationToken)
    {
        Settings.Add(settings);
        FirstRegions.Add(region);
        log.Verbose("Credentials: a test.");
        log.Debug("A test.");
        if (Search is not null)
        {
            await Search(cancellationToken);
        }

        return Failure is null ? stepFunctions : throw Failure;
    }

    public Task RehearseAsync(TimeProvider clock)
    {
        Rehearsals++;
        return Task.CompletedTask;
    }

    public IEnumerable<string> Regions() => ["us-east-1", "eu-central-1", "eu-west-1", "ap-us-9"];

    public IEnumerable<string> Profiles() => ["ops", "ops night", "o'brien"];
}
