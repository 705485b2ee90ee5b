using System.Management.Automation;

namespace SfnMapRun.Tests.Cmdlets;

public sealed class ExportSFNMapRunReportTests : IDisposable
{
    private const string Arn = FakeStepFunctions.MapRunArn;
    private readonly string _folder = Directory.CreateTempSubdirectory("SfnMapRun").FullName;
    private readonly PowerShellSession _session = new(hasFiles: true);

    public ExportSFNMapRunReportTests() => _session.StepFunctions.DescribeMapRun = arn =>
        new MapRun { MapRunArn = arn, Status = "SUCCEEDED", ExecutionCounts = new() { Succeeded = 3, Failed = 0, TimedOut = 0, Aborted = 0, Running = 0 } };

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_file_is_written_once_all_is_read()
    {
        _session.StepFunctions.OnRequest = () => Assert.Empty(Directory.GetFiles(_folder));
        var result = Export($"'{Arn}', '{Arn}-2'", "-PassThru");
        Assert.Equal(Path.Combine(_folder, "report.html"), Assert.IsType<FileInfo>(Assert.Single(result.Output)).FullName);
        Assert.Contains("2 Map Runs", File.ReadAllText(Path.Combine(_folder, "report.html")), StringComparison.Ordinal);
        Assert.Equal(4, _session.StepFunctions.Requests.Count);
    }

    [Fact]
    public void A_stop_leaves_what_was_there_and_no_half_file()
    {
        File.WriteAllText(Path.Combine(_folder, "report.html"), "before");
        _session.StepFunctions.OnRequest = () =>
        {
            if (_session.StepFunctions.Requests.Count == 2)
            {
                _session.Stop();
            }
        };
        Assert.True(Export($"'{Arn}', '{Arn}-2'").IsStopped);
        Assert.Equal("before", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Fact]
    public void An_error_that_ends_the_pipeline_leaves_no_file()
    {
        var result = Export($"'{Arn}', 'nothing'", "-ErrorAction Stop");
        Assert.IsAssignableFrom<RuntimeException>(result.Ending);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Where_no_file_is_to_be_written_nothing_is_read()
    {
        Assert.Empty(Export($"'{Arn}'", "-PassThru -WhatIf").Output);
        Assert.Empty(_session.StepFunctions.Requests);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Where_no_Map_Run_was_read_no_file_is_written_or_replaced()
    {
        var result = Export("'nothing'", "-PassThru");
        Assert.Equal("NotAMapRunArn", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(result.Output);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void No_place_for_a_file_ends_it_before_anything_is_read_and_names_the_path()
    {
        var path = Path.Combine(_folder, "none", "report.html");
        var ending = Assert.IsAssignableFrom<RuntimeException>(_session.Run($"'{Arn}' | Export-SFNMapRunReport -Path '{path}'").Ending);
        Assert.Equal(("ReportNotWritten", path), (ending.ErrorRecord.FullyQualifiedErrorId.Split(',')[0], ending.ErrorRecord.TargetObject));
        Assert.Empty(_session.StepFunctions.Requests);
    }

    private SessionResult Export(string arns, string parameters = "") =>
        _session.Run($"{arns} | Export-SFNMapRunReport -Path '{Path.Combine(_folder, "report.html")}' {parameters}");
}
