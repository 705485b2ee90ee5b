using SfnMapRun.Model;

namespace SfnMapRun.Calls;

/// <summary>
/// Describes the executions around a Map Run with their payloads, errors and causes, for as long as the customer-managed key that
/// protects these can be used. Once it can't, describes them without, which needs no key.
/// </summary>
internal sealed class ExecutionDetails(StepFunctionsCalls calls, StepFunctionsArn mapRun)
{
    private StepFunctionsException? _refusal;
    private bool _isTaken;

    /// <summary>Why the payloads can't be had; null where they can.</summary>
    public StepFunctionsException? Refusal => _refusal;

    /// <summary>Describes an execution, with what can be had.</summary>
    /// <exception cref="StepFunctionsException">It can't be described at all.</exception>
    public async Task<MapRunExecution> DescribeAsync(string executionArn, CancellationToken cancellationToken)
    {
        if (_refusal is null)
        {
            try
            {
                return await calls.DescribeExecutionAsync(executionArn, withPayload: true, mapRun, cancellationToken);
            }
            catch (StepFunctionsException e) when (e.Kind.ConcernsPayload)
            {
                Refuse(e);
            }
        }

        return await calls.DescribeExecutionAsync(executionArn, withPayload: false, mapRun, cancellationToken);
    }

    /// <summary>Takes note that the key can't be used.</summary>
    public void Refuse(StepFunctionsException error) => Interlocked.CompareExchange(ref _refusal, error, null);

    /// <summary>Why the payloads can't be had, the first time that it is asked for; null afterwards, and where they can.</summary>
    public StepFunctionsException? TakeRefusal()
    {
        if (_isTaken || _refusal is null)
        {
            return null;
        }

        _isTaken = true;
        return _refusal;
    }
}
