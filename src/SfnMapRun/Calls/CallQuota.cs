namespace SfnMapRun.Calls;

/// <summary>Whose quota a call uses: each operation has one for all callers of an account and Region.</summary>
internal sealed record CallQuota(string Operation, string Region, string AccountId);
