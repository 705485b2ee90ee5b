using System.Text.Json;
using SfnMapRun.Aws.Protocol;

namespace SfnMapRun.Tests.Aws;

/// <summary>A field is read, is not there, or is said not to be what it should be.</summary>
public sealed class JsonFieldsTests
{
    [Theory]
    [InlineData("1790204298", "2026-09-23T22:58:18.0000000Z")]
    [InlineData("1.790204298556E9", "2026-09-23T22:58:18.5560000Z")]
    [InlineData("0", "1970-01-01T00:00:00.0000000Z")]
    public void A_date_is_seconds_with_a_fraction(string json, string date) =>
        Assert.Equal(date, Field(json).Date("field")!.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1e300")]
    [InlineData("253402300800")]
    [InlineData("-62135596801")]
    [InlineData("1e28")]
    public void A_date_out_of_range_is_shown(string json)
    {
        var e = Assert.Throws<JsonException>(() => Field(json).Date("field"));
        Assert.Equal($"field is {json}, which is not a date in epoch seconds", e.Message);
    }

    [Fact]
    public void Numbers_are_whole_where_they_count()
    {
        Assert.Equal(9_000_000_000, Field("9000000000").Count("field"));
        Assert.Equal(int.MaxValue, Field("2147483647").SmallCount("field"));
        Assert.Equal("field is below 0", Refused(fields => fields.SmallCount("field"), "-1"));
        Assert.Equal(12.5, Field("12.5").Number("field"));
        Assert.Equal("field is not a whole number", Refused(fields => fields.Count("field"), "12.5"));
        Assert.Equal("field is too large", Refused(fields => fields.SmallCount("field"), "2147483648"));
    }

    [Theory]
    [InlineData("7", "field is not a text")]
    [InlineData("null", "field is missing")]
    public void A_text_that_has_to_be_there_is(string json, string message) =>
        Assert.Equal(message, Refused(fields => fields.RequiredText("field"), json));

    [Fact]
    public void What_is_null_or_not_there_is_unknown()
    {
        foreach (var fields in (JsonElement[])[Field("null"), JsonDocument.Parse("{}").RootElement])
        {
            Assert.Null(fields.Text("field"));
            Assert.Null(fields.Count("field"));
            Assert.Null(fields.SmallCount("field"));
            Assert.Null(fields.Number("field"));
            Assert.Null(fields.Date("field"));
            Assert.Null(fields.Group("field"));
        }
    }

    [Fact]
    public void What_is_of_another_kind_is_said_to_be()
    {
        Assert.Equal("field is not a number", Refused(fields => fields.Count("field"), "true"));
        Assert.Equal("field is not a number", Refused(fields => fields.Number("field"), "[]"));
        Assert.Equal("field is not a date", Refused(fields => fields.Date("field"), "{}"));
        Assert.Equal("field is not an object", Refused(fields => fields.Group("field"), "[]"));
        Assert.Equal("field is not a list", Refused(fields => fields.List("field").ToArray(), "{}"));
        Assert.Equal("field is missing", Refused(fields => fields.List("field").ToArray(), "null"));
        Assert.Equal("field holds something that is not an object", Refused(fields => fields.List("field").ToArray(), "[{}, 7]"));
        Assert.Equal(2, Field("[{}, {}]").List("field").Count());
    }

    private static JsonElement Field(string json) => JsonDocument.Parse($$"""{"field":{{json}}}""").RootElement;

    private static string Refused<T>(Func<JsonElement, T> read, string json) => Assert.Throws<JsonException>(() => read(Field(json))).Message;
}
