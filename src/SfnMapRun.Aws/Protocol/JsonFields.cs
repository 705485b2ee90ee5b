using System.Text.Json;
using SfnMapRun.Conversion;

namespace SfnMapRun.Aws.Protocol;

/// <summary>
/// Reads the fields of a response: null where the service left one out. Without a serializer, whose code for each type would be
/// compiled in the first call.
/// </summary>
internal static class JsonFields
{
    /// <summary>A field that is always there.</summary>
    /// <exception cref="JsonException">It is missing, or not a text.</exception>
    public static string RequiredText(this JsonElement fields, string name) =>
        fields.Text(name) ?? throw new JsonException($"{name} is missing");

    /// <exception cref="JsonException">The field is not a text.</exception>
    public static string? Text(this JsonElement fields, string name) =>
        Find(fields, name, JsonValueKind.String, "a text") is { } value ? LenientText.Of(value) : null;

    /// <exception cref="JsonException">The field is not a number of things.</exception>
    public static long? Count(this JsonElement fields, string name) => Find(fields, name, JsonValueKind.Number, "a number") switch
    {
        null => null,
        { } value when value.TryGetInt64(out var number) => number >= 0 ? number : throw new JsonException($"{name} is below 0"),
        _ => throw new JsonException($"{name} is not a whole number"),
    };

    /// <exception cref="JsonException">The field is not a whole number, or too large.</exception>
    public static int? SmallCount(this JsonElement fields, string name) => fields.Count(name) switch
    {
        null => null,
        { } number when number == (int)number => (int)number,
        _ => throw new JsonException($"{name} is too large"),
    };

    /// <exception cref="JsonException">The field is not a number.</exception>
    public static double? Number(this JsonElement fields, string name) =>
        Find(fields, name, JsonValueKind.Number, "a number")?.GetDouble();

    /// <summary>A date, which comes as seconds since 1970 in UTC, with a fraction.</summary>
    /// <exception cref="JsonException">The field is not such a date.</exception>
    public static DateTime? Date(this JsonElement fields, string name)
    {
        if (Find(fields, name, JsonValueKind.Number, "a date") is not { } value)
        {
            return null;
        }

        try
        {
            return DateTime.UnixEpoch.AddTicks(decimal.ToInt64(value.GetDecimal() * TimeSpan.TicksPerSecond));
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException or FormatException)
        {
            throw new JsonException($"{name} is {value.GetRawText()}, which is not a date in epoch seconds", e);
        }
    }

    /// <exception cref="JsonException">The field is not an object.</exception>
    public static JsonElement? Group(this JsonElement fields, string name) => Find(fields, name, JsonValueKind.Object, "an object");

    /// <summary>The objects of a list that is always there.</summary>
    /// <exception cref="JsonException">The list is missing, or not a list of objects.</exception>
    public static IEnumerable<JsonElement> List(this JsonElement fields, string name) =>
        (Find(fields, name, JsonValueKind.Array, "a list") ?? throw new JsonException($"{name} is missing")).EnumerateArray()
            .Select(item =>
                item.ValueKind == JsonValueKind.Object ? item : throw new JsonException($"{name} holds something that is not an object"));

    private static JsonElement? Find(JsonElement fields, string name, JsonValueKind kind, string what) =>
        !fields.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == kind ? value
        : throw new JsonException($"{name} is not {what}");
}
