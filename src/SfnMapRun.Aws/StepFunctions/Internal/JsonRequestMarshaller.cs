using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StepFunctions.Internal;

/// <summary>Writes a request in the protocol AWS JSON 1.0.</summary>
internal sealed class JsonRequestMarshaller<TRequest>(string operation, JsonTypeInfo<TRequest> type)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input) => new DefaultRequest(input, "Amazon.StepFunctions")
    {
        HttpMethod = "POST",
        ResourcePath = "/",
        Headers =
        {
            ["Content-Type"] = "application/x-amz-json-1.0",
            ["X-Amz-Target"] = $"AWSStepFunctions.{operation}",
        },
        Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, type),
    };
}
