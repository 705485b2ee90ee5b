using System.Text.Json;
using SfnMapRun.Errors;
using SfnMapRun.Reporting;

namespace SfnMapRun.Results;

/// <summary>
/// Reads what a ResultWriter left in S3, once it is on this machine: result files, the files that a manifest lists, and the Map Runs
/// of a folder as they stand after their latest redrive. No file is read twice.
/// </summary>
/// <param name="filter">Which records are wanted.</param>
/// <param name="stop">Ends the reading, between two records.</param>
internal sealed class ResultImport(ResultFilter filter, CancellationToken stop)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>The records of a file or a folder. What can't be read is an error about that file, and the others go on.</summary>
    /// <param name="path">The full path.</param>
    public IEnumerable<Output> Read(string path) => Guarded(path, () => Directory.Exists(path) ? ReadFolder(path) : ReadFile(path));

    // The output of work that is about a file, and the error that ends it.
    private static IEnumerable<Output> Guarded(string path, Func<IEnumerable<Output>> work)
    {
        IEnumerator<Output>? outputs = null;
        try
        {
            while (true)
            {
                Output output;
                StepFunctionsException? failure = null;
                try
                {
                    outputs ??= work().GetEnumerator();
                    if (!outputs.MoveNext())
                    {
                        yield break;
                    }

                    output = outputs.Current;
                }
                catch (Exception e) when (FailureOf(e, path) is { } found)
                {
                    (output, failure) = (new Output.Error(found, path), found);
                }

                yield return output;
                if (failure is not null)
                {
                    yield break;
                }
            }
        }
        finally
        {
            outputs?.Dispose();
        }
    }

    private static StepFunctionsException? FailureOf(Exception exception, string path) => exception switch
    {
        StepFunctionsException e => e,
        FileNotFoundException or DirectoryNotFoundException => new(FailureKind.ResultFileNotFound, $"'{path}' does not exist."),
        IOException or UnauthorizedAccessException => new(FailureKind.ResultFileUnreadable, $"'{path}' can't be read: {exception.Message}"),
        JsonException => new(FailureKind.BrokenResultFile, $"'{path}' is not a manifest that can be read: {exception.Message}."),
        _ => null,
    };

    private IEnumerable<Output> ReadFolder(string folder)
    {
        var isEmpty = true;
        foreach (var manifests in MapRunFolder.ManifestsIn(folder))
        {
            isEmpty = false;
            foreach (var earlier in manifests.SkipLast(1))
            {
                yield return new Output.Verbose($"Passed over: {earlier}, as {manifests[^1]} tells how it went on.");
            }

            foreach (var output in Guarded(manifests[^1], () => ReadManifest(manifests[^1])))
            {
                yield return output;
            }
        }

        if (isEmpty)
        {
            throw new StepFunctionsException(
                FailureKind.ResultFileNotFound, $"There is no {ResultManifest.FileName} in the folder '{folder}', or below it.");
        }
    }

    private IEnumerable<Output> ReadFile(string path)
    {
        if (ResultManifest.IsAt(path))
        {
            return ReadManifest(path);
        }

        var (group, mapRunArn) = OriginOf(path);
        return ReadOnce(path, group, mapRunArn);
    }

    private IEnumerable<Output> ReadManifest(string path)
    {
        var manifest = ResultManifest.Read(path);
        foreach (var entry in manifest.Files.Where(entry => filter.MayBeIn(entry.Group)))
        {
            var places = MapRunFolder.PlacesOf(path, entry.Key).Select(place => new FileInfo(place)).ToArray();
            var whole = places.FirstOrDefault(file => file.Exists && (entry.Size is null || file.Length == entry.Size));
            var about = whole?.FullName ?? places.FirstOrDefault()?.FullName ?? path;
            var outputs = Guarded(
                about,
                () => whole is not null
                    ? ReadOnce(about, entry.Group, manifest.MapRunArn)
                    : throw Missing(path, manifest.Bucket, entry, places));
            foreach (var output in outputs)
            {
                yield return output;
            }
        }
    }

    private static StepFunctionsException Missing(string manifestPath, string? bucket, ManifestEntry entry, FileInfo[] places)
    {
        if (places is [])
        {
            return new(FailureKind.BrokenResultFile, $"'{manifestPath}' lists the key '{entry.Key}', which ends in no name of a file.");
        }

        var place = places.FirstOrDefault(place => place.Exists, places[0]);
        var download = $"aws s3 cp {Quoted($"s3://{bucket ?? "BUCKET"}/{entry.Key}")} {Quoted(place.FullName)}";
        return place.Exists
            ? new(
                FailureKind.BrokenResultFile,
                $"'{place.FullName}' has {place.Length} bytes, where '{manifestPath}' says {entry.Size}: "
                    + "it is incomplete, or another file.")
            {
                Remedy = $"Download it again: {download}",
            }
            : new(FailureKind.ResultFileNotFound, $"'{manifestPath}' lists '{place.FullName}', but that file is missing.")
            {
                Remedy = $"Download it: {download}",
            };
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // A result file that is named itself still belongs to the manifest beside it, if that is one.
    private static (string? Group, string? MapRunArn) OriginOf(string path)
    {
        var manifestPath = Path.Combine(Path.GetDirectoryName(path)!, ResultManifest.FileName);
        try
        {
            var manifest = ResultManifest.Read(manifestPath);
            if (manifest.Files.FirstOrDefault(entry => MapRunFolder.PlacesOf(manifestPath, entry.Key).Contains(path)) is { } listed)
            {
                return (listed.Group, manifest.MapRunArn);
            }
        }
        catch (Exception e) when (FailureOf(e, manifestPath) is not null)
        {
            // The records are there without it.
        }

        return (ResultGroup.OfName(Path.GetFileName(path)), null);
    }

    private IEnumerable<Output> ReadOnce(string path, string? group, string? mapRunArn) => _read.Add(path)
        ? new ResultFile(path, group, mapRunArn).Read(filter, stop)
        : [new Output.Verbose($"Passed over: {path}, as it was read before.")];
}
