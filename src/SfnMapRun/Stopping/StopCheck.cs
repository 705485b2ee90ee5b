using SfnMapRun.Errors;
using SfnMapRun.Formatting;
using SfnMapRun.Model;

namespace SfnMapRun.Stopping;

/// <summary>Whether there is something to stop, and what that would stop, in words.</summary>
internal static class StopCheck
{
    /// <summary>Passes a Map Run that has not stopped.</summary>
    /// <exception cref="StepFunctionsException">It has.</exception>
    public static void Check(MapRun run)
    {
        if (MapRunStatus.HasStopped(run))
        {
            throw new StepFunctionsException(
                FailureKind.MapRunNotRunning,
                $"The Map Run {MapRunTable.Title(run)} is not running: "
                + $"it has been {run.Status} since {CellFormat.ExactDate(run.StopDate)}.");
        }
    }

    /// <summary>Passes a Map Run whose execution was stopped because of another of its Map Runs, if it ran until then.</summary>
    /// <exception cref="StepFunctionsException">It did not.</exception>
    public static void CheckSibling(MapRun run, DateTime stoppedAt)
    {
        if (run.StopDate?.ToUniversalTime() < stoppedAt.ToUniversalTime())
        {
            Check(run);
        }
    }

    /// <summary>What a stop would end.</summary>
    public static string Describe(StopPlan plan)
    {
        var parts = new[] { Running(plan.Run), Pending(plan.Run), Others(plan.Others) }.OfType<string>();
        return $"Stop the execution {plan.ExecutionArn}, and with it this Map Run, {string.Concat(parts.Select(part => $"{part}, "))}"
            + "and every other branch of the execution";
    }

    private static string? Running(MapRun run) => run.ExecutionCounts?.Running switch
    {
        0 => null,
        { } number => $"{Quantity.Of(number, "running child execution")} {AbortedOrNot(number == 1)}",
        null => $"its running child executions {AbortedOrNot(isOne: false)}",
    };

    // No response tells of which kind they are.
    private static string AbortedOrNot(bool isOne) => isOne
        ? "(a standard one is aborted, an express one goes on to its end)"
        : "(standard ones are aborted, express ones go on to their end)";

    private static string? Pending(MapRun run) => run.ExecutionCounts?.Pending switch
    {
        0 => null,
        1 => "1 pending one, which never starts",
        { } number => $"{Quantity.Of(number, "pending one")}, which never start",
        null => "its pending ones, which never start",
    };

    private static string? Others(int? others) => others switch
    {
        0 => null,
        { } number => $"{Quantity.Of(number, "other Map Run")} of the execution",
        null => "the execution's other Map Runs",
    };
}
