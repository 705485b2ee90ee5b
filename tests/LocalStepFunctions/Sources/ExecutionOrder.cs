using System.Text.Json.Serialization;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>What a test asks for with <c>POST /_executions</c>: an execution whose Map Runs are to run.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExecutionOrder
{
    public string Region { get; init; } = "eu-central-1";

    public string Account { get; init; } = "123456789012";

    public string StateMachine { get; init; } = "OrderImport";

    /// <summary>The version of the state machine that it is started with, such as 3; null for none.</summary>
    public string? Version { get; init; }

    /// <summary>The alias of the state machine that it is started with, such as PROD; null for none.</summary>
    public string? Alias { get; init; }

    /// <summary>The name of the execution; without one, it gets a number.</summary>
    public string? Name { get; init; }

    /// <summary>The label of the Map state; null for one without a label, which the service gives a UUID.</summary>
    public string? Label { get; init; } = "ReserveStock";

    public int Items { get; init; } = 1000;

    public int ItemsPerChild { get; init; } = 10;

    /// <summary>How long a child execution takes.</summary>
    public double ChildSeconds { get; init; } = 10;

    public int MaxConcurrency { get; init; } = 10;

    /// <summary>How long after the execution its Map Runs begin: until then, it has none.</summary>
    public double StartDelaySeconds { get; init; }

    /// <summary>How long a Map Run waits before it reads its input: until then, all its counts are 0.</summary>
    public double BacklogSeconds { get; init; }

    /// <summary>How fast the input is read; without it, at once.</summary>
    public double? ReadingItemsPerSecond { get; init; }

    public double ToleratedFailurePercentage { get; init; }

    public long ToleratedFailureCount { get; init; }

    /// <summary>STANDARD or EXPRESS.</summary>
    public string ChildType { get; init; } = "STANDARD";

    /// <summary>How many Map Runs the execution has, all alike.</summary>
    public int MapRuns { get; init; } = 1;

    /// <summary>Whether it catches the failure of a Map Run, and goes on to the end of all.</summary>
    public bool CatchesFailures { get; init; }

    /// <summary>How child executions fail.</summary>
    public IReadOnlyList<FailureOrder> Failures { get; init; } = [];

    /// <summary>Of what else the execution or its Map Runs fail.</summary>
    public IReadOnlyList<ErrorOrder> Errors { get; init; } = [];

    /// <summary>
    /// What DescribeExecution answers to those who ask for payloads, which a customer-managed key protects:
    /// <c>KmsAccessDeniedException</c>, <c>KmsInvalidStateException</c> or <c>KmsThrottlingException</c>.
    /// </summary>
    public string? KmsError { get; init; }

    internal MapRunSettings Settings => new(MaxConcurrency, new Tolerance(ToleratedFailurePercentage, ToleratedFailureCount));

    /// <exception cref="ArgumentException">It can't be done.</exception>
    internal MapRunPlan Plan()
    {
        if (Items < 0 || ItemsPerChild < 1 || ChildSeconds <= 0 || MaxConcurrency < 0 || ReadingItemsPerSecond <= 0 || MapRuns < 0
            || StartDelaySeconds < 0 || BacklogSeconds < 0 || ToleratedFailureCount < 0 || ToleratedFailurePercentage is < 0 or > 100
            || ChildType is not ("STANDARD" or "EXPRESS")
            || KmsError is not (null or "KmsAccessDeniedException" or "KmsInvalidStateException" or "KmsThrottlingException"))
        {
            throw new ArgumentException("A value is out of range.");
        }

        var batches = MapRunPlan.Batches(Items, ItemsPerChild);
        return new MapRunPlan(batches, MapRunPlan.Spread([.. Failures.Select(failure => failure.Plan())], batches.Length))
        {
            IsExpress = ChildType == "EXPRESS",
            ChildSeconds = ChildSeconds,
            BacklogSeconds = BacklogSeconds,
            ReadingItemsPerSecond = ReadingItemsPerSecond,
        };
    }

    /// <exception cref="ArgumentException">It can't be done.</exception>
    internal PlannedErrors PlannedErrors(ServiceArn childExecutions) => new(Errors.Select(error => error.Read(childExecutions)));
}
