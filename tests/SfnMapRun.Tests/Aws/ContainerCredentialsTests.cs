using Amazon.Runtime;
using SfnMapRun.Aws.Credentials;

namespace SfnMapRun.Tests.Aws;

/// <summary>The credentials of a container: how they are asked for, and what is said of a response that is none. Sets the environment.</summary>
[Collection(nameof(SdkClock))]
public sealed class ContainerCredentialsTests : IDisposable
{
    private const string Address = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private const string Token = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    private const string TokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
    private const string Good = """{"AccessKeyId":"AKIA","SecretAccessKey":"s","Token":"t","Expiration":"2999-01-01T00:00:00Z"}""";

    private readonly string _file = Path.GetTempFileName();
    private readonly Impatient _clock = new();

    public void Dispose()
    {
        foreach (var name in (string[])[Address, Token, TokenFile])
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        File.Delete(_file);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("Basic abc", null, "Basic abc")]
    [InlineData("Basic abc", "Basic of-the-file", "Basic of-the-file")]
    public async Task The_token_of_the_file_or_of_the_environment_is_sent(string? token, string? inFile, string? sent)
    {
        Environment.SetEnvironmentVariable(Token, token);
        if (inFile is not null)
        {
            await File.WriteAllTextAsync(_file, inFile);
            Environment.SetEnvironmentVariable(TokenFile, _file);
        }

        var (keys, requests) = await AskAsync(_ => RawAnswer.Json(200, Good));
        Assert.Equal(("AKIA", "s", "t"), (keys.AccessKey, keys.SecretKey, keys.Token));
        var request = Assert.Single(requests);
        Assert.StartsWith("GET /keys HTTP/1.1", request, StringComparison.Ordinal);
        Assert.Equal(sent is null ? [] : [$"Authorization: {sent}"], request.Split("\r\n").Where(line => line.StartsWith("Authorization", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Basic abc\r\nX-Injected: yes")]
    [InlineData("\nBasic abc")]
    public async Task A_token_with_a_line_break_is_not_sent(string token)
    {
        Environment.SetEnvironmentVariable(Token, token);
        var e = await Assert.ThrowsAsync<AmazonClientException>(() => AskAsync(_ => RawAnswer.Json(200, Good)));
        Assert.Equal("The container's authorization token holds a line break.", e.Message);
    }

    [Fact]
    public async Task A_failure_is_tried_again_four_times_further_and_further_apart()
    {
        var count = 0;
        var (_, requests) = await AskAsync(_ => RawAnswer.Json(++count < 5 ? 500 : 200, Good));
        Assert.Equal(5, requests.Count);
        Assert.Equal([200, 400, 600, 800], _clock.Pauses.Select(pause => pause.TotalMilliseconds));

        count = 0;
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(_ => RawAnswer.Json(++count < 6 ? 500 : 200, Good)));
        Assert.Equal(5, count);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"AccessKeyId":"AKIA","SecretAccessKey":"s","Token":"t"}""")]
    [InlineData("""{"AccessKeyId":7,"SecretAccessKey":"s","Token":"t","Expiration":"2999-01-01T00:00:00Z"}""")]
    [InlineData("""{"AccessKeyId":"","SecretAccessKey":"my-secret","Token":"t","Expiration":"2999-01-01T00:00:00Z"}""")]
    [InlineData("""{"AccessKeyId":"AKIA","SecretAccessKey":"s","Token":"t","Expiration":"soon"}""")]
    public async Task A_response_that_is_not_the_JSON_of_credentials_is_said_to_be_none_and_not_quoted(string body)
    {
        var count = 0;
        var e = await Assert.ThrowsAsync<AmazonClientException>(() => AskAsync(_ =>
        {
            count++;
            return RawAnswer.Json(200, body);
        }));
        Assert.Equal("The container's endpoint sent something that is not the JSON of credentials.", e.Message);
        Assert.Null(e.InnerException);
        Assert.Equal(1, count);
    }

    private async Task<(ImmutableCredentials Keys, IReadOnlyCollection<string> Requests)> AskAsync(Func<string, RawAnswer> answer)
    {
        await using var server = new RawServer(answer);
        Environment.SetEnvironmentVariable(Address, $"{server.Url}keys");
        return (await new ContainerCredentials(_clock).GetCredentialsAsync(), server.Requests);
    }

    /// <summary>A clock on which every pause is over at once.</summary>
    private sealed class Impatient : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
