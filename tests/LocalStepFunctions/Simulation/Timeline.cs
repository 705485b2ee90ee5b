namespace LocalStepFunctions.Simulation;

/// <summary>
/// What is still to happen, in order. Nothing happens between two requests: each one first lets happen what is due by then.
/// </summary>
internal sealed class Timeline(DateTimeOffset start)
{
    private readonly PriorityQueue<Action, (DateTimeOffset Time, long Number)> _events = new();
    private long _scheduled;

    /// <summary>The time of what is happening, or that of the last request.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Schedules an event; what is due at the same time happens in the order in which it was scheduled.</summary>
    public void At(DateTimeOffset time, Action action) => _events.Enqueue(action, (time, _scheduled++));

    public void After(TimeSpan delay, Action action) => At(Now + delay, action);

    public void AdvanceTo(DateTimeOffset time)
    {
        while (_events.TryPeek(out var action, out var due) && due.Time <= time)
        {
            _events.Dequeue();
            Now = due.Time > Now ? due.Time : Now;
            action();
        }

        Now = time > Now ? time : Now;
    }
}
