using System.Text.Json;
using Amazon.Runtime;
using SfnMapRun.Aws.Errors;

namespace SfnMapRun.Tests.Aws;

/// <summary>No form of a secret is left in a text, and no more is lost than that.</summary>
public sealed class RedactionTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    [Fact]
    public void A_secret_is_blanked_as_it_is_and_as_JSON_and_addresses_write_it()
    {
        string[] forms = [Secret, Secret.Replace("/", "\\/", StringComparison.Ordinal), JsonSerializer.Serialize(Secret).Trim('"'), Uri.EscapeDataString(Secret)];
        Assert.Equal(4, forms.Distinct().Count());
        Assert.All(forms, form => Assert.Equal("a '***' b", Of(Secret).Apply($"a '{form}' b")));
    }

    [Theory]
    [InlineData("a", "a secret is a secret", "*** secret is *** secret")]
    [InlineData("key", "The keys: key, monkey", "The keys: ***, monkey")]
    public void A_very_short_secret_is_blanked_as_a_word_alone(string secret, string text, string expected) =>
        Assert.Equal(expected, Of(secret).Apply(text));

    [Fact]
    public void One_that_is_as_long_as_a_key_is_blanked_within_words_and_a_longer_one_before_its_beginning()
    {
        Assert.Equal("x***x", Of("abcdefgh").Apply("xabcdefghx"));
        Assert.Equal("a ***", Redaction.Of(new ImmutableCredentials("AKIA", "abcdefgh", "abcdefghij")).Apply("a abcdefghij"));
    }

    [Fact]
    public void Codes_and_ids_are_blanked_too()
    {
        var e = FailureTranslation.Translate(new ErrorResponseException($"Bad{Secret}", $"no {Secret}", null), new FailedRequest
        {
            Operation = "DescribeMapRun",
            Resource = "an-arn",
            Endpoint = "http://user:pass@here",
            Keys = new ImmutableCredentials("AKIA", Secret, null),
            CanRenewKeys = false,
            StatusCode = 400,
            ClockOffset = null,
            RequestId = $"id-{Secret}",
        });
        Assert.Equal(("Bad***", "id-***"), (e.ErrorCode, e.RequestId));
        Assert.Equal("no *** (Bad***, HTTP 400, request id id-***).", e.Message);
    }

    [Theory]
    [InlineData("it ended with 1: token wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY0123 is old", "it ended with 1: token *** is old")]
    [InlineData("SecretAccessKey: \"abc\", aws_session_token=xyz", "SecretAccessKey: \"***\", aws_session_token=***")]
    [InlineData("for AKIAIOSFODNN7EXAMPLE in /usr/local/lib/python3.12/site-packages/botocore/credentials.py", "for *** in /usr/local/lib/python3.12/site-packages/botocore/credentials.py")]
    [InlineData("cat: no-such-thing: No such file or directory", "cat: no-such-thing: No such file or directory")]
    public void What_looks_like_a_key_is_blanked_and_the_rest_is_kept(string text, string expected) =>
        Assert.Equal(expected, Redaction.WithoutKeys(text));

    private static Redaction Of(string secret) => Redaction.Of(new ImmutableCredentials("AKIA", secret, null));
}
