using System.ComponentModel;
using System.Management.Automation;

namespace SfnMapRun.Cmdlets;

/// <summary>What PowerShell calls when it imports the module.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    /// <summary>
    /// Has a call rehearsed on another processor while PowerShell goes on with the import; with a single processor that would only
    /// delay the import. What fails here fails again, and is then reported, when a command needs it.
    /// </summary>
    public void OnImport()
    {
        if (Surroundings.Current is { Processors: > 1 } surroundings)
        {
            _ = surroundings.Gateway.RehearseAsync(surroundings.Clock);
        }
    }
}
