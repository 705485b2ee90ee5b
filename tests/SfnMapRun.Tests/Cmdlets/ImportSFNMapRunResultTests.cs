using SfnMapRun.Tests.Architecture;

namespace SfnMapRun.Tests.Cmdlets;

public sealed class ImportSFNMapRunResultTests : IDisposable
{
    private static readonly string Files = Path.Combine(Repository.Root, "tests/ResultFiles/9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103");
    private readonly string _folder = Directory.CreateTempSubdirectory("SfnMapRun").FullName;
    private readonly PowerShellSession _session = new(hasFiles: true);

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_folder_is_read_without_a_call()
    {
        var result = _session.Run($"Import-SFNMapRunResult '{Files}'");
        Assert.Empty(result.Errors);
        Assert.NotEmpty(result.Output);
        Assert.All(result.Output, item => Assert.IsType<MapRunResult>(item));
        Assert.Empty(_session.Gateway.Settings);
    }

    [Fact]
    public void Wildcards_are_those_of_a_path_and_characters_in_a_literal_one()
    {
        var odd = Path.Combine(_folder, "[run]");
        Directory.CreateDirectory(odd);
        foreach (var file in Directory.GetFiles(Files))
        {
            File.Copy(file, Path.Combine(odd, Path.GetFileName(file)));
        }

        var all = _session.Run($"Import-SFNMapRunResult '{Files}'").Output.Count;
        Assert.Equal(all, _session.Run($"Import-SFNMapRunResult -LiteralPath '{odd}'").Output.Count);
        Assert.Equal("ResultFileNotFound", Id(_session.Run($"Import-SFNMapRunResult '{odd}'")));
        Assert.Equal(all, _session.Run($"Import-SFNMapRunResult '{_folder}/*'").Output.Count);
    }

    [Fact]
    public void What_is_not_there_is_an_error_about_it_and_the_others_are_read()
    {
        var result = _session.Run($"Import-SFNMapRunResult '{_folder}/none', '{_folder}/no*', '{Files}'");
        Assert.Equal(["ResultFileNotFound", "ResultFileNotFound"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains($"There is no file or folder '{_folder}/none': ", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal($"There is no file or folder '{_folder}/no*'.", result.Errors[1].Exception.Message);
        Assert.Equal([$"{_folder}/none", $"{_folder}/no*"], result.Errors.Select(error => error.TargetObject));
        Assert.NotEmpty(result.Output);
    }

    [Fact]
    public void A_path_that_is_not_of_the_file_system_is_said_to_be_so()
    {
        var result = _session.Run("Import-SFNMapRunResult 'Env:PATH'");
        Assert.Equal("'Env:PATH' is not in a file system.", Assert.Single(result.Errors).Exception.Message);
    }

    private static string Id(SessionResult result) => Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0];
}
