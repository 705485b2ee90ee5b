using CsCheck;
using SfnMapRun.Model;

namespace SfnMapRun.Tests.Model;

/// <summary>The laws of ARNs, over texts of any kind.</summary>
public sealed class StepFunctionsArnProperties
{
    private static readonly Gen<string> Partition = Gen.OneOf("aws", "aws-cn", "aws-us-gov", "aws-iso-b");
    private static readonly Gen<string> Region = Gen.OneOf("eu-central-1", "us-gov-west-1", "cn-north-1", "a", "mx-newplace-77");
    private static readonly Gen<string> Account = Gen.Char['0', '9'].Array[12].Select(digits => new string(digits));
    private static readonly Gen<string> Type = Gen.OneOf("mapRun", "execution", "express", "stateMachine", "activity", "neverHeardOf");
    private static readonly Gen<string> Name = Gen.String[Gen.Char[' ', '\uD7FF'].Where(c => c is not (':' or '/')), 1, 80];
    private static readonly Gen<string?> Label = Gen.OneOf<string?>(Gen.Const((string?)null), Name);
    private static readonly Gen<string?> Id = Gen.OneOf<string?>(Gen.Const((string?)null), Name, Name.Select(id => $"{id}:{id}"));

    [Fact]
    public void What_is_put_together_is_read_in_its_parts() => Gen.Select(Partition, Region, Account, Type, Name, Label, Id).Sample(parts =>
    {
        var (partition, region, account, type, name, label, id) = parts;
        var text = $"arn:{partition}:states:{region}:{account}:{type}:{name}{(label is null ? "" : "/" + label)}{(id is null ? "" : ":" + id)}";
        Assert.True(StepFunctionsArn.TryParse(text, out var arn));
        Assert.Equal(
            (partition, region, account, type, name, label, id),
            (arn.Partition, arn.Region, arn.AccountId, arn.ResourceType, arn.StateMachineName, arn.Label, arn.Id));
        Assert.Equal((text, text), (arn.Text, arn.ToString()));
    });

    [Fact]
    public void Any_text_is_read_or_refused_and_what_is_read_keeps_its_text() =>
        Gen.OneOf<string>(Gen.String, Gen.OneOf("arn", "aws", "states", "", "eu-central-1", "mapRun", "a/b", "a\nb").Array[0, 9].Select(parts => string.Join(':', parts)))
            .Sample(text => Assert.True(!StepFunctionsArn.TryParse(text, out var arn) || (arn.Text == text && StepFunctionsArn.IsRegion(arn.Region))));

    [Fact]
    public void What_passes_for_a_Region_is_one_label_of_a_host_name() =>
        Gen.String[Gen.Char["abcz019-.@/:%_ A"], 0, 70].Sample(text => Assert.True(
            !StepFunctionsArn.IsRegion(text)
            || (new Uri($"https://states.{text}.amazonaws.com/") is { Segments: ["/"], Query: "", UserInfo: "" } url
                && url.Host == $"states.{text}.amazonaws.com" && text.Length <= 63)));
}
