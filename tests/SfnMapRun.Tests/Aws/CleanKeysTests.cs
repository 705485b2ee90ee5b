using System.Globalization;
using Amazon.Runtime;
using SfnMapRun.Aws.Credentials;

namespace SfnMapRun.Tests.Aws;

public sealed class CleanKeysTests
{
    [Theory]
    [InlineData(" AKIA\t", "secret\r\n", "\ntoken ")]
    [InlineData("AKIA", "secret", "token")]
    public void White_space_around_keys_is_none_of_theirs(string accessKey, string secretKey, string token)
    {
        var keys = CleanKeys.Of(new ImmutableCredentials(accessKey, secretKey, token));
        Assert.Equal(("AKIA", "secret", "token"), (keys.AccessKey, keys.SecretKey, keys.Token));
    }

    [Theory]
    [InlineData("a\r\nX-Injected: yes", "a line break")]
    [InlineData("a\nb", "a line break")]
    [InlineData("a\0b", "the character U+0000")]
    [InlineData("a b", "the character U+0020")]
    [InlineData("aüb", "the character U+00FC")]
    public void What_no_key_holds_is_refused_and_named(string key, string named)
    {
        foreach (var keys in new[] { new ImmutableCredentials(key, "s", "t"), new("a", key, "t"), new("a", "s", key) })
        {
            var e = Assert.Throws<StepFunctionsException>(() => CleanKeys.Of(keys));
            Assert.Equal("InvalidCredentials", e.Kind.Id);
            Assert.Contains(named, e.Message, StringComparison.Ordinal);
            var what = keys.AccessKey == key ? "access key" : keys.SecretKey == key ? "secret key" : "session token";
            Assert.StartsWith($"The {what} holds ", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(key, e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Keys_that_are_clean_already_are_the_same_ones()
    {
        var keys = new ImmutableCredentials("AKIA!~", "secret", null);
        Assert.Same(keys, CleanKeys.Of(keys));
        Assert.Equal("InvalidCredentials", Assert.Throws<StepFunctionsException>(() => CleanKeys.Of(new("a\u007Fb", "s", null))).Kind.Id);
    }

    [Fact]
    public async Task A_source_that_renews_its_keys_is_asked_for_clean_ones_each_time()
    {
        var source = new Changing();
        var guarded = new GuardedCredentials(source, source.GetCredentials(), e => throw e);
        Assert.Equal("token-1", (await guarded.GetCredentialsAsync()).Token);
        source.Suffix = "\r\nX: y";
        await Assert.ThrowsAsync<StepFunctionsException>(guarded.GetCredentialsAsync);
        Assert.Throws<StepFunctionsException>(() => guarded.GetCredentials());
        await Assert.ThrowsAsync<StepFunctionsException>(CleanKeys.Guard(source).GetCredentialsAsync);
    }

    [Fact]
    public async Task What_a_source_throws_is_an_error_of_this_module()
    {
        var guarded = new GuardedCredentials(new Failing(), RawSession.Keys, e => TestKinds.Failure("InvalidCredentials", e.Message));
        Assert.Equal("odd", Assert.Throws<StepFunctionsException>(() => guarded.GetCredentials()).ErrorCode);
        Assert.Equal("odd", (await Assert.ThrowsAsync<StepFunctionsException>(guarded.GetCredentialsAsync)).ErrorCode);
    }

    private sealed class Failing : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => throw new NotSupportedException("odd");
    }

    private sealed class Changing : AWSCredentials
    {
        private int _count;

        public string Suffix { get; set; } = string.Empty;

        public override ImmutableCredentials GetCredentials() =>
            new("AKIA", "secret", string.Create(CultureInfo.InvariantCulture, $"token-{_count++}{Suffix}"));
    }
}
