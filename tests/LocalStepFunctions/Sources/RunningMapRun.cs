using LocalStepFunctions.Simulation;

namespace LocalStepFunctions.Sources;

/// <summary>A Map Run of a <see cref="RunningExecution"/>, with its ARN.</summary>
internal sealed class RunningMapRun(RunningExecution execution, MapRunPlan plan, SimulatedMapRun model, string arn) : IMapRun
{
    public string Arn => arn;

    public string ExecutionArn => execution.Arn;

    public ChildNames ChildNames { get; } = new(arn);

    public bool IsExpress => plan.IsExpress;

    public string? KmsError => execution.KmsError;

    public MapRunState Describe(DateTimeOffset now) => execution.At(now, _ => model.Describe());

    public SimulatedChild? Child(int number, DateTimeOffset now) => execution.At(now, _ => model.Child(number));

    public IReadOnlyList<SimulatedChild> ChildrenBelow(
        int? startNumber, Func<SimulatedChild, bool> isAskedFor, int count, DateTimeOffset now) =>
        execution.At(now, _ => model.ChildrenBelow(startNumber).Where(isAskedFor).Take(count).ToArray());

    public long FirstItemOf(int child) => plan.FirstItemOf(child);

    public int ItemsOf(int child) => plan.ItemsOf(child);

    public void Update(SettingsChange change, DateTimeOffset now) => execution.At(now, _ =>
    {
        model.Update(change.Of(model.Settings));
        return 0;
    });
}
