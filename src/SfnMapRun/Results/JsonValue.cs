namespace SfnMapRun.Results;

/// <summary>A value of a file, as the text that it is.</summary>
/// <param name="Text">The text of it, in UTF-8; empty where there is none.</param>
/// <param name="Place">Where it begins.</param>
/// <param name="Problem">Why it can't be had; null where it can, though it may turn out not to be JSON.</param>
internal readonly record struct JsonValue(ReadOnlyMemory<byte> Text, FilePlace Place, string? Problem);
