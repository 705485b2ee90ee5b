using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>The status of a Map Run: one of the model's values, or any other that the service sends.</summary>
internal sealed class MapRunStatus(string value) : ConstantClass(value)
{
    public static implicit operator MapRunStatus(string value) => new(value);
}
