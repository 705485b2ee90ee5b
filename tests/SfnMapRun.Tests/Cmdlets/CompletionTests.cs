using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SfnMapRun.Cmdlets;
using SfnMapRun.Cmdlets.Completion;

namespace SfnMapRun.Tests.Cmdlets;

public sealed class CompletionTests
{
    public CompletionTests() => Surroundings.Current = new Surroundings { Gateway = new FakeGateway(new FakeStepFunctions(new VirtualTime())) };

    [Theory]
    [InlineData("", new[] { "ap-us-9", "eu-central-1", "eu-west-1", "us-east-1" })]
    [InlineData("eu", new[] { "eu-central-1", "eu-west-1" })]
    [InlineData("EAST", new[] { "us-east-1" })]
    [InlineData("'us-", new[] { "us-east-1", "ap-us-9" })]
    [InlineData("\"us-e\"", new[] { "us-east-1" })]
    [InlineData("mars", new string[0])]
    public void A_Region_is_completed_from_any_part_of_its_name(string word, string[] names) =>
        Assert.Equal(names, Complete(new RegionCompleter(), word).Select(result => result.CompletionText));

    [Fact]
    public void What_begins_with_the_word_comes_before_what_only_holds_it() =>
        Assert.Equal(["us-east-1", "ap-us-9"], Complete(new RegionCompleter(), "us").Select(result => result.CompletionText));

    [Fact]
    public void A_profile_is_quoted_where_it_has_to_be()
    {
        var results = Complete(new ProfileCompleter(), string.Empty).ToArray();
        Assert.Equal(["'o''brien'", "ops", "'ops night'"], results.Select(result => result.CompletionText));
        Assert.Equal(["o'brien", "ops", "ops night"], results.Select(result => result.ListItemText));
        Assert.All(results, result => Assert.Equal((CompletionResultType.ParameterValue, result.ListItemText), (result.ResultType, result.ToolTip)));
    }

    private static IEnumerable<CompletionResult> Complete(IArgumentCompleter completer, string word) =>
        completer.CompleteArgument("Get-SFNMapRun", "Region", word, (CommandAst)null!, new Hashtable());
}
