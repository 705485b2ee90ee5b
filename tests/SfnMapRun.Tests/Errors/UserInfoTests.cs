using SfnMapRun.Errors;
using SfnMapRun.Reporting;

namespace SfnMapRun.Tests.Errors;

/// <summary>A password in an address is in no text of this module.</summary>
public sealed class UserInfoTests
{
    [Theory]
    [InlineData("The proxy 'http://user:pa%24s@host:8080/' failed", "The proxy 'http://host:8080/' failed")]
    [InlineData("https://u:p@ss@host/a@b and http://v@other", "https://host/a@b and http://other")]
    [InlineData("mail me@example.com, see https://host/a@b", "mail me@example.com, see https://host/a@b")]
    [InlineData("no address", "no address")]
    public void Only_the_user_info_of_addresses_goes(string text, string expected)
    {
        Assert.Equal(expected, UserInfo.Strip(text));
        Assert.Equal(expected, new StepFunctionsException(FailureKind.ServiceError, text).Message);
        var written = new List<Output>();
        var log = new CommandLog(written.Add);
        log.Verbose(text);
        log.Debug(text);
        Assert.Equal([new Output.Verbose(expected), new Output.Debug(expected)], written);
    }
}
