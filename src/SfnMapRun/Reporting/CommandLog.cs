using SfnMapRun.Errors;

namespace SfnMapRun.Reporting;

/// <summary>Takes what there is to tell about a command's work, on any thread. No password of an address comes out.</summary>
/// <param name="post">Passes a line on to the pipeline's own thread.</param>
internal sealed class CommandLog(Action<Output> post)
{
    /// <summary>What was used, and what was called: for -Verbose.</summary>
    public void Verbose(string text) => post(new Output.Verbose(UserInfo.Strip(text)));

    /// <summary>What a support case needs on top: for -Debug.</summary>
    public void Debug(string text) => post(new Output.Debug(UserInfo.Strip(text)));
}
