using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.StepFunctions.Internal;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>Calls Step Functions.</summary>
internal sealed class AmazonStepFunctionsClient(AWSCredentials credentials, AmazonStepFunctionsConfig clientConfig)
    : AmazonServiceClient(credentials, clientConfig)
{
    private static readonly InvokeOptions DescribeMapRunOptions = new()
    {
        RequestMarshaller = new JsonRequestMarshaller<DescribeMapRunRequest>("DescribeMapRun", ServiceJson.Default.DescribeMapRunRequest),
        ResponseUnmarshaller = new JsonResponseUnmarshaller<DescribeMapRunResponse>(ServiceJson.Default.DescribeMapRunResponse),
    };

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata();

    public Task<DescribeMapRunResponse> DescribeMapRunAsync(DescribeMapRunRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeMapRunResponse>(request, DescribeMapRunOptions, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new StepFunctionsEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new AuthSchemeHandler());
    }
}
