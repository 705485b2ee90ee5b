namespace SfnMapRun.Service;

/// <summary>The circumstances of a single request.</summary>
/// <param name="Region">The Region to call.</param>
/// <param name="Attempt">Which attempt of the call it is, from 1: for the log.</param>
/// <param name="CancellationToken">Ends the request.</param>
internal readonly record struct CallContext(string Region, int Attempt, CancellationToken CancellationToken);
