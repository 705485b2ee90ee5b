using System.Globalization;

namespace SfnMapRun.Model;

/// <summary>What can be changed of a Map Run while it runs; null leaves a setting as it is.</summary>
/// <param name="MaxConcurrency">Child executions at once; 0 sets no limit of its own.</param>
/// <param name="ToleratedFailurePercentage">0 to 100.</param>
/// <param name="ToleratedFailureCount">A number of items.</param>
internal sealed record MapRunSettings(int? MaxConcurrency, double? ToleratedFailurePercentage, long? ToleratedFailureCount)
{
    /// <summary>Whether there is nothing to change.</summary>
    public bool IsEmpty => (MaxConcurrency ?? ToleratedFailurePercentage ?? ToleratedFailureCount) is null;

    /// <summary>What is to change, in words: MaxConcurrency to 7, ToleratedFailureCount to 0.</summary>
    public override string ToString() => string.Join(
        ", ",
        new (string Name, IFormattable? Value)[]
        {
            (nameof(MaxConcurrency), MaxConcurrency),
            (nameof(ToleratedFailurePercentage), ToleratedFailurePercentage),
            (nameof(ToleratedFailureCount), ToleratedFailureCount),
        }.Where(setting => setting.Value is not null)
            .Select(setting => $"{setting.Name} to {setting.Value!.ToString(null, CultureInfo.InvariantCulture)}"));
}
