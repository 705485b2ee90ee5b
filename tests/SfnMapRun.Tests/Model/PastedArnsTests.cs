using SfnMapRun.Errors;
using SfnMapRun.Model;

namespace SfnMapRun.Tests.Model;

/// <summary>What people paste for an ARN. As laws, over many names and wrappings.</summary>
public sealed class PastedArnsTests
{
    private static readonly string[] Names = ["Orders", "Größenprüfung-注文", "A.B_c-(1)", "it's", "x.", "a!@+=~b"];
    private static readonly string[] Ids = ["5f1c", "3aa9bb89-8f0e-3c2b-9b1d-0c1d2e3f4a5b", "a b"];

    public static TheoryData<string> Arns() => new(
        from name in Names
        from label in Names
        from id in Ids
        select $"arn:aws:states:eu-central-1:123456789012:mapRun:{name}/{label}:{id}");

    [Theory]
    [MemberData(nameof(Arns))]
    public void An_ARN_stays_what_it_is_in_quotes_brackets_and_before_a_comma(string arn)
    {
        string[] wrapped =
        [
            arn, $" {arn}\t", $"\"{arn}\"", $"'{arn}'", $"`{arn}`", $"<{arn}>", $"({arn})", $"[{arn}]", $"“{arn}”",
            $"\"{arn}\",", $"'{arn}';", $"<\"{arn}\">,", $"  ( '{arn}' ) , ", $"{arn},", $"{arn} ;",
        ];
        Assert.All(wrapped, text => Assert.Equal([arn], PastedArns.In(text)));
    }

    [Theory]
    [MemberData(nameof(Arns))]
    public void It_is_found_in_a_link_however_often_it_is_encoded(string arn)
    {
        // What is no part of a name ends it in a link; a space would, too.
        if (arn.Contains(' ', StringComparison.Ordinal) || arn.EndsWith(')') || arn.Contains('~', StringComparison.Ordinal))
        {
            return;
        }

        const string Console = "https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/mapruns/details/";
        var encoded = Uri.EscapeDataString(arn);
        string[] links =
        [
            $"{Console}{arn}", $"{Console}{encoded}", $"{Console}{encoded}?tab=items", $"<{Console}{arn}>,", $"{Console}{arn}#x",
            $"https://example.awsapps.com/start/#/console?account_id=1&destination={Uri.EscapeDataString(Console + encoded)}&role=r",
        ];
        Assert.All(links, link => Assert.Equal([arn], PastedArns.In(link)));
    }

    [Theory]
    [InlineData("{0},{1}")]
    [InlineData("{0} {1}")]
    [InlineData("'{0}', '{1}'")]
    [InlineData("https://console/#/{0}?other={1}")]
    public void Two_are_told_to_be_two(string form)
    {
        const string A = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:a";
        const string B = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:b";
        var text = form.Replace("{0}", A, StringComparison.Ordinal).Replace("{1}", B, StringComparison.Ordinal);
        Assert.Equal([A, B], PastedArns.In(text));
        var e = Assert.Throws<StepFunctionsException>(() => ArnCheck.MapRun(text));
        Assert.Equal("NotAMapRunArn", e.Kind.Id);
        Assert.EndsWith("is 2 ARNs in one text: give each on its own.", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://console/#/x/arn%3Aaws%3Astates%3Aeu-central-1%3A123456789012%3AstateMachine%3AOrders", "StateMachineArnGiven", "the ARN of a state machine")]
    [InlineData("\"arn:aws:states:eu-central-1:123456789012:execution:Orders:nightly\",", "ExecutionArnGiven", "the ARN of an execution")]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:function:f", "NotAMapRunArn", "an ARN of the service 'lambda', not the ARN of a Map Run")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:activity:a", "NotAMapRunArn", "an ARN of Step Functions, but not the ARN of a Map Run")]
    [InlineData("see arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:a", "NotAMapRunArn", "not the ARN of a Map Run")]
    [InlineData("https://example.com/?a=%zz%", "NotAMapRunArn", "not the ARN of a Map Run")]
    public void One_of_another_kind_is_told_as_such(string text, string kind, string says)
    {
        var e = Assert.Throws<StepFunctionsException>(() => ArnCheck.MapRun(text));
        Assert.Equal(kind, e.Kind.Id);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }
}
