namespace LocalStepFunctions.Simulation;

/// <summary>How many items may fail or time out; a threshold of 0 counts only where both are 0, and then one failure is too many.</summary>
internal readonly record struct Tolerance(double Percentage, long Count)
{
    public bool IsExceededBy(long failures, long items) =>
        (Percentage, Count) is (0, 0)
            ? failures > 0
            : (Count > 0 && failures > Count) || (Percentage > 0 && failures * 100m > (decimal)Percentage * items);
}
