using SfnMapRun.Errors;

namespace SfnMapRun.Tests.Errors;

/// <summary>What of lines and other texts stands for something.</summary>
public sealed class ArnInputTests
{
    private const string A = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:a";
    private const string B = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:b";

    [Fact]
    public void Tabs_and_line_breaks_separate() =>
        Assert.Equal([A, B, A], Wanted($"{A}\t{B}\r\n{A}\n"));

    [Fact]
    public void Blank_lines_and_comments_are_passed_over_and_said_to_be() => Assert.Equal(
        [new("", "a blank line"), new("# last night's", "a comment"), new(A, null)],
        new ArnInput().Read($"\n  # last night's\n{A}", isOnlyOne: true));

    [Theory]
    [InlineData("", true, 1)]
    [InlineData("  ", true, 1)]
    [InlineData("", false, 0)]
    [InlineData("#", false, 0)]
    public void One_that_was_given_alone_stands_for_something(string text, bool isOnlyOne, int wanted) =>
        Assert.Equal(wanted, new ArnInput().Read(text, isOnlyOne).Count(part => part.PassedOverAs is null));

    [Theory]
    [InlineData("{\n  \"mapRuns\": [\n    {\n      \"executionArn\": \"e[{\",\n      \"mapRunArn\": \"" + A + "\"\n    }\n  ]\n}")]
    [InlineData("[\n  \"" + A + "\",\n  \"" + B + "\"\n]")]
    [InlineData("{\"mapRunArn\":\"\\\"{\"}")]
    [InlineData("[]")]
    public void JSON_is_one_error_however_many_lines_it_has_and_what_follows_is_read(string json)
    {
        var input = new ArnInput();
        var lines = json.Split('\n').Concat(json.Split('\n')).Append(B).ToArray();
        var wanted = lines.SelectMany(line => input.Read(line, isOnlyOne: false)).Where(part => part.PassedOverAs is null).ToArray();
        Assert.Equal([lines[0], B], wanted.Select(part => part.Text));
        var e = Assert.Throws<StepFunctionsException>(() => ArnCheck.MapRun(wanted[0].Text));
        Assert.Equal("JsonTextGiven", e.Kind.Id);
        Assert.Contains("ConvertFrom-Json", e.Describe(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stray_bracket_swallows_no_ARN()
    {
        var input = new ArnInput();
        Assert.Equal(["{", A, B], new[] { "{", A, B }.SelectMany(line => input.Read(line, isOnlyOne: false)).Select(part => part.Text));
    }

    private static IEnumerable<string> Wanted(string text) =>
        new ArnInput().Read(text, isOnlyOne: false).Where(part => part.PassedOverAs is null).Select(part => part.Text);
}
