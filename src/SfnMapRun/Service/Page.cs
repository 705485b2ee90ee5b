namespace SfnMapRun.Service;

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it: possibly nothing, even if more pages follow.</param>
/// <param name="NextToken">What asks for the next page; null on the last one. Lives 24 hours.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken);
