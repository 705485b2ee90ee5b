using SfnMapRun.Errors;
using SfnMapRun.Formatting;

namespace SfnMapRun;

/// <summary>
/// The exception of every error this module writes. Its message holds no secret and nothing that acts on a terminal, and it wraps
/// no exception of the AWS SDK, so that a script can catch it whatever other AWS module is loaded.
/// </summary>
public sealed class StepFunctionsException : Exception
{
    /// <summary>Makes an exception like those that commands write, to test a script with.</summary>
    /// <param name="errorId">One of the error ids that about_SfnMapRun_Errors lists, such as <c>MapRunFailed</c>.</param>
    /// <param name="message">What the exception says.</param>
    /// <exception cref="ArgumentException">There is no such error id.</exception>
    public StepFunctionsException(string errorId, string message)
        : this(FailureKind.Named(errorId), message)
    {
    }

    internal StepFunctionsException(FailureKind kind, string message)
        : base(TerminalText.Show(UserInfo.Strip(message))) => Kind = kind;

    /// <summary>The error id, such as <c>MapRunFailed</c>: the first part of FullyQualifiedErrorId.</summary>
    public string ErrorId => Kind.Id;

    /// <summary>The error code as the service sent it, such as <c>ResourceNotFound</c>; null when no service responded.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The HTTP status of the response; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The id that AWS Support asks for; null when the response carried none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The operation of the API that failed, such as <c>DescribeMapRun</c>; null when no call was made.</summary>
    public string? Operation { get; init; }

    /// <summary>The Map Run as last seen, for one that was waited for; null for other errors, and where it was never seen.</summary>
    public MapRun? MapRun { get; init; }

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

        // An ARN somewhere in the service's text is no name to find at a glance.
        var isNamed = name == ArnName.Unknown
            || Message.Contains($" {name}", StringComparison.Ordinal)
            || Message.StartsWith($"'{TerminalText.Show(target)}", StringComparison.Ordinal);
        var message = isNamed ? Message : $"{name}: {Message}";
        return TerminalText.Show($"{message.TrimEnd('.')}. {Remedy ?? Kind.Advice(Operation, Resource ?? target)}");
    }

    /// <summary>The ARN that the call was about, or that of the key which it needed; null when no call was made.</summary>
    internal string? Resource { get; init; }

    /// <summary>What a user can do about this one; null where nothing better is known than for all of its kind.</summary>
    internal string? Remedy { get; init; }
}
