using Amazon.Runtime;
using Amazon.Runtime.Internal;
using SfnMapRun.Aws.Credentials;

namespace SfnMapRun.Aws.StepFunctions;

/// <summary>Calls Step Functions through the pipeline of the AWS SDK, which finds the endpoint, signs, and sends.</summary>
internal sealed class StepFunctionsClient : AmazonServiceClient
{
    private static readonly InvokeOptions Options = new()
    {
        RequestMarshaller = new JsonMarshaller(),
        ResponseUnmarshaller = new JsonUnmarshaller(),
    };

    public StepFunctionsClient(GuardedCredentials credentials, StepFunctionsConfig config)
        : base(credentials, config) => Guarded = credentials;

    /// <summary>What this client signs with.</summary>
    public GuardedCredentials Guarded { get; }

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata();

    public Task<JsonAnswer> CallAsync(JsonRequest request, CancellationToken cancellationToken) =>
        InvokeAsync<JsonAnswer>(request, Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<Amazon.Runtime.Internal.EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new AuthSchemeHandler());

        // What has nothing to do here costs time in each call, and more in the first: retries are the scheduler's, nobody
        // listens for events or metrics, and Step Functions neither compresses requests, nor has checksums, nor tells endpoints.
        pipeline.RemoveHandler<MetricsHandler>();
        pipeline.RemoveHandler<ErrorCallbackHandler>();
        pipeline.RemoveHandler<CompressionHandler>();
        pipeline.RemoveHandler<ChecksumHandler>();
        pipeline.RemoveHandler<EndpointDiscoveryHandler>();
        pipeline.RemoveHandler<RetryHandler>();
        while (pipeline.Handlers.Exists(handler => handler is CallbackHandler))
        {
            pipeline.RemoveHandler<CallbackHandler>();
        }
    }
}
