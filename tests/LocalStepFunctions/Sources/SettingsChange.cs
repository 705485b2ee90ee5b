using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>What an UpdateMapRun call changes; null for what it leaves.</summary>
internal sealed record SettingsChange(int? MaxConcurrency, double? ToleratedFailurePercentage, long? ToleratedFailureCount)
{
    public MapRunSettings Of(MapRunSettings settings) => new(
        MaxConcurrency ?? settings.MaxConcurrency,
        new Tolerance(ToleratedFailurePercentage ?? settings.Tolerance.Percentage, ToleratedFailureCount ?? settings.Tolerance.Count));
}
