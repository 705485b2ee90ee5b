namespace SfnMapRun.Exporting;

/// <summary>What a report tells of one Map Run.</summary>
/// <param name="Run">The Map Run as it was described.</param>
/// <param name="Failures">What it failed of, as Get-SFNMapRunFailure tells it.</param>
/// <param name="Children">When its child executions came to their end.</param>
/// <param name="Problems">What could not be read, and why.</param>
internal sealed record MapRunReport(
    MapRun Run, IReadOnlyList<MapRunFailure> Failures, ChildHistory Children, IReadOnlyList<string> Problems);
