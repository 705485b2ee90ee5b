using SfnMapRun.Model;
using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets;

/// <summary>What a command finds around it: the machine's clock and AWS, unless a test puts something in their place.</summary>
internal sealed record Surroundings
{
    private static readonly AsyncLocal<Surroundings?> Substitute = new();
    private static readonly Surroundings Real = new();

    /// <summary>Those of the commands that are made here and now.</summary>
    public static Surroundings Current
    {
        get => Substitute.Value ?? Real;
        set => Substitute.Value = value;
    }

    /// <summary>The clock of all that a command does.</summary>
    public TimeProvider Clock { get; init; } = SystemClock.Instance;

    /// <summary>The way to AWS.</summary>
    public IAwsGateway Gateway { get; init; } = AwsGateway.Instance;

    /// <summary>How many processors the process may use.</summary>
    public int Processors { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether the process writes into a file or a pipe, where PowerShell shows no progress.</summary>
    public bool IsOutputRedirected { get; init; } = Console.IsOutputRedirected;

    /// <summary>Lets the pipeline's thread sleep until it is woken, or the pipeline is stopped.</summary>
    public Action<ManualResetEventSlim, CancellationToken> Sleep { get; init; } = (wake, stop) => wake.Wait(stop);
}
