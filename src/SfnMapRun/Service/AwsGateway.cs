using System.Reflection;

namespace SfnMapRun.Service;

/// <summary>Loads SfnMapRun.Aws, with the AWS SDK, when the first command needs it: an import alone does not.</summary>
internal static class AwsGateway
{
    private static readonly Lazy<IAwsGateway> Loaded = new(Load);

    /// <summary>The one gateway of this process.</summary>
    public static IAwsGateway Instance => Loaded.Value;

    private static IAwsGateway Load()
    {
        var assembly = new ServiceLoadContext().LoadFromAssemblyName(new AssemblyName("SfnMapRun.Aws"));
        return (IAwsGateway)Activator.CreateInstance(assembly.GetType("SfnMapRun.Aws.SdkGateway", throwOnError: true)!)!;
    }
}
