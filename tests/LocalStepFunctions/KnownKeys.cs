namespace LocalStepFunctions;

/// <summary>The credentials this endpoint knows: the examples of the AWS documentation, which open nothing anywhere.</summary>
public static class KnownKeys
{
    public const string AccessKey = "AKIAIOSFODNN7EXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    /// <summary>The access key of temporary credentials, with <see cref="SecretKey"/> and <see cref="SessionToken"/>.</summary>
    public const string TemporaryAccessKey = "ASIAIOSFODNN7EXAMPLE";
    public const string SessionToken = "local-session-token";

    /// <summary>A session token of <see cref="TemporaryAccessKey"/> that is past its time.</summary>
    public const string ExpiredSessionToken = "expired-session-token";

    /// <summary>What the session tokens of <see cref="CredentialServices"/> start with.</summary>
    public const string IssuedToken = "issued-by-";

    internal static string SecretOf(string accessKey, string token) => (accessKey, token) switch
    {
        (TemporaryAccessKey, _) when token.StartsWith(IssuedToken, StringComparison.Ordinal) => SecretKey,
        (AccessKey, "") or (TemporaryAccessKey, SessionToken) => SecretKey,
        (TemporaryAccessKey, ExpiredSessionToken) => throw new ServiceException("ExpiredTokenException", "The security token included in the request is expired"),
        _ => throw new ServiceException("UnrecognizedClientException", "The security token included in the request is invalid."),
    };
}
