using System.Net;
using System.Text.Json;
using SfnMapRun.Aws.Errors;
using SfnMapRun.Conversion;

namespace SfnMapRun.Aws.Protocol;

/// <summary>A response in the protocol AWS JSON 1.0: of Step Functions, or of what stands in its place.</summary>
internal sealed class JsonResponse
{
    public required HttpStatusCode StatusCode { get; init; }

    /// <summary>The id of the request; null where a proxy responded, say.</summary>
    public required string? RequestId { get; init; }

    /// <summary>The code of an error as the header tells it; null if it does not.</summary>
    public required string? ErrorType { get; init; }

    /// <summary>The media type of the body; null where the response names none.</summary>
    public required string? MediaType { get; init; }

    /// <summary>
    /// What has to be added to this machine's clock so that it shows the time of the response; null where that is not told.
    /// </summary>
    public required TimeSpan? ClockOffset { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Whether the request was refused because of the time that it was signed for.</summary>
    public bool IsRefusedForItsTime => !IsSuccess && ClockSkew.IsSaidBy(ReadError());

    private bool IsSuccess => (int)StatusCode is >= 200 and < 300;

    /// <summary>Reads the fields of the response.</summary>
    /// <exception cref="ErrorResponseException">It is an error.</exception>
    /// <exception cref="JsonException">It does not have the fields it should have, or is not JSON at all.</exception>
    public T Read<T>(Func<JsonElement, T> read) => !IsSuccess ? throw ReadError()
        : MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) != false ? ReadFields(read)
        : throw new JsonException($"the body is {MediaType}, not JSON");

    // Whatever goes wrong on the way from the bytes to the object, it is the response that is wrong.
    private T ReadFields<T>(Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(document.RootElement)
                : throw new JsonException("the body is not an object");
        }
        catch (Exception e) when (e is not JsonException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    private ErrorResponseException ReadError()
    {
        try
        {
            return ReadFields(fields => new ErrorResponseException(
                WithoutNamespace(TextOf(fields, "__type") ?? ErrorType),
                TextOf(fields, "message") ?? TextOf(fields, "Message"),
                TextOf(fields, "reason")));
        }
        catch (JsonException)
        {
            // A load balancer or a proxy may have responded in the service's place, with anything.
            return new ErrorResponseException(WithoutNamespace(ErrorType), null, null);
        }
    }

    private static string? TextOf(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? LenientText.Of(value) : null;

    // In the body com.amazonaws.states#InvalidArn, in the header also InvalidArn:http://...
    private static string? WithoutNamespace(string? type)
    {
        var name = type?.Split(':')[0];
        return name?[(name.IndexOf('#') + 1)..];
    }
}
