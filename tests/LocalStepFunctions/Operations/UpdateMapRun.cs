using System.Text.Json.Nodes;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>Changes the settings of a Map Run that runs.</summary>
internal sealed class UpdateMapRun(Catalogue catalogue) : IOperation
{
    public string Name => nameof(UpdateMapRun);

    public ServiceArn ArnOf(JsonObject request, string? region) => Arguments.MapRunArn(request, region);

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now)
    {
        var change = new SettingsChange(
            Protocol.Number(request, "maxConcurrency", 0, int.MaxValue),
            Protocol.Number(request, "toleratedFailurePercentage", 0.0, 100.0),
            Protocol.Number(request, "toleratedFailureCount", 0L, long.MaxValue));
        if (change == new SettingsChange(null, null, null))
        {
            throw new ServiceException("ValidationException", "At least one setting of the Map Run must be given", "MISSING_REQUIRED_PARAMETER");
        }

        var run = catalogue.MapRun(arn.Text, now);
        if (run.Describe(now).StopDate is not null)
        {
            throw new ServiceException("ValidationException", $"Map Run has already completed: '{arn.Text}'", "CANNOT_UPDATE_COMPLETED_MAP_RUN");
        }

        run.Update(change, now);
        return [];
    }
}
