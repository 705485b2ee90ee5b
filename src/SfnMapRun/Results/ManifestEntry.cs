namespace SfnMapRun.Results;

/// <summary>A result file that a manifest lists.</summary>
/// <param name="Group">What it holds: one of <see cref="ResultGroup"/>, or what the service adds to these.</param>
/// <param name="Key">Its key in S3.</param>
/// <param name="Size">In bytes; null where the manifest doesn't say.</param>
internal sealed record ManifestEntry(string Group, string Key, long? Size);
