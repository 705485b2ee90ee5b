using System.Runtime.CompilerServices;

namespace SfnMapRun.Calls;

/// <summary>What has become of the work for one target: a value, or an error.</summary>
/// <param name="Target">The ARN that it was about, as it was given.</param>
/// <param name="Value">The result; the default where there is an error.</param>
/// <param name="Error">Why there is no result; null where there is one.</param>
internal sealed record Outcome<T>(string Target, T? Value, StepFunctionsException? Error)
{
    /// <summary>Waits for work, and takes its error for a result.</summary>
    public static async ValueTask<Outcome<T>> OfAsync(string target, Task<T> work)
    {
        await UntilOver(work);
        return Of(target, work);
    }

    /// <summary>Waits for work, whatever becomes of it.</summary>
    public static ConfiguredTaskAwaitable UntilOver(Task work) =>
        work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    /// <summary>The same of work that is over.</summary>
    public static Outcome<T> Of(string target, Task<T> work)
    {
        try
        {
            return new Outcome<T>(target, work.GetAwaiter().GetResult(), null);
        }
        catch (StepFunctionsException e)
        {
            return new Outcome<T>(target, default, e);
        }
    }
}
