namespace SfnMapRun;

/// <summary>
/// How many items of a Map Run are in which state. Items take the status of the child execution that holds them.
/// API: <c>itemCounts</c>.
/// </summary>
public sealed class MapRunItemCounts : MapRunCounts
{
}
