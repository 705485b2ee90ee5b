namespace SfnMapRun.Service;

/// <summary>Step Functions, as far as this module needs it. Everything that touches AWS is behind it.</summary>
internal interface IStepFunctions
{
    /// <summary>Describes one Map Run.</summary>
    /// <param name="mapRunArn">The ARN of the Map Run.</param>
    /// <param name="region">The Region to call.</param>
    /// <param name="cancellationToken">Ends the call, a hanging one too.</param>
    /// <exception cref="StepFunctionsException">The call failed; the exception says why.</exception>
    Task<MapRun> DescribeMapRunAsync(string mapRunArn, string region, CancellationToken cancellationToken);
}
