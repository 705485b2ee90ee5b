using System.Management.Automation;
using SfnMapRun.Errors;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>What a path of PowerShell, relative, on a drive or with wildcards, is to the file system.</summary>
internal static class FilePath
{
    /// <summary>The full paths that a path stands for. A literal one need not exist.</summary>
    /// <param name="paths">The location and the drives of the session.</param>
    /// <param name="path">The path as it was given.</param>
    /// <param name="isLiteral">Whether it has no wildcards.</param>
    /// <param name="failure">What kind of error it is if there is none.</param>
    /// <exception cref="StepFunctionsException">It stands for none, or is not one of the file system.</exception>
    public static IReadOnlyList<string> Resolve(PathIntrinsics paths, string path, bool isLiteral, FailureKind failure)
    {
        try
        {
            ProviderInfo provider;
            IReadOnlyList<string> found = isLiteral
                ? [paths.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : [.. paths.GetResolvedProviderPathFromPSPath(path, out provider)];
            return provider.Name != "FileSystem"
                ? throw new StepFunctionsException(failure, $"'{path}' is not in a file system.")
                : found is not [] ? found
                : throw new StepFunctionsException(failure, $"There is no file or folder '{path}'.");
        }
        catch (Exception e) when (e is SessionStateException or ProviderInvocationException or NotSupportedException)
        {
            throw new StepFunctionsException(failure, $"There is no file or folder '{path}': {e.Message}");
        }
    }
}
