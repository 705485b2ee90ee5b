namespace SfnMapRun.Waiting;

/// <summary>One Map Run among those that are looked at in turn.</summary>
internal sealed class Turn(string key, QuotaTurns quota)
{
    public string Key { get; } = key;

    public QuotaTurns Quota { get; } = quota;

    /// <summary>When it was last looked at; null until then.</summary>
    public long? LookedAt { get; set; }

    /// <summary>The pause after the last look, if that failed.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>Whether nobody waits for it any longer.</summary>
    public bool IsRemoved { get; set; }
}
