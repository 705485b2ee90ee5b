namespace LocalStepFunctions.Simulation;

/// <summary>The errors that are not those of child executions, and how often each is still to come.</summary>
internal sealed class PlannedErrors(IEnumerable<(ErrorPoint Point, RunError Error, int Times)> errors)
{
    private readonly List<(ErrorPoint Point, RunError Error, int Times)> _errors = [.. errors];

    public static PlannedErrors None => new([]);

    /// <summary>The error that comes at a point this time; null for none.</summary>
    public RunError? Take(ErrorPoint point)
    {
        var i = _errors.FindIndex(error => error.Point == point && error.Times > 0);
        if (i < 0)
        {
            return null;
        }

        _errors[i] = _errors[i] with { Times = _errors[i].Times - 1 };
        return _errors[i].Error;
    }
}
