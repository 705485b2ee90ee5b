namespace SfnMapRun.Aws;

/// <summary>How often a call was tried again.</summary>
internal sealed class AttemptCount
{
    public int Retries { get; set; }
}
