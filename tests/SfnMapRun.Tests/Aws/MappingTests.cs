using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SfnMapRun.Aws.Mapping;

namespace SfnMapRun.Tests.Aws;

/// <summary>Each field of an object is read from the field of the API that has its name: one that is forgotten stays null here.</summary>
public sealed class MappingTests
{
    [Fact]
    public void Every_field_of_a_Map_Run_is_read() => AssertAllRead(MapRunMapping.ToMapRun, except: [nameof(MapRun.DescribedDate)]);

    [Fact]
    public void Every_field_of_a_child_execution_is_read() => AssertAllRead(ExecutionMapping.ToExecution, except: [nameof(MapRunExecution.DescribedDate)]);

    [Fact]
    public void Every_field_of_a_list_item_is_read() => AssertAllRead(ExecutionMapping.ToMapRunListItem);

    [Theory]
    [InlineData("mapRunStartedEventDetails", """{"mapRunArn":"arn"}""", "arn", null)]
    [InlineData("mapRunRedrivenEventDetails", """{"mapRunArn":"arn","redriveCount":1}""", "arn", null)]
    [InlineData("mapRunFailedEventDetails", """{"error":"States.Runtime","cause":"why"}""", null, "States.Runtime why")]
    [InlineData("taskFailedEventDetails", """{"error":"States.Runtime","cause":"why"}""", null, null)]
    public void Of_an_event_what_is_about_Map_Runs_is_read(string details, string json, string? mapRunArn, string? failure)
    {
        var read = ExecutionMapping.ToEvent(
            JsonDocument.Parse($$"""{"id":7,"previousEventId":6,"timestamp":1.5,"type":"T","{{details}}":{{json}}}""").RootElement);
        Assert.Equal((7, 6, "T", mapRunArn), (read.Id, read.PreviousId, read.Type, read.MapRunArn));
        Assert.Equal(failure, read.Error is null ? null : $"{read.Error} {read.Cause}");
    }

    [Fact]
    public void An_event_without_an_id_is_none() => Assert.Equal(
        "id is missing", Assert.Throws<JsonException>(() => ExecutionMapping.ToEvent(JsonDocument.Parse("{}").RootElement)).Message);

    private static void AssertAllRead<T>(Func<JsonElement, T> read, string[]? except = null)
    {
        var properties = typeof(T).GetProperties().Where(property => property.CanWrite && except?.Contains(property.Name) != true).ToArray();
        var json = ToJson(properties);
        var result = read(JsonDocument.Parse(json.ToJsonString()).RootElement);
        Assert.All(properties, property => AssertEqual(json[NameOf(property)]!, property, result!));
    }

    private static JsonObject ToJson(IEnumerable<PropertyInfo> properties)
    {
        var json = new JsonObject();
        var number = 1;
        foreach (var property in properties)
        {
            json[NameOf(property)] = Kind(property) switch
            {
                { } type when type == typeof(string) => $"text {number++}",
                { } type when type == typeof(DateTime) => 1.790204298556E9 + number++,
                { } type when type == typeof(double) => 0.5 + number++,
                { IsValueType: true } => number++,
                { } type => ToJson(type.GetProperties().Where(inner => inner.CanWrite)),
            };
        }

        return json;
    }

    private static void AssertEqual(JsonNode expected, PropertyInfo property, object owner)
    {
        var value = property.GetValue(owner);
        Assert.True(value is not null, $"{property.Name} is not read.");
        switch (value)
        {
            case DateTime date:
                Assert.Equal(expected.GetValue<double>(), (date.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds, 3);
                break;
            case string or ValueType:
                Assert.Equal(expected.ToString(), Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            default:
                Assert.All(
                    value.GetType().GetProperties().Where(inner => inner.CanWrite),
                    inner => AssertEqual(expected[NameOf(inner)]!, inner, value));
                break;
        }
    }

    private static Type Kind(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private static string NameOf(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
}
