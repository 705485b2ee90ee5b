using System.Globalization;
using System.Text.RegularExpressions;
using SfnMapRun.Aws.Http;
using SfnMapRun.Errors;

namespace SfnMapRun.Tests.Aws;

/// <summary>What a connection does about clocks that are wrong, and bodies without end.</summary>
public sealed partial class ConnectionTests
{
    private const string Arn = FakeStepFunctions.MapRunArn;
    private const string Good = $$"""{"mapRunArn":"{{Arn}}","status":"RUNNING"}""";

    public static TheoryData<string, string> ClockErrors() => new()
    {
        { "InvalidSignatureException", "Signature expired: 20261124T100000Z is now earlier than 20261124T105500Z (20261124T110000Z - 5 min.)" },
        { "InvalidSignatureException", "Signature not yet current: 20261124T120000Z is still later than 20261124T110500Z" },
        { "RequestTimeTooSkewed", "The difference between the request time and the current time is too large." },
        { "RequestExpired", "Request has expired." },
    };

    [Theory]
    [MemberData(nameof(ClockErrors))]
    public async Task A_wrong_clock_is_corrected_by_the_response_at_once_and_for_all_later_calls(string code, string message)
    {
        var actual = DateTimeOffset.UtcNow.AddHours(3);
        await using var server = new RawServer(request =>
            SignedAt(request) > actual.AddMinutes(-5) ? RawAnswer.Json(200, Good) : Refusal(code, message, actual));
        var session = RawSession.Of(server.Url);
        Assert.Equal("RUNNING", (await session.DescribeMapRunAsync(Arn, RawSession.Context)).Status);
        Assert.Equal(2, server.Requests.Count);
        await session.DescribeMapRunAsync(Arn, RawSession.Context);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(3, "This machine's clock is 3 hours behind that of AWS (InvalidSignatureException, HTTP 400).")]
    [InlineData(-72, "This machine's clock is 3 days ahead of that of AWS (InvalidSignatureException, HTTP 400).")]
    public async Task A_clock_that_is_refused_nevertheless_is_said_to_be_off_by_how_much(int hours, string message)
    {
        var time = new VirtualTime();
        await using var server = new RawServer(_ => Refusal("InvalidSignatureException", "Signature expired: now", time.GetUtcNow().AddHours(hours)));
        var e = await Assert.ThrowsAsync<StepFunctionsException>(
            () => RawSession.Of(server.Url, time).DescribeMapRunAsync(Arn, RawSession.Context));
        Assert.Equal((FailureKind.ClockSkew, message), (e.Kind, e.Message));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("InvalidSignatureException", "The request signature we calculated does not match", 1, "InvalidSignature")]
    [InlineData("InvalidSignatureException", "Signature expired: now", 1, "ClockSkew")]
    public async Task Without_a_date_or_another_reason_nothing_is_tried_again(string code, string message, int requests, string kind)
    {
        await using var server = new RawServer(_ => Refusal(code, message, date: kind == "ClockSkew" ? null : DateTimeOffset.UtcNow));
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => RawSession.Of(server.Url).DescribeMapRunAsync(Arn, RawSession.Context));
        Assert.Equal((kind, requests), (e.Kind.Id, server.Requests.Count));
    }

    [Theory]
    [InlineData("Content-Length: 1000000000000")]
    [InlineData("Transfer-Encoding: identity")]
    public async Task A_body_without_end_is_not_read_to_its_end(string header)
    {
        await using var server = new RawServer(_ => new RawAnswer(
            System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\n{header}\r\n\r\n"), IsEndless: true));
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => RawSession.Of(server.Url).DescribeMapRunAsync(Arn, RawSession.Context));
        Assert.Equal(FailureKind.InvalidResponse, e.Kind);
        Assert.EndsWith("sent something that is not a response of Step Functions: it is too large.", e.Message, StringComparison.Ordinal);
        await server.ClosedByClientAsync();
        Assert.InRange(server.BytesSent, 0, 80 << 20);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain; charset=utf-8")]
    public async Task A_success_that_is_not_JSON_by_its_own_word_is_none(string type)
    {
        await using var server = new RawServer(_ => new RawAnswer(System.Text.Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: 2\r\n\r\n{{}}")));
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => RawSession.Of(server.Url).UpdateMapRunAsync(
            Arn, new SfnMapRun.Model.MapRunSettings(1, null, null), RawSession.Context));
        Assert.Equal(FailureKind.InvalidResponse, e.Kind);
        Assert.Contains(type, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Connections_are_renewed()
    {
        using var handler = HttpConnections.NewHandler(null);
        Assert.InRange(handler.PooledConnectionLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15));
    }

    private static RawAnswer Refusal(string code, string message, DateTimeOffset? date) => RawAnswer.Json(
        400,
        $$"""{"__type":"com.amazonaws.swf.service.v2.model#{{code}}","message":"{{message}}"}""",
        date is { } known ? [$"Date: {known.UtcDateTime.ToString("R", CultureInfo.InvariantCulture)}"] : []);

    private static DateTimeOffset SignedAt(string request) => DateTimeOffset.ParseExact(
        SignatureDate().Match(request).Groups[1].Value, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [GeneratedRegex("X-Amz-Date: (\\S+)", RegexOptions.IgnoreCase)]
    private static partial Regex SignatureDate();
}
