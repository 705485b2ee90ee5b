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
    }

    [Fact]
    public void A_name_and_a_password_are_for_the_proxy_alone()
    {
        Environment.SetEnvironmentVariable("HTTPS_PROXY", "http://us%40er:pa%3Ass@proxy:8080");
        var credentials = EnvironmentProxy.Current()!.Credentials!;
        Assert.Equal(("us@er", "pa:ss"), NameOf(credentials.GetCredential(new Uri("http://proxy:8080/"), "Basic")));
        Assert.Null(credentials.GetCredential(new Uri("https://states.amazonaws.com"), "Basic"));
    }

    [Fact]
    public void One_that_is_no_address_is_an_error_without_its_text()
    {
        Environment.SetEnvironmentVariable("HTTPS_PROXY", "http://user:secret word@");
        var e = Assert.Throws<StepFunctionsException>(() => EnvironmentProxy.Current());
        Assert.Equal("InvalidEndpoint", e.Kind.Id);
        Assert.Contains("HTTPS_PROXY", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    private static (string, string) NameOf(NetworkCredential? credential) => (credential!.UserName, credential.Password);
}
