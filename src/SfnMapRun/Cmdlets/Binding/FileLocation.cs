using System.Management.Automation;
using SfnMapRun.Errors;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>Where a path of PowerShell leads: from the session's own location, over its drives, and with no wildcards.</summary>
internal static class FileLocation
{
    /// <summary>The full path of a file.</summary>
    /// <param name="path">The path as it was given.</param>
    /// <param name="session">The location and the drives of the session.</param>
    /// <exception cref="StepFunctionsException">It leads to no file.</exception>
    public static string Of(string path, PathIntrinsics session)
    {
        try
        {
            var file = session.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" ? file : throw NotWritten(path, $"that is a place of the provider {provider.Name}");
        }
        catch (Exception e) when (e is SessionStateException or ProviderInvocationException or NotSupportedException)
        {
            throw NotWritten(path, e.Message.TrimEnd('.'));
        }
    }

    private static StepFunctionsException NotWritten(string path, string why) =>
        new(FailureKind.ReportNotWritten, $"The report can't be written to {path}: {why}.");
}
