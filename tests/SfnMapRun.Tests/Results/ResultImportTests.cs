using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SfnMapRun.Reporting;
using SfnMapRun.Results;

namespace SfnMapRun.Tests.Results;

/// <summary>Which files are read for what, and what becomes of the others when one can't be.</summary>
public sealed class ResultImportTests : IDisposable
{
    private static readonly string[] Groups = ["FAILED", "PENDING", "SUCCEEDED"];

    private readonly ResultFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_manifest_is_read_as_it_is_with_its_Map_Run()
    {
        var read = ResultFolder.Read([], _folder.In("manifest.json"));
        Assert.Equal("4F 5T 6A 7P 8P 1S 2S 3S", read.Orders);
        Assert.Empty(read.Errors);
        Assert.Equal(
            [
                $"Read: {_folder.In("FAILED_0.json")}, 3 records, 3 of them wanted.",
                $"Read: {_folder.In("PENDING_0.json")}, 2 records, 2 of them wanted.",
                $"Read: {_folder.In("SUCCEEDED_0.json")}, 3 records, 3 of them wanted.",
            ],
            read.Verbose);
        Assert.All(read.Results, result => Assert.Equal(ResultFolder.MapRunArn, result.MapRunArn));
        Assert.Equal(
            [_folder.In("FAILED_0.json"), _folder.In("PENDING_0.json"), _folder.In("SUCCEEDED_0.json")],
            read.Results.Select(result => result.ResultFile).Distinct());
    }

    [Fact]
    public void The_manifest_of_a_redrive_has_all_successes_so_far_and_what_failed_and_waits_since() =>
        Assert.Equal("4F 8P 1S 2S 3S 5S 6S 7S", ResultFolder.Read([], _folder.In("Redrive-1", "manifest.json")).Orders);

    [Fact]
    public void A_folder_has_each_record_once_as_it_is_after_the_latest_redrive()
    {
        var read = ResultFolder.Read([], _folder.MapRun);
        Assert.Equal("4F 8P 1S 2S 3S 5S 6S 7S", read.Orders);
        Assert.Single(read.Verbose, line => line.StartsWith("Passed over", StringComparison.Ordinal));
        Assert.Contains(read.Verbose, line => Regex.IsMatch(line, @"^Passed over: .*manifest\.json, as .*Redrive-1.manifest\.json tells"));
    }

    [Fact]
    public void The_tenth_redrive_is_later_than_the_ninth()
    {
        Directory.Move(_folder.In("Redrive-1"), _folder.In("Redrive-9"));
        File.WriteAllText(_folder.In("Redrive-9", "manifest.json"), """{"ResultFiles":{}}""");
        _folder.Write($"{ResultFolder.MapRunId}/Redrive-10/manifest.json", """{"ResultFiles":{"PENDING":[{"Key":"x/Redrive-10/PENDING_0.json"}]}}""");
        _folder.Write($"{ResultFolder.MapRunId}/Redrive-10/PENDING_0.json", """[{"Input":"{\"o\":\"9\"}","Status":"PENDING"}]""");
        Assert.Equal("9P", ResultFolder.Read([], _folder.MapRun).Orders);
    }

    [Fact]
    public void A_folder_above_has_all_its_Map_Runs()
    {
        _folder.Write("a/manifest.json", """{"MapRunArn":"A","ResultFiles":{"PENDING":[{"Key":"results/a/PENDING_0.json"}]}}""");
        _folder.Write("a/PENDING_0.json", """{"Input":"{\"o\":\"0\"}","Status":"PENDING"}""");
        var read = ResultFolder.Read(["PENDING"], _folder.Root);
        Assert.Equal("8P 0P", read.Orders);
        Assert.Equal([ResultFolder.MapRunArn, "A"], read.Results.Select(result => result.MapRunArn));
    }

