namespace SfnMapRun.MapRuns;

/// <summary>What can be changed of a Map Run while it runs; null leaves a setting as it is.</summary>
/// <param name="MaxConcurrency">Child executions at once; 0 sets no limit of its own.</param>
/// <param name="ToleratedFailurePercentage">0 to 100.</param>
/// <param name="ToleratedFailureCount">A number of items.</param>
internal sealed record MapRunSettings(int? MaxConcurrency, double? ToleratedFailurePercentage, long? ToleratedFailureCount);
