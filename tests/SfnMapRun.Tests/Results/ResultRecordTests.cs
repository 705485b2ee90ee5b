using System.Text;
using System.Text.Json;
using SfnMapRun.Results;

namespace SfnMapRun.Tests.Results;

/// <summary>What a record says, with and without the ResultWriter's transformations.</summary>
public sealed class ResultRecordTests
{
    private const string Child = "arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:5f1c";

    [Fact]
    public void A_child_execution_has_its_fields()
    {
        var result = Read(
            $$"""
            {"Cause":"c","Error":"e","ExecutionArn":"{{Child}}","Input":"{\"a\":1}","InputDetails":{"Included":true},"Name":"n","Output":"7",
            "RedriveCount":2,"RedriveDate":"2026-01-11T11:00:00Z","RedriveStatus":"s","RedriveStatusReason":"r","StartDate":"2026-01-11T09:00:04.104Z",
            "StateMachineArn":"m","Status":"FAILED","StopDate":"2026-01-11T09:00:34.604+00:00","New":{"x":[]} }
            """,
            "FAILED");
        Assert.Equal(
            ("c", "e", Child, """{"a":1}""", "n", "7", 2, "s", "r", "m", "FAILED"),
            (result.Cause, result.Error, result.ExecutionArn, result.Input, result.Name, result.Output, result.RedriveCount, result.RedriveStatus,
                result.RedriveStatusReason, result.StateMachineArn, result.Status));
        Assert.Equal(new DateTime(2026, 1, 11, 9, 0, 4, 104, DateTimeKind.Utc), result.StartDate!.Value.ToUniversalTime());
        Assert.Equal(DateTimeKind.Local, result.StopDate!.Value.Kind);
        Assert.Equal(new DateTime(2026, 1, 11, 11, 0, 0, DateTimeKind.Utc), result.RedriveDate!.Value.ToUniversalTime());
        Assert.Equal(30.5, result.DurationSeconds);
        Assert.Equal(Child, result.ToString());
    }

    [Fact]
    public void An_item_that_never_started_has_its_input()
    {
        var result = Read("""{"Input":"{\"a\":1}","InputDetails":{"Included":true},"Status":"PENDING"}""", group: null);
        Assert.Equal(("PENDING", """{"a":1}""", null, null), (result.Status, result.Input, result.ExecutionArn, result.DurationSeconds));
        Assert.Equal(string.Empty, result.ToString());
    }

    [Theory]
    [InlineData("""{"reserved":1}""")]
    [InlineData("""[1, 2]""")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("""{"Status":"FAILED","Input":"x"}""")]
    [InlineData("""{"ExecutionArn":"arn:aws:states:eu-central-1:123456789012:execution:Other:1","Status":"SUCCEEDED","Input":"{}","Output":"{}"}""")]
    public void What_COMPACT_and_FLATTEN_leave_is_an_output(string json)
    {
        var result = Read($"{json}\r", "SUCCEEDED");
        Assert.Equal(("SUCCEEDED", json, null), (result.Status, result.Output, result.Input));
        foreach (var group in new[] { "FAILED", "PENDING", null })
        {
            Assert.Throws<JsonException>(() => Read(json, group));
        }
    }

    [Fact]
    public void JSON_that_is_not_wrapped_in_a_text_is_as_good() =>
        Assert.Equal("""{"a":[1]}""", Read("""{"Input":{"a":[1]},"Status":"PENDING"}""", "PENDING").Input);

    [Fact]
    public void Half_a_character_is_replaced() =>
        Assert.Equal("x\uFFFD", Read("""{"Input":"x\ud83d","Status":"PENDING"}""", "PENDING").Input);

    [Theory]
    [InlineData("\"StartDate\":7", "StartDate is not a date")]
    [InlineData("\"StopDate\":\"soon\"", "StopDate is not a date")]
    [InlineData("\"RedriveCount\":-1", "RedriveCount is not a number of times")]
    [InlineData("\"RedriveCount\":\"1\"", "RedriveCount is not a number of times")]
    public void What_can_not_be_is_said(string field, string says) =>
        Assert.Equal(says, Assert.Throws<JsonException>(() => Read($$"""{"ExecutionArn":"{{Child}}","Status":"FAILED",{{field}}}""", "FAILED")).Message);

    private static MapRunResult Read(string json, string? group) => ResultRecord.Read(Encoding.UTF8.GetBytes(json), group);
}
