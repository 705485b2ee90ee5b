namespace SfnMapRun.Model;

/// <summary>What a line of the answer to "why did it fail" is about: the values of <see cref="MapRunFailure.Scope"/>.</summary>
internal static class FailureScope
{
    public const string MapRun = "MapRun";
    public const string ChildExecution = "ChildExecution";
    public const string CutOff = "CutOff";
}
