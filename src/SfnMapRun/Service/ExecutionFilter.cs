namespace SfnMapRun.Service;

/// <summary>Which child executions to list. What is null lets all through.</summary>
/// <param name="Status">Only those of this status. API: <c>statusFilter</c>.</param>
/// <param name="RedriveFilter">REDRIVEN or NOT_REDRIVEN. API: <c>redriveFilter</c>.</param>
internal readonly record struct ExecutionFilter(string? Status = null, string? RedriveFilter = null);
