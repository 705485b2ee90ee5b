namespace SfnMapRun.Service;

/// <summary>How a command was told to reach Step Functions. Null leaves it to the environment and the profile.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>The Region to call; null takes it from each ARN.</summary>
    public string? Region { get; init; }

    /// <summary>The keys given as parameters; any of the three may be missing by mistake.</summary>
    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    public string? SessionToken { get; init; }

    /// <summary>Reads the keys of the object given as -Credential. Asked before each call, so that its owner may renew them.</summary>
    public Func<KeySet>? Credential { get; init; }

    /// <summary>A profile of the shared config and credentials files.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Reads the session's default credentials of AWS Tools.</summary>
    public Func<KeySet>? StoredCredential { get; init; }

    /// <summary>
    /// The session's default Region of AWS Tools: for the services that hand out credentials, as the ARN names the Region to
    /// call.
    /// </summary>
    public string? StoredRegion { get; init; }

    /// <summary>An absolute address with http or https.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary>How long one attempt of a call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    // A record prints all it holds; this one holds secrets.
    public override string ToString() => nameof(ConnectionSettings);
}
