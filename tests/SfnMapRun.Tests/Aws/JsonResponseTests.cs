using System.Net;
using System.Text;
using System.Text.Json;
using SfnMapRun.Aws.Errors;
using SfnMapRun.Aws.Protocol;

namespace SfnMapRun.Tests.Aws;

/// <summary>A response is fields, an error with what is known of it, or not a response of the service.</summary>
public sealed class JsonResponseTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(299)]
    public void A_response_with_success_is_read(int status) => Assert.Equal("yes", Read(status, """{"is":"yes"}"""));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("7")]
    public void Something_else_with_success_is_no_response(string body) => Assert.ThrowsAny<JsonException>(() => Read(200, body));

    [Fact]
    public void What_is_no_object_is_said_not_to_be() =>
        Assert.Equal("the body is not an object", Assert.Throws<JsonException>(() => Read(200, "[]")).Message);

    [Theory]
    [InlineData("com.amazonaws.swf.service.v2.model#InvalidArn", null, "InvalidArn")]
    [InlineData("InvalidArn", "Other", "InvalidArn")]
    [InlineData(null, "InvalidArn:http://internal.amazon.com/", "InvalidArn")]
    [InlineData(null, "com.amazonaws.states#InvalidArn", "InvalidArn")]
    [InlineData(null, null, null)]
    public void The_code_of_an_error_is_that_of_the_body_or_else_of_the_header(string? body, string? header, string? code) =>
        Assert.Equal(code, Error(400, JsonSerializer.Serialize(new { __type = body }), header).Code);

    [Theory]
    [InlineData("""{"message":"small","Message":"large","reason":"R"}""", "small", "R")]
    [InlineData("""{"Message":"large"}""", "large", null)]
    [InlineData("""{"message":7,"reason":{}}""", null, null)]
    [InlineData("{}", null, null)]
    public void Its_text_and_reason_are_what_the_service_says(string body, string? text, string? reason)
    {
        var error = Error(400, body);
        Assert.Equal((text, reason), (error.Text, error.Reason));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(199)]
    [InlineData(503)]
    public void Whatever_is_not_a_success_is_an_error(int status) => Assert.IsType<ErrorResponseException>(Error(status, "{}"));

    [Theory]
    [InlineData("<html>busy</html>")]
    [InlineData("")]
    [InlineData("[]")]
    public void An_error_in_the_place_of_the_service_s_has_what_the_header_says(string body)
    {
        var error = Error(503, body, "ServiceUnavailable:");
        Assert.Equal(("ServiceUnavailable", null, null), (error.Code, error.Text, error.Reason));
    }

    private static string? Read(int status, string body, string? errorType = null) => new JsonResponse
    {
        StatusCode = (HttpStatusCode)status,
        RequestId = null,
        ErrorType = errorType,
        MediaType = null,
        ClockOffset = null,
        Body = Encoding.UTF8.GetBytes(body),
    }.Read(fields => fields.Text("is"));

    private static ErrorResponseException Error(int status, string body, string? errorType = null) =>
        Assert.Throws<ErrorResponseException>(() => Read(status, body, errorType));
}
