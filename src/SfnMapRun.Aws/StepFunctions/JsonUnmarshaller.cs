using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace SfnMapRun.Aws.StepFunctions;

/// <summary>Reads an answer in the protocol AWS JSON 1.0, an error answer too.</summary>
internal sealed class JsonUnmarshaller : JsonResponseUnmarshaller
{
    // The SDK reports what this throws as an AmazonUnmarshallingException.
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        using var document = JsonDocument.Parse(context.Stream);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? new JsonAnswer { Fields = document.RootElement.Clone() }
            : throw new JsonException("The answer is no object.");
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var (code, message, reason) = ReadError(context.Stream);
        code ??= context.ResponseData.GetHeaderValue("x-amzn-errortype") is { Length: > 0 } header ? header : null;
        return new ErrorAnswerException(message, innerException, WithoutNamespace(code), statusCode) { Reason = reason };
    }

    // A load balancer or a proxy may have answered in the service's place, with anything.
    private static (string? Code, string Message, string? Reason) ReadError(Stream body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return (StringOf(document, "__type"), StringOf(document, "message") ?? StringOf(document, "Message") ?? string.Empty, StringOf(document, "reason"));
        }
        catch (JsonException)
        {
            return (null, string.Empty, null);
        }
    }

    private static string? StringOf(JsonDocument document, string name) =>
        document.RootElement.ValueKind == JsonValueKind.Object
        && document.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? JsonText.Of(value)
            : null;

    // In the body com.amazonaws.states#InvalidArn, in the header also InvalidArn:http://...
    private static string? WithoutNamespace(string? code)
    {
        var name = code?.Split(':')[0];
        return name?[(name.IndexOf('#') + 1)..];
    }
}
