using System.Diagnostics.CodeAnalysis;

namespace SfnMapRun.Model;

/// <summary>
/// An ARN of Step Functions in its parts. Strict about the parts a call depends on (the Region becomes part of a host
/// name), lenient about the tail, whose form varies.
/// </summary>
internal sealed record StepFunctionsArn
{
    private const int PartCount = 7;

    private StepFunctionsArn(string text, string[] parts)
    {
        Text = text;
        Partition = parts[1];
        Region = parts[3];
        AccountId = parts[4];
        ResourceType = parts[5];
        Kind = KindOf(parts[5], parts[6]);

        // {stateMachine}/{label}:{id}; an execution of a state machine has no label.
        var (name, id) = SplitAt(parts[6], ':');
        (StateMachineName, Label) = SplitAt(name, '/');
        Id = id;
    }

    /// <summary>The whole ARN.</summary>
    public string Text { get; }

    public string Partition { get; }

    public string Region { get; }

    public string AccountId { get; }

    /// <summary>The part that says what it names: mapRun, execution, express, and others.</summary>
    public string ResourceType { get; }

    public ArnKind Kind { get; }

    public string StateMachineName { get; }

    /// <summary>The label of the Map state, null where the ARN carries none.</summary>
    public string? Label { get; }

    /// <summary>What follows the name, null where nothing does.</summary>
    public string? Id { get; }

    /// <summary>Reads an ARN of Step Functions; false for anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out StepFunctionsArn? arn)
    {
        arn = null;
        var parts = text?.Split(':', PartCount);
        if (parts is not ["arn", not "", "states", var region, not "", not "", not ""] || !IsRegion(region))
        {
            return false;
        }

        arn = new StepFunctionsArn(text!, parts);
        return true;
    }

    public override string ToString() => Text;

    /// <summary>Whether a text can be a Region's name: one label of a host name, and so nothing that leads elsewhere.</summary>
    public static bool IsRegion(string text) =>
        text.Length is > 0 and <= 63
        && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && text[^1] != '-';

    private static ArnKind KindOf(string resourceType, string tail) => resourceType switch
    {
        "mapRun" => ArnKind.MapRun,
        "execution" or "express" => tail.Contains('/') ? ArnKind.ChildExecution : ArnKind.Execution,
        "stateMachine" => ArnKind.StateMachine,
        _ => ArnKind.Other,
    };

    private static (string Head, string? Tail) SplitAt(string text, char separator)
    {
        var at = text.IndexOf(separator);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }
}
