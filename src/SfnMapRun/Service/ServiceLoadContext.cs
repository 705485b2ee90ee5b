using System.Reflection;
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

        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
