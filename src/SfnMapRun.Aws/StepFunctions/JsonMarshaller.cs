using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace SfnMapRun.Aws.StepFunctions;

/// <summary>Writes a request in the protocol AWS JSON 1.0.</summary>
internal sealed class JsonMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = (JsonRequest)input;
        return new DefaultRequest(input, "Amazon.StepFunctions")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Headers =
            {
                ["Content-Type"] = "application/x-amz-json-1.0",
                ["X-Amz-Target"] = $"AWSStepFunctions.{request.Operation}",
            },
            Content = request.ToBody(),
        };
    }
}