    [Theory]
    [InlineData("PENDING", "7P 8P")]
    [InlineData("failed", "4F")]
    [InlineData("TIMED_OUT ABORTED", "5T 6A")]
    [InlineData("FAILED TIMED_OUT ABORTED PENDING", "4F 5T 6A 7P 8P")]
    [InlineData("SUCCEEDED PENDING", "7P 8P 1S 2S 3S")]
    public void Only_records_of_a_status_are_taken_from_the_files_that_may_have_it(string statuses, string orders)
    {
        // A file that is not there is noticed, if it is asked for.
        var wanted = statuses.Split(' ');
        var groups = wanted.Select(status => status is "PENDING" or "SUCCEEDED" ? status : "FAILED").Distinct().ToArray();
        foreach (var group in Groups.Except(groups))
        {
            File.Delete(_folder.In($"{group}_0.json"));
        }

        var read = ResultFolder.Read(wanted, _folder.In("manifest.json"));
        Assert.Equal(orders, read.Orders);
        Assert.Empty(read.Errors);
    }

    [Fact]
    public void A_file_of_a_group_that_is_new_is_read_whatever_is_wanted()
    {
        _folder.Write("m/manifest.json", """{"ResultFiles":{"CANCELLED":[{"Key":"m/CANCELLED_0.json"}],"FAILED":null}}""");
        _folder.Write("m/CANCELLED_0.json", """[{"Input":"{\"o\":\"1\"}","Status":"PENDING"}]""");
        Assert.Equal("1P", ResultFolder.Read(["PENDING"], _folder.Path("m")).Orders);
    }

    [Fact]
    public void A_result_file_alone_belongs_to_the_manifest_beside_it()
    {
        Assert.Equal(ResultFolder.MapRunArn, ResultFolder.Read([], _folder.In("PENDING_0.json")).Results[0].MapRunArn);
        File.WriteAllText(_folder.In("manifest.json"), "{");
        var read = ResultFolder.Read([], _folder.In("PENDING_0.json"));
        Assert.Equal("7P 8P", read.Orders);
        Assert.Null(read.Results[0].MapRunArn);
        Assert.Empty(read.Errors);
    }

