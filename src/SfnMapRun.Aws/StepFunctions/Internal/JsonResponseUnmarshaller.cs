using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StepFunctions.Internal;

/// <summary>Reads an answer in the protocol AWS JSON 1.0, an error answer too.</summary>
internal sealed class JsonResponseUnmarshaller<TResponse>(JsonTypeInfo<TResponse> type) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse
{
    // The SDK reports what this throws as an AmazonUnmarshallingException.
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) =>
        JsonSerializer.Deserialize(context.Stream, type) ?? throw new JsonException("The answer is null.");

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var (code, message) = ReadError(context.Stream);
        code ??= context.ResponseData.GetHeaderValue("x-amzn-errortype") is { Length: > 0 } header ? header : null;
        return new AmazonStepFunctionsException(message, innerException, ErrorType.Unknown, WithoutNamespace(code), requestId: null, statusCode);
    }

    // A load balancer or a proxy may have answered in the service's place, with anything.
    private static (string? Code, string Message) ReadError(Stream body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return (StringOf(document, "__type"), StringOf(document, "message") ?? StringOf(document, "Message") ?? string.Empty);
        }
        catch (JsonException)
        {
            return (null, string.Empty);
        }
    }

    private static string? StringOf(JsonDocument document, string name) =>
        document.RootElement.ValueKind == JsonValueKind.Object
        && document.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    // In the body com.amazonaws.states#InvalidArn, in the header also InvalidArn:http://...
    private static string? WithoutNamespace(string? code)
    {
        var name = code?.Split(':')[0];
        return name?[(name.IndexOf('#') + 1)..];
    }
}
