using SfnMapRun.Reporting;

namespace SfnMapRun.Service;

/// <summary>The way to AWS: credentials, Regions and profiles. Everything that touches AWS is behind it.</summary>
internal interface IAwsGateway
{
    /// <summary>Finds credentials, off the caller's thread, and returns what makes the calls with them.</summary>
    /// <param name="settings">What the user gave.</param>
    /// <param name="region">The Region of the first call: where to ask for credentials if nothing else says it.</param>
    /// <param name="log">Takes what was used.</param>
    /// <param name="clock">Tells the time, for signatures and time-outs.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="StepFunctionsException">There are no credentials, or they can't be used.</exception>
    Task<IStepFunctions> ConnectAsync(
        ConnectionSettings settings, string region, CommandLog log, TimeProvider clock, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a call in memory, so that the first real one finds loaded and compiled what it needs. Nothing is asked of AWS.
    /// </summary>
    /// <param name="clock">Tells the time.</param>
    Task RehearseAsync(TimeProvider clock);

    /// <summary>The names of the Regions that the SDK knows.</summary>
    IEnumerable<string> Regions();

    /// <summary>The names of the user's profiles.</summary>
    IEnumerable<string> Profiles();
}
