using System.Text;
using SfnMapRun.Tests.Results;
using Xunit.Abstractions;

namespace SfnMapRun.Tests.Fuzz;

/// <summary>Whatever a file holds, what comes of it are objects whose members can be read, and this module's errors about that file.</summary>
public sealed class ResultFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Files = ["manifest.json", "FAILED_0.json", "PENDING_0.json", "SUCCEEDED_0.json"];

    [Fact]
    public void Odd_files_are_objects_or_errors_about_that_file()
    {
        using var folder = new ResultFolder();
        var texts = Files.ToDictionary(name => name, name => File.ReadAllText(folder.In(name)));

        // Without their sizes, for otherwise every file that has changed would be passed over.
        texts["manifest.json"] = System.Text.RegularExpressions.Regex.Replace(texts["manifest.json"], ",\"Size\":\\d+", string.Empty);
        var objects = 0;
        var errors = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var count = Math.Max(100, FuzzOptions.Count / 100);
        for (var number = 0; number < count; number++)
        {
            var random = FuzzOptions.RandomOf(number);
            var name = Files[number % Files.Length];
            var isLines = name != "manifest.json" && random.Next(2) == 0;
            File.WriteAllText(folder.In("manifest.json"), texts["manifest.json"]);
            File.WriteAllBytes(folder.In(name), OddFile(texts[name], isLines, random));
            try
            {
                var read = ResultFolder.Read([], folder.In(random.Next(2) == 0 ? "manifest.json" : name));
                Assert.All(read.Results, Probe.All);
                objects += read.Results.Count;
                foreach (var error in read.Errors)
                {
                    Assert.StartsWith(folder.Root, error.Target, StringComparison.Ordinal);
                    Assert.Matches("^(BrokenResultFile|ResultFileNotFound)$", error.Exception.ErrorId);
                    errors[error.Exception.ErrorId] = errors.GetValueOrDefault(error.Exception.ErrorId) + 1;
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {FuzzOptions.Seed}, number {number}, {name}: {e}", e);
            }

            File.WriteAllText(folder.In(name), texts[name]);
        }

        output.WriteLine($"{objects} objects; " + string.Join(", ", errors.Select(error => $"{error.Key} {error.Value}")));

        // Both ways are well trodden, or this would show nothing.
        Assert.InRange(objects, count, int.MaxValue);
        Assert.InRange(errors["BrokenResultFile"], count / 10, int.MaxValue);
    }

    private static byte[] OddFile(string json, bool isLines, Random random)
    {
        var bytes = random.Next(2) == 0 ? OddJson.Of(json, random) : OddJson.Broken(Encoding.UTF8.GetBytes(json), random);
        return isLines ? Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Trim('[', ']').Replace(",{\"", "\n{\"", StringComparison.Ordinal)) : bytes;
    }
}
