using System.Text.Json.Serialization;

namespace LocalStepFunctions;

/// <summary>How far a test moves the clock with <c>POST /_clock</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ClockOrder
{
    public double AdvanceSeconds { get; init; }
}
