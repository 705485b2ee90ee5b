using System.Text.Json;
using Amazon.Runtime;

namespace SfnMapRun.Aws.StepFunctions;

/// <summary>An answer in the protocol AWS JSON 1.0.</summary>
internal sealed class JsonAnswer : AmazonWebServiceResponse
{
    /// <summary>The fields of the answer.</summary>
    public JsonElement Fields { get; init; }
}
