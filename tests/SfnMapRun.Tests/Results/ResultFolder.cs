using SfnMapRun.Reporting;
using SfnMapRun.Results;
using SfnMapRun.Tests.Architecture;

namespace SfnMapRun.Tests.Results;

/// <summary>A folder of a test's own with the result files of a Map Run that was redriven once, and what is read from it.</summary>
internal sealed class ResultFolder : IDisposable
{
    public const string MapRunId = "9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103";
    public const string MapRunArn = $"arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/ReserveStock:{MapRunId}";

    public ResultFolder()
    {
        var source = System.IO.Path.Combine(Repository.Root, "tests/ResultFiles");
        foreach (var file in Directory.EnumerateFiles(source, "*.json", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Root, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>What stands for the prefix in S3.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("sfnmaprun").FullName;

    /// <summary>The folder of the Map Run.</summary>
    public string MapRun => Path(MapRunId);

    /// <summary>A path in the folder.</summary>
    public string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>A path in the folder of the Map Run.</summary>
    public string In(params string[] parts) => System.IO.Path.Combine([MapRun, .. parts]);

    /// <summary>Writes a file into the folder.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>What is read from paths, by one command.</summary>
    public static ReadResults Read(string[] statuses, params string[] paths)
    {
        var import = new ResultImport(new ResultFilter(statuses is [] ? null : statuses), CancellationToken.None);
        Output[] outputs = [.. paths.SelectMany(import.Read)];
        return new ReadResults(
            [.. outputs.OfType<Output.Item>().Select(item => (MapRunResult)item.Value)],
            [.. outputs.OfType<Output.Error>()],
            [.. outputs.OfType<Output.Verbose>().Select(line => line.Text)]);
    }
}

/// <summary>What came out.</summary>
internal sealed record ReadResults(IReadOnlyList<MapRunResult> Results, IReadOnlyList<Output.Error> Errors, IReadOnlyList<string> Verbose)
{
    /// <summary>The last digit of each order, with the first letter of its status.</summary>
    public string Orders => string.Join(' ', Results.Select(result => $"{result.Input?.Split('"')[3][^1]}{result.Status?[0]}"));

    /// <summary>The error ids.</summary>
    public IEnumerable<string> ErrorIds => Errors.Select(error => error.Exception.ErrorId);
}
