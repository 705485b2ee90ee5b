namespace SfnMapRun.Service;

/// <summary>How a command was told to reach Step Functions. Null leaves it to the environment and the profile.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>The Region to call; null takes it from each ARN.</summary>
    public string? Region { get; init; }

    /// <summary>A profile of the shared config and credentials files.</summary>
    public string? ProfileName { get; init; }

    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    public string? SessionToken { get; init; }

    /// <summary>An absolute address with http or https.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary>How long one attempt of a call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    // A record prints all it holds; this one holds secrets.
    public override string ToString() => nameof(ConnectionSettings);
}
