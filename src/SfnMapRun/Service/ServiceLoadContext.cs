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

        // An image compiled ahead for this platform, where the build made one, saves the first call its compiling.
        var path = new[] { RuntimeInformation.RuntimeIdentifier, string.Empty }
            .Select(platform => Path.Combine(_folder, platform, assemblyName.Name + ".dll"))
            .FirstOrDefault(File.Exists);
        return path is null ? null : LoadFromAssemblyPath(path);
    }
}
