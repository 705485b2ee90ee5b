using Amazon.Runtime;

namespace SfnMapRun.Aws.Errors;

/// <summary>What is known about a request that failed.</summary>
internal sealed class FailedRequest
{
    /// <summary>The operation of the API.</summary>
    public required string Operation { get; init; }

    /// <summary>The ARN that it was about.</summary>
    public required string Resource { get; init; }

    /// <summary>The address that was called.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The keys that it was signed with, which must not show in a message.</summary>
    public required ImmutableCredentials Keys { get; init; }

    /// <summary>Whether there may be other keys the next time.</summary>
    public required bool CanRenewKeys { get; init; }

    /// <summary>The HTTP status of the response; null where there was none.</summary>
    public required int? StatusCode { get; init; }

    /// <summary>What has to be added to this machine's clock so that it shows the time of the response; null where none tells it.</summary>
    public required TimeSpan? ClockOffset { get; init; }

    /// <summary>The id of the request; null where no response tells it.</summary>
    public required string? RequestId { get; init; }
}
