namespace SfnMapRun.Service;

/// <summary>Step Functions, as far as this module needs it. Everything that touches AWS is behind it.</summary>
internal interface IStepFunctions
{
    /// <summary>How often a call may be tried, as the user configured it for all AWS tools; the calls here try once.</summary>
    int MaxAttempts { get; }

    /// <summary>Describes one Map Run, with a single request.</summary>
    /// <param name="mapRunArn">The ARN of the Map Run.</param>
    /// <param name="region">The Region to call.</param>
    /// <param name="attempt">Which attempt this is, from 1: for the log.</param>
    /// <param name="cancellationToken">Ends the call, a hanging one too.</param>
    /// <exception cref="StepFunctionsException">The call failed; the exception says why.</exception>
    Task<MapRun> DescribeMapRunAsync(string mapRunArn, string region, int attempt, CancellationToken cancellationToken);
}
