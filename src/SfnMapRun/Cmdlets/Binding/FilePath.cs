using System.Management.Automation;
using SfnMapRun.Errors;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>What a path of PowerShell, relative, on a drive or with wildcards, is to the file system.</summary>
internal static class FilePath
{
    /// <summary>The full paths that a path stands for. A literal one need not exist.</summary>
    /// <exception cref="StepFunctionsException">It stands for none, or is not one of the file system.</exception>
    public static IReadOnlyList<string> Resolve(PathIntrinsics paths, string path, bool isLiteral)
    {
        try
        {
            ProviderInfo provider;
            IReadOnlyList<string> found = isLiteral
                ? [paths.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : [.. paths.GetResolvedProviderPathFromPSPath(path, out provider)];
            return provider.Name != "FileSystem"
                ? throw new StepFunctionsException(FailureKind.ResultFileNotFound, $"'{path}' is not in a file system.")
                : found is not [] ? found
                : throw new StepFunctionsException(FailureKind.ResultFileNotFound, $"There is no file or folder '{path}'.");
        }
        catch (Exception e) when (e is SessionStateException or ProviderInvocationException or NotSupportedException)
        {
            throw new StepFunctionsException(FailureKind.ResultFileNotFound, $"There is no file or folder '{path}': {e.Message}");
        }
    }
}
