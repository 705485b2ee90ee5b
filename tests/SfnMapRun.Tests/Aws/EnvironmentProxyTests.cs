using System.Net;
using SfnMapRun.Aws.Http;

namespace SfnMapRun.Tests.Aws;

/// <summary>The proxy of the environment, as it is now. Sets the environment, so nothing may run beside it.</summary>
[Collection(nameof(SdkClock))]
public sealed class EnvironmentProxyTests : IDisposable
{
    private static readonly string[] Names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];
    private readonly Dictionary<string, string?> _saved = Names.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public EnvironmentProxyTests()
    {
        foreach (var name in Names)
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in _saved)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Theory]
    [InlineData("HTTPS_PROXY", "http://proxy:8080", "https://states.eu-central-1.amazonaws.com", "http://proxy:8080/")]
    [InlineData("https_proxy", "proxy:8080", "https://states.eu-central-1.amazonaws.com", "http://proxy:8080/")]
    [InlineData("HTTPS_PROXY", "http://user:word@proxy:8080", "https://states.eu-central-1.amazonaws.com", "http://proxy:8080/")]
    [InlineData("HTTPS_PROXY", "http://proxy:8080", "http://localhost", null)]
    [InlineData("HTTP_PROXY", "http://proxy:8080", "http://localhost", "http://proxy:8080/")]
    [InlineData("ALL_PROXY", "http://proxy:8080", "https://localhost", "http://proxy:8080/")]
    public void Each_scheme_has_its_variable(string name, string value, string address, string? proxy)
    {
        Assert.Null(EnvironmentProxy.Current());
        Environment.SetEnvironmentVariable(name, value);
        Assert.Equal(proxy, EnvironmentProxy.Current()!.GetProxy(new Uri(address))?.AbsoluteUri);
        using var handler = HttpConnections.NewHandler(null);
        Assert.Equal(proxy, handler.Proxy!.GetProxy(new Uri(address))?.AbsoluteUri);
    }

    [Theory]
    [InlineData("example.com", "https://example.com", true)]
    [InlineData("example.com", "https://api.example.com", true)]
    [InlineData(".example.com", "https://api.example.com", true)]
    [InlineData("*.example.com", "https://api.example.com", true)]
    [InlineData("example.com", "https://badexample.com", false)]
    [InlineData("other, 127.0.0.1", "https://127.0.0.1", true)]
    [InlineData("::1", "https://[::1]", true)]
    [InlineData("example.com:8443", "https://example.com:8443", true)]
    [InlineData("example.com:8443", "https://example.com", false)]
    [InlineData("*", "https://example.com", true)]
    public void Some_hosts_are_called_without_it(string bypassed, string address, bool isBypassed)
    {
        Environment.SetEnvironmentVariable("HTTPS_PROXY", "http://proxy:8080");
        Environment.SetEnvironmentVariable("NO_PROXY", bypassed);
        Assert.Equal(isBypassed, EnvironmentProxy.Current()!.IsBypassed(new Uri(address)));
        Assert.Equal(isBypassed ? null : "http://proxy:8080/", EnvironmentProxy.Current()!.GetProxy(new Uri(address))?.AbsoluteUri);
    }

    [Fact]
    public void The_variable_of_a_scheme_comes_before_the_one_for_all()
    {
        Environment.SetEnvironmentVariable("ALL_PROXY", "http://all:1");
        Environment.SetEnvironmentVariable("HTTP_PROXY", "http://http:1");
        Assert.Equal("http://http:1/", EnvironmentProxy.Current()!.GetProxy(new Uri("http://x"))!.AbsoluteUri);
        Assert.Equal("http://all:1/", EnvironmentProxy.Current()!.GetProxy(new Uri("https://x"))!.AbsoluteUri);
        Environment.SetEnvironmentVariable("HTTP_PROXY", null);
        Environment.SetEnvironmentVariable("HTTPS_PROXY", "http://https:1");
        Assert.Equal("http://all:1/", EnvironmentProxy.Current()!.GetProxy(new Uri("http://x"))!.AbsoluteUri);
        Assert.Equal("http://https:1/", EnvironmentProxy.Current()!.GetProxy(new Uri("https://x"))!.AbsoluteUri);
    }

    [Fact]
    public void A_connection_follows_no_redirect_keeps_no_cookie_and_prefers_the_proxy_it_was_given()
    {
        using (var direct = HttpConnections.NewHandler(null))
        {
            Assert.Equal((false, false, null), (direct.AllowAutoRedirect, direct.UseCookies, direct.ActivityHeadersPropagator));
            Assert.Equal(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), direct.UseProxy);
        }

        Environment.SetEnvironmentVariable("HTTPS_PROXY", "http://proxy:8080");
        var given = new WebProxy("http://given:1");
        using var handler = HttpConnections.NewHandler(given);
        Assert.Same(given, handler.Proxy);
        Assert.True(handler.UseProxy);
    }

    [Fact]
    public void A_name_and_a_password_are_for_the_proxy_alone()
    {
        Environment.SetEnvironmentVariable("HTTPS_PROXY", "http://us%40er:pa%3Ass@proxy:8080");
        var credentials = EnvironmentProxy.Current()!.Credentials!;
        Assert.Equal(("us@er", "pa:ss"), NameOf(credentials.GetCredential(new Uri("http://proxy:8080/"), "Basic")));
        Assert.Null(credentials.GetCredential(new Uri("https://states.amazonaws.com"), "Basic"));
        Environment.SetEnvironmentVariable("HTTPS_PROXY", "http://proxy:8080");
        Assert.Null(EnvironmentProxy.Current()!.Credentials!.GetCredential(new Uri("http://proxy:8080/"), "Basic"));
    }

    [Theory]
    [InlineData("HTTPS_PROXY", "http://user:secret word@")]
    [InlineData("HTTP_PROXY", "http://user:secret word@")]
    [InlineData("HTTPS_PROXY", "file:///secret")]
    public void One_that_is_no_address_is_an_error_without_its_text(string variable, string value)
    {
        Environment.SetEnvironmentVariable(variable, value);
        var e = Assert.Throws<StepFunctionsException>(() => EnvironmentProxy.Current());
        Assert.Equal("InvalidEndpoint", e.Kind.Id);
        Assert.StartsWith($"The environment variable {variable} or", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_set_or_unset_counts_from_the_next_command()
    {
        const string Unreachable = "http://127.0.0.1:1/";
        await using var proxy = new RawServer(_ => RawAnswer.Json(200, $$"""{"mapRunArn":"{{FakeStepFunctions.MapRunArn}}","status":"RUNNING"}"""));
        Task<MapRun> Describe() => RawSession.Of(Unreachable).DescribeMapRunAsync(FakeStepFunctions.MapRunArn, RawSession.Context);
        Assert.Equal("EndpointUnreachable", (await Assert.ThrowsAsync<StepFunctionsException>(Describe)).Kind.Id);

        Environment.SetEnvironmentVariable("HTTP_PROXY", proxy.Url);
        Assert.Equal("RUNNING", (await Describe()).Status);
        Assert.StartsWith($"POST {Unreachable} ", Assert.Single(proxy.Requests), StringComparison.Ordinal);

        Environment.SetEnvironmentVariable("HTTP_PROXY", null);
        Assert.Equal("EndpointUnreachable", (await Assert.ThrowsAsync<StepFunctionsException>(Describe)).Kind.Id);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task The_password_of_one_that_refuses_shows_in_no_message()
    {
        await using var proxy = new RawServer(_ => new RawAnswer("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Closes: true));
        Environment.SetEnvironmentVariable("HTTPS_PROXY", proxy.Url.Replace("//", "//user:pa%24word@", StringComparison.Ordinal));
        var e = await Assert.ThrowsAsync<StepFunctionsException>(
            () => RawSession.Of("https://localhost:1").DescribeMapRunAsync(FakeStepFunctions.MapRunArn, RawSession.Context));
        Assert.Contains("407", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("word", e.ToString(), StringComparison.Ordinal);
    }

    private static (string, string) NameOf(NetworkCredential? credential) => (credential!.UserName, credential.Password);
}