    [Fact]
    public void No_file_is_read_twice()
    {
        var read = ResultFolder.Read([], _folder.In("PENDING_0.json"), _folder.In("manifest.json"), _folder.In("FAILED_0.json"));
        Assert.Equal("7P 8P 4F 5T 6A 1S 2S 3S", read.Orders);
        Assert.Equal(2, read.Verbose.Count(line => line.EndsWith(", as it was read before.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Files_that_lie_flat_beside_their_manifest_are_found()
    {
        foreach (var file in Directory.GetFiles(_folder.In("Redrive-1")))
        {
            File.Copy(file, _folder.Path(Path.GetFileName(file)));
        }

        // Of two files of one name, only one can lie there: which it is, its size tells.
        var read = ResultFolder.Read([], _folder.Path("manifest.json"));
        Assert.Equal("4F 8P 5S 6S 7S", read.Orders);
        var error = Assert.Single(read.Errors).Exception;
        Assert.Equal("BrokenResultFile", error.ErrorId);
        Assert.Contains("has 2012 bytes, where", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_not_downloaded_is_an_error_with_the_command_that_does_and_the_others_go_on()
    {
        File.Delete(_folder.In("FAILED_0.json"));
        var read = ResultFolder.Read([], _folder.In("manifest.json"));
        Assert.Equal("7P 8P 1S 2S 3S", read.Orders);
        var error = Assert.Single(read.Errors);
        Assert.Equal(("ResultFileNotFound", _folder.In("FAILED_0.json")), (error.Exception.ErrorId, error.Target));
        Assert.Equal($"'{_folder.In("manifest.json")}' lists '{_folder.In("FAILED_0.json")}', but that file is missing.", error.Exception.Message);
        Assert.EndsWith(
            $"Download it: aws s3 cp 's3://order-results/results/reserve/{ResultFolder.MapRunId}/FAILED_0.json' '{_folder.In("FAILED_0.json")}'",
            error.Exception.Describe(error.Target),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_size_is_not_read()
    {
        File.AppendAllText(_folder.In("FAILED_0.json"), " ");
        var read = ResultFolder.Read(["FAILED"], _folder.In("manifest.json"));
        Assert.Empty(read.Results);
        var error = Assert.Single(read.Errors);
        Assert.Equal("BrokenResultFile", error.Exception.ErrorId);
        Assert.Matches(@"has 1917 bytes, where .* says 1916: it is incomplete, or another file\. Download it again: aws s3 cp 's3://order-results/", error.Exception.Describe(error.Target));
    }

    [Theory]
    [InlineData("results/m/")]
    [InlineData("results/..")]
    [InlineData("a\0b")]
    [InlineData("results/\0a")]
    [InlineData("results/.")]
    public void A_key_that_names_no_file_is_an_error(string key)
    {
        _folder.Write("m/manifest.json", """{"ResultFiles":{"PENDING":[{"Key":KEY}]}}""".Replace("KEY", JsonSerializer.Serialize(key), StringComparison.Ordinal));
        var error = Assert.Single(ResultFolder.Read([], _folder.Path("m")).Errors);
        Assert.Equal(("BrokenResultFile", _folder.Path("m", "manifest.json")), (error.Exception.ErrorId, error.Target));
        Assert.Equal($"'{_folder.Path("m", "manifest.json")}' lists the key '{key.Replace('\0', '␀')}', which ends in no name of a file.", error.Exception.Message);
    }

    [Fact]
    public void A_bucket_that_the_manifest_does_not_name_is_left_to_the_user_and_quotes_are_doubled()
    {
        _folder.Write("o'k/manifest.json", """{"ResultFiles":{"PENDING":[{"Key":"it's/PENDING_0.json"}]}}""");
        var error = Assert.Single(ResultFolder.Read([], _folder.Path("o'k")).Errors);
        var place = _folder.Path("o'k", "PENDING_0.json").Replace("'", "''", StringComparison.Ordinal);
        Assert.EndsWith($"aws s3 cp 's3://BUCKET/it''s/PENDING_0.json' '{place}'", error.Exception.Describe(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beside_a_manifest_that_does_not_list_it_is_read_by_its_name()
    {
        _folder.Write("m/manifest.json", """{"MapRunArn":"A","ResultFiles":{"PENDING":[{"Key":"m/PENDING_0.json","Size":null}]}}""");
        _folder.Write("m/PENDING_0.json", """{"Input":"{\"o\":\"0\"}","Status":"PENDING"}""");
        var read = ResultFolder.Read([], _folder.Write("m/PENDING_1.json", """{"Input":"{\"o\":\"1\"}","Status":"PENDING"}"""), _folder.Path("m", "PENDING_0.json"));
        Assert.Equal("1P 0P", read.Orders);
        Assert.Equal([null, "A"], read.Results.Select(result => result.MapRunArn));
    }

    [Fact]
    public void A_manifest_of_absurd_length_or_names_is_an_error_and_one_that_begins_with_a_mark_is_read()
    {
        var begin = "{\"ResultFiles\":{\"PENDING\":[]}";
        var most = 16 * 1024 * 1024;
        Assert.Empty(ResultFolder.Read([], _folder.Write("whole.json", begin + new string(' ', most - begin.Length - 1) + "}")).Errors);
        var error = Assert.Single(ResultFolder.Read([], _folder.Write("long.json", begin + new string(' ', most - begin.Length) + "}")).Errors);
        Assert.EndsWith("is not a manifest that can be read: it is longer than 16384 KiB.", error.Exception.Message, StringComparison.Ordinal);

        error = Assert.Single(ResultFolder.Read([], _folder.Write("names.json", """{"ResultFiles":{"\ud800":[{"Key":"x"}]}}""")).Errors);
        Assert.EndsWith("is not a manifest that can be read: a name in it is not in UTF-8.", error.Exception.Message, StringComparison.Ordinal);

        File.WriteAllBytes(_folder.Path("marked.json"), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(begin + "}")]);
        Assert.Empty(ResultFolder.Read([], _folder.Path("marked.json")).Errors);
    }

    [Fact]
    public void A_key_leads_out_of_no_folder()
    {
        _folder.Write("secret.json", """[{"Input":"x","Status":"PENDING"}]""");
        _folder.Write("m/manifest.json", """{"ResultFiles":{"PENDING":[{"Key":"../secret.json"}]}}""");
        var read = ResultFolder.Read([], _folder.Path("m"));
        Assert.Empty(read.Results);
        Assert.Equal(_folder.Path("m", "secret.json"), Assert.Single(read.Errors).Target);
    }

    [Theory]
    [InlineData("no-such-file.json", "does not exist")]
    [InlineData("empty", "There is no manifest.json in the folder")]
    public void What_is_not_there_is_an_error(string name, string says)
    {
        Directory.CreateDirectory(_folder.Path("empty"));
        var error = Assert.Single(ResultFolder.Read([], _folder.Path(name)).Errors);
        Assert.Equal(("ResultFileNotFound", _folder.Path(name)), (error.Exception.ErrorId, error.Target));
        Assert.Contains(says, error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ResultFiles":[]}""", "ResultFiles is missing, or not an object")]
    [InlineData("""{"ResultFiles":{"FAILED":{}}}""", "FAILED is not a list")]
    [InlineData("""{"ResultFiles":{"FAILED":[{"Size":1}]}}""", "a file of FAILED has no Key")]
    [InlineData("{\n\"ResultFiles\":{\"FAILED\":[", "line 2, byte 25 of it, is not JSON")]
    public void A_broken_manifest_is_an_error(string text, string says)
    {
        var error = Assert.Single(ResultFolder.Read([], _folder.Write("m.json", text)).Errors);
        Assert.Equal("BrokenResultFile", error.Exception.ErrorId);
        Assert.EndsWith($"is not a manifest that can be read: {says}.", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notes.txt", "Dear all,\nit failed.\n", "record 1, which begins at line 1, byte 0: it is not JSON")]
    [InlineData("package.json", "{\n  \"name\": \"x\"\n}\n", "record 1, which begins at line 1, byte 0: it is not JSON")]
    [InlineData("list.json", "[1,2,3]", "record 1, which begins at line 1, byte 1: it is not a record of a child execution, nor of an item that never started")]
    [InlineData("FAILED_0.json", """[{"Status":"FAILED"}]""", "it is not a record of a child execution, nor of an item that never started")]
    [InlineData("FAILED_0.json", "", "there is nothing in it")]
    public void A_foreign_file_is_one_error(string name, string text, string says)
    {
        var read = ResultFolder.Read([], _folder.Write(name, text), _folder.In("PENDING_0.json"));
        Assert.Contains(says, Assert.Single(read.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal("7P 8P", read.Orders);
    }

    [Fact]
    public void A_broken_line_is_an_error_about_its_place_and_the_others_go_on()
    {
        const string Good = """{"Input":"{\"o\":\"1\"}","Status":"PENDING"}""";
        var read = ResultFolder.Read([], _folder.Write("PENDING_0.json", $"{Good}\n{Good[..20]}\n{Good}\n7\n{Good}\n"));
        Assert.Equal("1P 1P 1P", read.Orders);
        Assert.Equal(
            ["in record 2, which begins at line 2, byte 45: it is not JSON.", "in record 4, which begins at line 4, byte 111: it is not a record"],
            read.Errors.Select(error => Regex.Match(error.Exception.Message, "in record.*?(JSON|record)\\.?(?= of|$)").Value));
    }

    [Fact]
    public void A_list_that_was_cut_off_has_what_is_left_and_an_error()
    {
        var text = File.ReadAllText(_folder.In("FAILED_0.json"));
        var read = ResultFolder.Read([], _folder.Write("FAILED_0.json", text[..1500]));
        Assert.Equal("4F 5T", read.Orders);
        Assert.Contains("record 3, which begins at line 1, byte 1", Assert.Single(read.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_another_keeps_to_itself_is_an_error()
    {
        using var held = new FileStream(_folder.In("FAILED_0.json"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var read = ResultFolder.Read([], _folder.In("manifest.json"));
        Assert.Equal("7P 8P 1S 2S 3S", read.Orders);
        Assert.Equal(["ResultFileUnreadable"], read.ErrorIds);
    }

    [Fact]
    public void Lines_are_read_like_a_list()
    {
        var text = File.ReadAllText(_folder.In("FAILED_0.json"));
        var lines = text[1..^1].Replace(",{\"Cause\"", "\n{\"Cause\"", StringComparison.Ordinal).Replace(",{\"Error\"", "\n{\"Error\"", StringComparison.Ordinal);
        Assert.Equal("4F 5T 6A", ResultFolder.Read([], _folder.Write("FAILED_0.json", lines)).Orders);
    }

    [Fact]
    public void A_stop_ends_the_reading_between_two_records()
    {
        using var stop = new CancellationTokenSource();
        var import = new ResultImport(new ResultFilter(null), stop.Token);
        var taken = new List<Output>();
        foreach (var output in import.Read(_folder.In("manifest.json")))
        {
            taken.Add(output);
            stop.Cancel();
        }

        Assert.IsType<Output.Item>(Assert.Single(taken));
    }
}
