namespace SfnMapRun.Waiting;

/// <summary>What the user of a wait wants to be told.</summary>
/// <param name="Timeout">How long is waited for all of them together; null for as long as it takes.</param>
/// <param name="ErrorOnFailure">Whether a Map Run or an execution that failed or was aborted is an error, on top of output.</param>
/// <param name="Heartbeat">Whether a line now and then says how it goes, as nobody sees the bars.</param>
internal sealed record WaitSettings(TimeSpan? Timeout, bool ErrorOnFailure, bool Heartbeat);
