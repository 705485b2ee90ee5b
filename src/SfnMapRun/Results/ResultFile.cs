using System.Text.Json;
using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.Reporting;

namespace SfnMapRun.Results;

/// <summary>A result file: records in a JSON list, or in JSON lines.</summary>
/// <param name="path">The full path of it.</param>
/// <param name="group">What it holds: one of <see cref="ResultGroup"/>; null where that is not known.</param>
/// <param name="mapRunArn">The Map Run that it is of; null where that is not known.</param>
internal sealed class ResultFile(string path, string? group, string? mapRunArn)
{
    /// <summary>
    /// Its records, one by one. One that is broken is an error about the file and the place, and the others go on: unless it is the
    /// first, or unless nothing behind it can be told apart.
    /// </summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public IEnumerable<Output> Read(ResultFilter filter, CancellationToken stop)
    {
        using var file = File.OpenRead(path);
        long records = 0;
        long taken = 0;
        foreach (var value in new JsonValues(file).Read())
        {
            if (stop.IsCancellationRequested)
            {
                yield break;
            }

            var (result, problem) = Parse(value);
            if (problem is not null)
            {
                yield return new Output.Error(Broken(records + 1, value.Place, problem), path);
                if (records == 0)
                {
                    yield break;
                }
            }

            records++;
            if (result is not null && filter.Takes(result))
            {
                taken++;
                yield return new Output.Item(result);
            }
        }

        yield return new Output.Verbose($"Read: {path}, {Quantity.Of(records, "record")}, {taken} of them wanted.");
    }

    private (MapRunResult? Result, string? Problem) Parse(JsonValue value)
    {
        if (value.Problem is not null)
        {
            return (null, value.Problem);
        }

        try
        {
            var result = ResultRecord.Read(value.Text, group);
            (result.MapRunArn, result.ResultFile) = (mapRunArn, path);
            return (result, null);
        }
        catch (JsonException e)
        {
            return (null, e.Message);
        }
    }

    private StepFunctionsException Broken(long record, FilePlace place, string problem) =>
        new(FailureKind.BrokenResultFile, $"'{path}' is broken in record {record}, which begins at {place}: {problem}.");
}
