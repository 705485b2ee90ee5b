using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>Stops a parent execution, and its Map Runs with it. One that has ended stays as it is, and has the date of its end.</summary>
internal sealed class StopExecution(Catalogue catalogue) : IOperation
{
    private const int LongestError = 256;
    private const int LongestCause = 32768;

    public string Name => nameof(StopExecution);

    public ServiceArn ArnOf(JsonObject request, string? region) => Arguments.ParentExecutionArn(request, region);

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now)
    {
        var error = Protocol.OptionalText(request, "error", LongestError, shortest: 0);
        var cause = Protocol.OptionalText(request, "cause", LongestCause, shortest: 0);
        var execution = catalogue.Execution(arn.Text);

        // Only these have to be encrypted.
        KmsKey.Check(execution.KmsError, isNeeded: error is not null || cause is not null);
        execution.Stop(new RunError(error, cause), now);
        return new JsonObject { ["stopDate"] = Wire.Date(execution.Describe(now).StopDate ?? now) };
    }
}
