using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace SfnMapRun.Service;

/// <summary>
/// A load context of our own for SfnMapRun.Aws and its AWS SDK, so that another module's SDK, in whatever version, and
/// ours never meet. Only this assembly is shared.
/// </summary>
internal sealed class ServiceLoadContext : AssemblyLoadContext
{
    private static readonly Assembly Shared = typeof(ServiceLoadContext).Assembly;

    // The name of the folder of its images. That of RuntimeInformation.RuntimeIdentifier would be another one where a Linux
    // distribution has built .NET itself.
    private static readonly string Platform =
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-")
        + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private readonly string _folder = Path.Combine(Path.GetDirectoryName(Shared.Location)!, "Dependencies");

    public ServiceLoadContext()
        : base("SfnMapRun")
    {
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Shared.GetName().Name)
        {
            return Shared;
        }

        // An image compiled ahead for this platform, where there is one, saves the first call its compiling.
        var path = new[] { Platform, string.Empty }
            .Select(platform => Path.Combine(_folder, platform, assemblyName.Name + ".dll"))
            .FirstOrDefault(File.Exists);
        return path is null ? null : LoadFromAssemblyPath(path);
    }
}
