using System.Text.RegularExpressions;

namespace SfnMapRun.Tests.Architecture;

/// <summary>What goes with a cmdlet, an error and a field: each test says what is missing. See CONTRIBUTING.md.</summary>
public sealed class ConventionTests
{
    public static TheoryData<string, string> Cmdlets()
    {
        var cases = new TheoryData<string, string>();
        foreach (var (type, name) in Repository.Cmdlets)
        {
            cases.Add(type, name);
        }

        return cases;
    }

    [Fact]
    public void There_are_cmdlets() => Assert.Contains("Get-SFNMapRun", Repository.Cmdlets.Values);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_a_source_file_of_its_name(string type, string name)
    {
        Assert.Equal($"{name.Replace("-", string.Empty, StringComparison.Ordinal)}Command", type);
        Assert.True(Repository.Has($"src/SfnMapRun/Cmdlets/{type}.cs"), $"src/SfnMapRun/Cmdlets/{type}.cs is missing.");
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_is_exported_by_the_manifest(string type, string name)
    {
        _ = type;
        Assert.Matches($@"CmdletsToExport\s*=\s*@\([^)]*'{name}'", Repository.Read("SfnMapRun.psd1"));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_a_help_page(string type, string name)
    {
        _ = type;
        Assert.True(Repository.Has($"docs/en-US/{name}.md"), $"docs/en-US/{name}.md is missing: ./build.ps1 Docs drafts it.");
        Assert.Matches($@"\n    {name}\r?\n", Repository.Read("docs/en-US/about_SfnMapRun.help.txt"));
        Assert.Contains($"| `{name}` |", Repository.Read("README.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_is_the_answer_to_a_question(string type, string name)
    {
        _ = type;
        var questions = Repository.Read("docs/en-US/about_SfnMapRun.help.txt").Split("WHICH COMMAND FOR WHICH QUESTION")[1].Split("\nVIEWS")[0];
        Assert.Matches($@"\n    \w[^\n]+\?  +[^\n]*\b{name}\b", questions);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_a_file_of_Pester_tests(string type, string name)
    {
        var file = $"tests/Pester/{type.Replace("Command", string.Empty, StringComparison.Ordinal)}.Tests.ps1";
        Assert.True(Repository.Has(file), $"{file} is missing.");
        Assert.Contains($"Name = '{name}'", Repository.Read("tests/Pester/Contract.Tests.ps1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cmdlet_of_the_manifest_is_there() => Assert.Equal(
        Repository.Cmdlets.Values.Order(StringComparer.Ordinal),
        Regex.Matches(Repository.Read("SfnMapRun.psd1"), "'([A-Z][a-z]+-SFN[A-Za-z]+)'")
            .Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void A_page_is_about_a_cmdlet_that_is_there() => Assert.Equal(
        Repository.Cmdlets.Values.Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs/en-US"), "*.md")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_error_is_documented_with_its_category()
    {
        var about = Repository.Read("docs/en-US/about_SfnMapRun_Errors.help.txt");
        Assert.All(
            SfnMapRun.Errors.FailureKind.All,
            kind => Assert.Matches($@"\n    {kind.Id} +{kind.Category}\r?\n        \S", about));
    }

    [Theory]
    [InlineData(typeof(MapRun))]
    [InlineData(typeof(MapRunItemCounts))]
    [InlineData(typeof(MapRunListItem))]
    [InlineData(typeof(MapRunExecution))]
    [InlineData(typeof(MapRunFailure))]
    [InlineData(typeof(MapRunResult))]
    public void Every_field_is_documented(Type type)
    {
        var about = Repository.Read("docs/en-US/about_SfnMapRun_Fields.help.txt");
        Assert.DoesNotContain(type.GetProperties(), property => !Regex.IsMatch(about, $@"\b{property.Name}\b"));
    }

    [Theory]
    [InlineData(typeof(MapRun))]
    [InlineData(typeof(MapRunItemCounts))]
    [InlineData(typeof(MapRunExecutionCounts))]
    [InlineData(typeof(MapRunListItem))]
    [InlineData(typeof(MapRunExecution))]
    [InlineData(typeof(MapRunFailure))]
    [InlineData(typeof(MapRunResult))]
    public void Every_object_can_be_made_in_a_script_and_comes_back_from_a_job(Type type)
    {
        var types = Repository.Read("src/SfnMapRun/SfnMapRun.Types.ps1xml");
        Assert.Matches($@"<Name>{type.FullName}</Name>\s*<TypeConverter>", types);
        Assert.Contains($"<Value>{type.FullName}</Value>", types, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src")]
    public void No_line_is_longer_than_140_characters(string folder) => Assert.Empty(
        from path in Repository.SourceFiles(folder)
        from line in Repository.Read(path).Split('\n').Select((text, i) => (Text: text.TrimEnd('\r'), Number: i + 1))
        where line.Text.Length > 140
        select $"{path}:{line.Number}");
}
