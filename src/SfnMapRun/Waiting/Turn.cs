namespace SfnMapRun.Waiting;

/// <summary>A Map Run or an execution among those that are polled in turn.</summary>
internal sealed class Turn(string key, QuotaQueue queue)
{
    public string Key { get; } = key;

    public QuotaQueue Queue { get; } = queue;

    /// <summary>When it was last polled; null until then.</summary>
    public long? PolledAt { get; set; }

    /// <summary>The pause after the last poll, if that failed.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>Whether it is no longer waited for.</summary>
    public bool IsRemoved { get; set; }
}
