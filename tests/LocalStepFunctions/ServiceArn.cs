namespace LocalStepFunctions;

/// <summary>An ARN of Step Functions, as far as the operations look into it.</summary>
internal sealed record ServiceArn(string Text, string Partition, string Region, string Account, string Kind, string Tail)
{
    /// <summary>Reads an ARN of certain kinds, in the Region that a request was signed for.</summary>
    /// <exception cref="ServiceException">It is none.</exception>
    public static ServiceArn Read(string text, string? region, params string[] kinds) =>
        text.Split(':', 7) is not ["arn", var partition, "states", var arnRegion, var account, var kind, var tail]
            || (region ?? arnRegion) != arnRegion ? throw Invalid($"'{text}' in {region}")
        : !kinds.Contains(kind) ? throw Invalid($"'Resource type not valid in this context: {kind}'")
        : new ServiceArn(text, partition, arnRegion, account, kind, tail);

    /// <summary>Whether an execution's state machine has a label, as it has in a Map Run.</summary>
    public bool IsOfChild => Tail.Split(':')[0].Contains('/', StringComparison.Ordinal);

    /// <summary>The ARN of something else in the same account and Region.</summary>
    public string Other(string kind, string tail) => $"arn:{Partition}:states:{Region}:{Account}:{kind}:{tail}";

    /// <summary>The state machine of a Map Run or an execution; with its label, where it is one of a Map Run.</summary>
    public string StateMachineArn() => Other("stateMachine", Tail.Split(':')[0]);

    private static ServiceException Invalid(string what) => new("InvalidArn", $"Invalid Arn: {what}");
}
