namespace SfnMapRun.Service;

/// <summary>An access key with its secret, and a session token where it is temporary.</summary>
internal sealed record KeySet(string AccessKey, string SecretKey, string? SessionToken)
{
    // A record prints all it holds; this one holds secrets.
    public override string ToString() => nameof(KeySet);
}
