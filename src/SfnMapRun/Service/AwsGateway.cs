using System.Reflection;
using SfnMapRun.Reporting;

namespace SfnMapRun.Service;

/// <summary>SfnMapRun.Aws, with the AWS SDK: loaded when it is needed first, off the caller's thread.</summary>
internal sealed class AwsGateway : IAwsGateway
{
    private static readonly Lazy<IAwsGateway> Loaded = new(Load);

    private AwsGateway()
    {
    }

    /// <summary>The one gateway of this process.</summary>
    public static IAwsGateway Instance { get; } = new AwsGateway();

    /// <inheritdoc/>
    public Task<IStepFunctions> ConnectAsync(
        ConnectionSettings settings, string region, CommandLog log, TimeProvider clock, CancellationToken cancellationToken) =>
        Task.Run(() => Loaded.Value.ConnectAsync(settings, region, log, clock, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task RehearseAsync(TimeProvider clock) => Task.Run(() => Loaded.Value.RehearseAsync(clock));

    /// <inheritdoc/>
    public IEnumerable<string> Regions() => Loaded.Value.Regions();

    /// <inheritdoc/>
    public IEnumerable<string> Profiles() => Loaded.Value.Profiles();

    private static IAwsGateway Load()
    {
        var assembly = new ServiceLoadContext().LoadFromAssemblyName(new AssemblyName("SfnMapRun.Aws"));
        return (IAwsGateway)Activator.CreateInstance(assembly.GetType("SfnMapRun.Aws.SdkGateway", throwOnError: true)!)!;
    }
}
