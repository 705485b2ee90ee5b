using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalStepFunctions;

/// <summary>The protocol AWS JSON 1.0.</summary>
internal static class Protocol
{
    public const string ContentType = "application/x-amz-json-1.0";

    public static JsonObject Read(HttpRequest request, string body)
    {
        if (request.ContentType != ContentType)
        {
            throw new ServiceException("UnknownOperationException", $"The content type is {request.ContentType}, not {ContentType}.");
        }

        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw new ServiceException("SerializationException", "The body is no object.");
        }
        catch (JsonException e)
        {
            throw new ServiceException("SerializationException", e.Message);
        }
    }

    public static string Text(JsonObject request, string name, int longest) =>
        OptionalText(request, name, longest) ?? throw Unfit(name, "Member must not be null");

    public static string? OptionalText(JsonObject request, string name, int longest, int shortest = 1) => Value<string>(request, name) switch
    {
        null => null,
        { } text when text.Length < shortest => throw Unfit(name, $"Member must have length greater than or equal to {shortest}"),
        { } text when text.Length > longest => throw Unfit(name, $"Member must have length less than or equal to {longest}"),
        { } text => text,
    };

    /// <summary>A text that is one of a few.</summary>
    public static string? OneOf(JsonObject request, string name, params string[] values)
    {
        var text = Value<string>(request, name);
        return text is null || values.Contains(text)
            ? text
            : throw Unfit(name, $"Member must satisfy enum value set: [{string.Join(", ", values)}]");
    }

    public static bool? Flag(JsonObject request, string name) => request[name] is null ? null : Value<bool>(request, name);

    /// <summary>A number within limits.</summary>
    public static T? Number<T>(JsonObject request, string name, T least, T most)
        where T : struct, IComparable<T>
    {
        if (request[name] is null)
        {
            return null;
        }

        var number = Value<T>(request, name);
        return number.CompareTo(least) < 0 ? throw Unfit(name, $"Member must have value greater than or equal to {least}")
            : number.CompareTo(most) > 0 ? throw Unfit(name, $"Member must have value less than or equal to {most}")
            : number;
    }

    private static T? Value<T>(JsonObject request, string name) => request[name] switch
    {
        null => default,
        JsonValue value when value.TryGetValue<T>(out var found) => found,
        _ => throw new ServiceException("SerializationException", $"The value of '{name}' is of another type."),
    };

    private static ServiceException Unfit(string name, string constraint) =>
        new("ValidationException", $"1 validation error detected: Value at '{name}' failed to satisfy constraint: {constraint}");
}
