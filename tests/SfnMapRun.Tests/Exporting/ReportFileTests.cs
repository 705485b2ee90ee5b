using SfnMapRun.Exporting;

namespace SfnMapRun.Tests.Exporting;

public sealed class ReportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("SfnMapRun").FullName;

    private string Report => Path.Combine(_folder, "report.html");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_report_is_written_and_replaces_the_one_before()
    {
        File.WriteAllText(Report, "before");
        Assert.Equal(Report, ReportFile.At(Report, noClobber: false, force: false).Write("ä").FullName);
        Assert.Equal([0xC3, 0xA4], File.ReadAllBytes(Report));
        Assert.Equal([Report], Directory.GetFiles(_folder));
    }

    [Fact]
    public void One_that_exists_is_kept_where_that_is_wanted()
    {
        File.WriteAllText(Report, "before");
        AssertFails("ReportExists", "exists", () => ReportFile.At(Report, noClobber: true, force: true));
    }

    [Fact]
    public void One_that_came_to_exist_meanwhile_is_kept_too()
    {
        var file = ReportFile.At(Report, noClobber: true, force: false);
        File.WriteAllText(Report, "before");
        AssertFails("ReportExists", "exists", () => file.Write("after"));
        Assert.Equal("before", File.ReadAllText(Report));
        Assert.Equal([Report], Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_is_no_place_for_a_file_is_said_at_once()
    {
        AssertFails("ReportNotWritten", "that is a folder", () => ReportFile.At(_folder, noClobber: false, force: false));
        AssertFails("ReportNotWritten", "there is no folder", () => ReportFile.At(Path.Combine(_folder, "none", "x.html"), noClobber: false, force: false));
    }

    [Fact]
    public void One_that_is_read_only_takes_force()
    {
        File.WriteAllText(Report, "before");
        File.SetAttributes(Report, FileAttributes.ReadOnly);
        AssertFails("ReportNotWritten", "read-only", () => ReportFile.At(Report, noClobber: false, force: false));
        ReportFile.At(Report, noClobber: false, force: true).Write("after");
        Assert.Equal("after", File.ReadAllText(Report));
    }

    [Fact]
    public void A_folder_that_is_gone_by_then_is_what_is_said_and_not_what_comes_of_it()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "gone")).FullName;
        var file = ReportFile.At(Path.Combine(folder, "report.html"), noClobber: false, force: false);
        Directory.Delete(folder);
        AssertFails("ReportNotWritten", "Could not find a part of the path", () => file.Write("after"));
    }

    [Fact]
    public void What_goes_wrong_while_it_is_written_leaves_no_half_of_it()
    {
        File.WriteAllText(Report, "before");
        var file = ReportFile.At(Report, noClobber: false, force: false);
        File.Delete(Report);
        Directory.CreateDirectory(Report);
        AssertFails("ReportNotWritten", "can't be written", () => file.Write("after"));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_link_leads_to_the_file_that_is_replaced()
    {
        // Windows lets only administrators make links.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var real = Path.Combine(_folder, "real.html");
        File.WriteAllText(real, "before");
        File.CreateSymbolicLink(Report, real);
        ReportFile.At(Report, noClobber: false, force: false).Write("after");
        Assert.Equal((real, "after"), (new FileInfo(Report).LinkTarget, File.ReadAllText(real)));
    }

    private static void AssertFails(string id, string says, Func<object> work)
    {
        var error = Assert.Throws<StepFunctionsException>(work);
        Assert.Equal(id, error.ErrorId);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}
