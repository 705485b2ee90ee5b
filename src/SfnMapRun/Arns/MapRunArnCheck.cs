using SfnMapRun.Errors;

namespace SfnMapRun.Arns;

/// <summary>Tells, without a call, what is wrong with a text that should be the ARN of a Map Run.</summary>
internal static class MapRunArnCheck
{
    // From the service model, shape LongArn.
    private const int MaxLength = 2000;

    /// <summary>The parts of a Map Run's ARN; throws for anything else.</summary>
    /// <exception cref="StepFunctionsException">The text is no ARN of a Map Run.</exception>
    public static StepFunctionsArn Parse(string text)
    {
        if (!StepFunctionsArn.TryParse(text, out var arn) || text.Length > MaxLength)
        {
            throw new StepFunctionsException(FailureKind.NotAMapRunArn, $"{Quote(text)} is not the ARN of a Map Run.");
        }

        return arn.Kind switch
        {
            ArnKind.MapRun => arn,
            ArnKind.Execution => throw new StepFunctionsException(
                FailureKind.ExecutionArnGiven, $"{Quote(text)} is the ARN of an execution, not of a Map Run."),
            ArnKind.ChildExecution => throw new StepFunctionsException(
                FailureKind.ChildExecutionArnGiven, $"{Quote(text)} is the ARN of a child execution, not of its Map Run."),
            ArnKind.StateMachine => throw new StepFunctionsException(
                FailureKind.StateMachineArnGiven, $"{Quote(text)} is the ARN of a state machine, not of a Map Run."),
            _ => throw new StepFunctionsException(FailureKind.NotAMapRunArn, $"{Quote(text)} is not the ARN of a Map Run."),
        };
    }

    private static string Quote(string text) => text switch
    {
        "" => "An empty text",
        { Length: > 300 } => $"'{text[..300]}…'",
        _ => $"'{text}'",
    };
}
