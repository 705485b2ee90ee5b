using SfnMapRun.Model;

namespace SfnMapRun.Errors;

/// <summary>Tells, without a call, what is wrong with a text that should be the ARN of something in particular.</summary>
internal static class ArnCheck
{
    // From the service model, shape LongArn.
    private const int MaxLength = 2000;

    /// <summary>The parts of a Map Run's ARN; throws for anything else.</summary>
    /// <exception cref="StepFunctionsException">The text is not an ARN of a Map Run.</exception>
    public static StepFunctionsArn MapRun(string text) => Parse(text, FailureKind.NotAMapRunArn) switch
    {
        { Kind: ArnKind.MapRun } arn => arn,
        { Kind: ArnKind.Execution } => throw Failure(FailureKind.ExecutionArnGiven, text, "the ARN of an execution, not of a Map Run"),
        { Kind: ArnKind.ChildExecution } =>
            throw Failure(FailureKind.ChildExecutionArnGiven, text, "the ARN of a child execution, not of its Map Run"),
        { Kind: ArnKind.StateMachine } =>
            throw Failure(FailureKind.StateMachineArnGiven, text, "the ARN of a state machine, not of a Map Run"),
        _ => throw Failure(FailureKind.NotAMapRunArn, text, $"{Instead(text)}not the ARN of a Map Run"),
    };

    /// <summary>The parts of a Map Run's ARN, or of that of an execution which may start some; throws for anything else.</summary>
    /// <exception cref="StepFunctionsException">The text is an ARN of neither.</exception>
    public static StepFunctionsArn MapRunOrExecution(string text) =>
        Parse(text, FailureKind.NotAMapRunArn) is { Kind: ArnKind.Execution } execution ? execution : MapRun(text);

    /// <summary>The parts of an execution's ARN, also a child's, which may have Map Runs of its own; throws for anything else.</summary>
    /// <exception cref="StepFunctionsException">The text is not an ARN of an execution.</exception>
    public static StepFunctionsArn Execution(string text) => Parse(text, FailureKind.NotAnExecutionArn) switch
    {
        { Kind: ArnKind.Execution or ArnKind.ChildExecution } arn => arn,
        { Kind: ArnKind.MapRun } => throw Failure(FailureKind.MapRunArnGiven, text, "the ARN of a Map Run, not of an execution"),
        { Kind: ArnKind.StateMachine } =>
            throw Failure(FailureKind.StateMachineArnGiven, text, "the ARN of a state machine, not of an execution"),
        _ => throw Failure(FailureKind.NotAnExecutionArn, text, $"{Instead(text)}not the ARN of an execution"),
    };

    /// <summary>The parts of a state machine's ARN, with or without a version or an alias; throws for anything else.</summary>
    /// <exception cref="StepFunctionsException">The text is not an ARN of a state machine.</exception>
    public static StepFunctionsArn StateMachine(string text) => Parse(text, FailureKind.NotAStateMachineArn) switch
    {
        { Kind: ArnKind.StateMachine, Label: null } arn => arn,
        { Kind: ArnKind.StateMachine } arn => throw new StepFunctionsException(
            FailureKind.NotAStateMachineArn,
            $"{Quote(text)} stands for the child executions of a Map state, not for a state machine with executions of its own.")
        {
            Remedy = $"Give the state machine without the Map state: {arn.Text[..arn.Text.LastIndexOf('/')]}.",
        },
        { Kind: ArnKind.Execution or ArnKind.ChildExecution } =>
            throw Failure(FailureKind.ExecutionArnGiven, text, "the ARN of an execution, not of a state machine"),
        { Kind: ArnKind.MapRun } => throw Failure(FailureKind.MapRunArnGiven, text, "the ARN of a Map Run, not of a state machine"),
        _ => throw Failure(FailureKind.NotAStateMachineArn, text, $"{Instead(text)}not the ARN of a state machine"),
    };

    /// <summary>The parts of an ARN that an execution or a state machine has; throws for anything else.</summary>
    /// <exception cref="StepFunctionsException">The text is neither.</exception>
    public static StepFunctionsArn ExecutionOrStateMachine(string text) =>
        Parse(text, FailureKind.NotAnExecutionArn)?.Kind == ArnKind.StateMachine ? StateMachine(text) : Execution(text);

    private static StepFunctionsArn? Parse(string text, FailureKind otherwise)
    {
        if (JsonText.Begins(text))
        {
            throw new StepFunctionsException(
                FailureKind.JsonTextGiven, "The input is the text of JSON, not the objects that it describes.");
        }

        return PastedArns.In(text) switch
        {
            [{ Length: <= MaxLength } one] => StepFunctionsArn.TryParse(one, out var arn) ? arn : null,
            [_] => null,
            var several => throw Failure(otherwise, text, $"{several.Length} ARNs in one text: give each on its own"),
        };
    }

    // Of which service it is: S3 and Lambda have ARNs too.
    private static string Instead(string text) => PastedArns.In(text)[0].Split(':', 4) is ["arn", _, var service, _]
        ? service == "states" ? "an ARN of Step Functions, but " : $"an ARN of the service '{service}', "
        : string.Empty;

    private static StepFunctionsException Failure(FailureKind kind, string text, string what) => new(kind, $"{Quote(text)} is {what}.");

    private static string Quote(string text) => text switch
    {
        "" => "An empty text",
        { Length: > 300 } => $"'{text[..300]}…'",
        _ => $"'{text}'",
    };
}
