using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.StepFunctions;

namespace SfnMapRun.Aws;

/// <summary>Counts the retries of a call, which the SDK keeps to itself.</summary>
internal sealed class AttemptCounter : PipelineHandler
{
    private static readonly AsyncLocal<AttemptCount?> Current = new();

    /// <summary>Has the counter added to every client made from now on.</summary>
    public static void Register() => RuntimePipelineCustomizerRegistry.Instance.Register(new Customizer());

    /// <summary>Counts the retries of the calls that follow in this flow of control.</summary>
    public static AttemptCount Start() => Current.Value = new AttemptCount();

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }
        finally
        {
            if (Current.Value is { } count)
            {
                count.Retries = executionContext.RequestContext.Retries;
            }
        }
    }

    private sealed class Customizer : IRuntimePipelineCustomizer
    {
        public string UniqueName => nameof(AttemptCounter);

        public void Customize(Type type, RuntimePipeline pipeline)
        {
            if (type == typeof(AmazonStepFunctionsClient))
            {
                pipeline.AddHandler(new AttemptCounter());
            }
        }
    }
}
