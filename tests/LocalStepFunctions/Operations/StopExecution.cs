using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>Stops a parent execution, and its Map Runs with it.</summary>
internal sealed class StopExecution(Catalogue catalogue) : IOperation
{
    private const int LongestError = 256;
    private const int LongestCause = 32768;

    public string Name => nameof(StopExecution);

    public ServiceArn ArnOf(JsonObject request, string? region) => Arguments.ExecutionArn(request, region, "execution");

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now)
    {
        var error = Protocol.OptionalText(request, "error", LongestError, shortest: 0);
        var cause = Protocol.OptionalText(request, "cause", LongestCause, shortest: 0);
        var execution = catalogue.Execution(arn.Text);
        execution.Stop(new RunError(error, cause), now);
        return new JsonObject { ["stopDate"] = Wire.Date(execution.Describe(now).StopDate ?? now) };
    }
}
