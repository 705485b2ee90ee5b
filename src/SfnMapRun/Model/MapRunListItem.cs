using SfnMapRun.Model;

namespace SfnMapRun;

/// <summary>
/// A Map Run as ListMapRuns reports it, each field under the API's own name: without a status and without counts, which
/// Get-SFNMapRun tells. What the service left out is null.
/// </summary>
public sealed class MapRunListItem
{
    private DateTime? _startDate;
    private DateTime? _stopDate;

    /// <summary>The ARN of the Map Run. API: <c>mapRunArn</c>.</summary>
    public string? MapRunArn { get; set; }

    /// <summary>The ARN of the execution that started it. API: <c>executionArn</c>.</summary>
    public string? ExecutionArn { get; set; }

    /// <summary>The ARN of the state machine of its child executions. API: <c>stateMachineArn</c>.</summary>
    public string? StateMachineArn { get; set; }

    /// <summary>When the Map Run started, in local time. API: <c>startDate</c>.</summary>
    public DateTime? StartDate
    {
        get => _startDate;
        set => _startDate = LocalTime.Of(value);
    }

    /// <summary>When the Map Run stopped, in local time; null while it runs. API: <c>stopDate</c>.</summary>
    public DateTime? StopDate
    {
        get => _stopDate;
        set => _stopDate = LocalTime.Of(value);
    }

    /// <summary>The name of the state machine, from <see cref="MapRunArn"/>.</summary>
    public string? StateMachineName => Arn?.StateMachineName;

    /// <summary>The label of the Map state, from <see cref="MapRunArn"/>.</summary>
    public string? Label => Arn?.Label;

    /// <summary>The last part of <see cref="MapRunArn"/>, which tells the Map Runs of one Map state apart.</summary>
    public string? MapRunId => Arn?.Id;

    private StepFunctionsArn? Arn => StepFunctionsArn.TryParse(MapRunArn, out var arn) ? arn : null;

    /// <summary>The ARN of the Map Run, so that it can stand where one is asked for.</summary>
    public override string ToString() => MapRunArn ?? string.Empty;
}
