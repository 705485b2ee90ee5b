namespace SfnMapRun.Calls;

/// <summary>Whose quota a call uses: each operation has one for all callers of an account and Region.</summary>
internal readonly record struct CallQuota(string Operation, string Region, string AccountId);
