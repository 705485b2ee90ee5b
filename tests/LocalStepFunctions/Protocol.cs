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

    public static string Text(JsonObject request, string name) =>
        request[name] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw new ServiceException("ValidationException", $"1 validation error detected: Value at '{name}' failed to satisfy constraint: Member must not be null");
}
