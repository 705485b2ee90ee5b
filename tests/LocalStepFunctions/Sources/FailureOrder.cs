using System.Text.Json.Serialization;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>A way to fail, as a test asks for it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FailureOrder
{
    public string Error { get; init; } = "States.TaskFailed";

    /// <summary>FAILED or TIMED_OUT.</summary>
    public string Status { get; init; } = "FAILED";

    /// <summary>The cause, with the placeholders <c>{item}</c>, <c>{n}</c> and <c>{guid}</c>.</summary>
    public string? Cause { get; init; }

    public decimal Percent { get; init; } = 5;

    public bool Redrivable { get; init; } = true;

    /// <summary>How long a child execution takes to fail in this way; without it, as long as any other.</summary>
    public double? Seconds { get; init; }

    /// <summary>SUCCEEDED or FAILED.</summary>
    public string AfterRedrive { get; init; } = "SUCCEEDED";

    /// <exception cref="ArgumentException">It can't be done.</exception>
    internal FailurePlan Plan()
    {
        if (Status is not ("FAILED" or "TIMED_OUT") || AfterRedrive is not ("SUCCEEDED" or "FAILED") || Percent is < 0 or > 100 || Seconds <= 0)
        {
            throw new ArgumentException("A value of a failure is out of range.");
        }

        var status = Status == "FAILED" ? ChildStatus.Failed : ChildStatus.TimedOut;
        return new FailurePlan(Error, status, Cause, Percent, Redrivable, AfterRedrive == "FAILED") { Seconds = Seconds };
    }
}
