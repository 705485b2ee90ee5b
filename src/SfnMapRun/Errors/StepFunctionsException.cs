using SfnMapRun.Errors;
using SfnMapRun.Formatting;

namespace SfnMapRun;

/// <summary>
/// The exception of every error this module writes. Its message holds no secret and nothing that acts on a terminal, and it wraps
/// no exception of the AWS SDK, so that a script can catch it whatever other AWS module is loaded.
/// </summary>
public sealed class StepFunctionsException : Exception
{
    internal StepFunctionsException(FailureKind kind, string message)
        : base(TerminalText.Show(message)) => Kind = kind;

    /// <summary>The error code as the service sent it, such as <c>ResourceNotFound</c>; null when no service responded.</summary>
    public string? ErrorCode { get; internal init; }

    /// <summary>The HTTP status of the response; null when there was none.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The id that AWS Support asks for; null when the response carried none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The operation of the API that failed, such as <c>DescribeMapRun</c>; null when no call was made.</summary>
    public string? Operation { get; internal init; }

    /// <summary>The Map Run as last seen, for one that was waited for; null for other errors, and where it was never seen.</summary>
    public MapRun? MapRun { get; internal init; }

    internal FailureKind Kind { get; }

    /// <summary>Whether the keys that were used can't be renewed, so that a failure because of them stays one.</summary>
    internal bool IsFinal { get; init; }

    /// <summary>Whether the same call may succeed within moments.</summary>
    internal bool IsTransient => Kind.Recovery == Recovery.Transient;

    /// <summary>Whether the same call may succeed later, perhaps only once somebody has seen to the quota or the sign-in.</summary>
    internal bool IsRecoverable =>
        Kind.Recovery is Recovery.Transient or Recovery.Eventual || (Kind.Recovery == Recovery.WithNewKeys && !IsFinal);

    /// <summary>What a user reads: which Map Run or execution it is about, what happened, and what can be done about it.</summary>
    /// <param name="target">The ARN that it is about, or what was given instead of one; null where it is not about one.</param>
    internal string Describe(string? target)
    {
        var name = ArnName.Short(target);
        var isNamed = name == ArnName.Unknown
            || Message.Contains(name, StringComparison.Ordinal)
            || Message.Contains(TerminalText.Show(target), StringComparison.Ordinal);
        var message = isNamed ? Message : $"{name}: {Message}";
        return TerminalText.Show($"{message.TrimEnd('.')}. {Kind.Advice(Operation, Resource ?? target)}");
    }

    /// <summary>The ARN that the call was about; null when no call was made.</summary>
    internal string? Resource { get; init; }
}
