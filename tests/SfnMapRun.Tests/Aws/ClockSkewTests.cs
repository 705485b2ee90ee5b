using SfnMapRun.Aws.Errors;

namespace SfnMapRun.Tests.Aws;

public sealed class ClockSkewTests
{
    [Theory]
    [InlineData("RequestTimeTooSkewed", null, true)]
    [InlineData("RequestExpired", null, true)]
    [InlineData("InvalidSignatureException", "Signature expired: x", true)]
    [InlineData("SignatureDoesNotMatch", "signature not yet current: x", true)]
    [InlineData("SignatureDoesNotMatch", "The request signature we calculated does not match", false)]
    [InlineData("InvalidSignatureException", null, false)]
    [InlineData("AccessDeniedException", "Signature expired: x", false)]
    public void Codes_and_texts_say_that_a_clock_is_wrong(string code, string? text, bool isSaid) =>
        Assert.Equal(isSaid, ClockSkew.IsSaidBy(new ErrorResponseException(code, text, null)));

    [Theory]
    [InlineData(0, "0 seconds behind that of")]
    [InlineData(119, "119 seconds behind that of")]
    [InlineData(120, "2 minutes behind that of")]
    [InlineData(7199, "119 minutes behind that of")]
    [InlineData(7200, "2 hours behind that of")]
    [InlineData(172_799, "47 hours behind that of")]
    [InlineData(172_800, "2 days behind that of")]
    [InlineData(-1, "1 seconds ahead of that of")]
    [InlineData(-90_000, "25 hours ahead of that of")]
    public void How_far_it_is_off_is_said_in_the_unit_that_fits(int seconds, string words) =>
        Assert.Equal($"This machine's clock is {words} AWS", ClockSkew.Describe(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Where_no_response_tells_it_is_said_to_be_wrong() => Assert.Equal("This machine's clock is not that of AWS", ClockSkew.Describe(null));
}
