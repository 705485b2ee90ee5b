using System.Text.Json.Nodes;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>The operations of Step Functions, by the name in the header <c>X-Amz-Target</c>.</summary>
internal sealed class OperationTable
{
    private const string Prefix = "AWSStepFunctions.";
    private readonly Dictionary<string, IOperation> _operations;
    private readonly EndpointOptions _options;
    private int _deniedCalls;
    private readonly SettableClock _clock;
    private readonly Quota _quota;
    private readonly Faults _faults;

    public OperationTable(Catalogue catalogue, SettableClock clock, EndpointOptions options)
    {
        var tokens = new PageTokens(clock);
        IOperation[] operations =
        [
            new DescribeMapRun(catalogue),
            new ListMapRuns(catalogue, tokens),
            new ListExecutions(catalogue, tokens),
            new DescribeExecution(catalogue),
            new UpdateMapRun(catalogue),
            new RedriveExecution(catalogue),
            new StopExecution(catalogue),
            new GetExecutionHistory(catalogue, tokens),
        ];
        _operations = operations.ToDictionary(operation => Prefix + operation.Name, StringComparer.Ordinal);
        _clock = clock;
        _options = options;
        _quota = new Quota(options, clock);
        _faults = new Faults(options);
    }

    /// <exception cref="ServiceException">The service refuses.</exception>
    public Answer Answer(string target, JsonObject request, string? region)
    {
        if (!_operations.TryGetValue(target, out var operation))
        {
            throw new ServiceException("UnknownOperationException", $"There is no operation {target}.");
        }

        if (operation.Name == _options.Denied && Interlocked.Increment(ref _deniedCalls) > _options.DeniedAfter)
        {
            throw new ServiceException("AccessDeniedException", $"User: arn:aws:iam::123456789012:user/local is not authorized to perform: states:{operation.Name}");
        }

        var arn = operation.ArnOf(request, region);
        _quota.Take(operation.Name, arn);
        if (_faults.For(operation.Name, arn) is { } fault)
        {
            return fault;
        }

        var answer = LocalStepFunctions.Answer.Json(operation.Answer(request, arn, _clock.GetUtcNow()));
        if (operation is DescribeMapRun || (operation is DescribeExecution && !arn.IsOfChild))
        {
            // A client that waits sees time go by.
            _clock.Advance(_options.Tick);
        }

        return answer;
    }
}
