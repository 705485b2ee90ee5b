using System.Collections.Concurrent;

namespace SfnMapRun.Service;

/// <summary>What a command has to tell about its work, kept until the pipeline's own thread writes it. No secret goes in.</summary>
internal sealed class CommandLog
{
    private readonly ConcurrentQueue<(bool Debug, string Text)> _entries = new();

    /// <summary>What was used, and what was called: for -Verbose.</summary>
    public void Verbose(string text) => _entries.Enqueue((false, text));

    /// <summary>What a support case needs on top: for -Debug.</summary>
    public void Debug(string text) => _entries.Enqueue((true, text));

    /// <summary>Hands over what has come in since.</summary>
    public void Drain(Action<string> verbose, Action<string> debug)
    {
        while (_entries.TryDequeue(out var entry))
        {
            (entry.Debug ? debug : verbose)(entry.Text);
        }
    }
}
