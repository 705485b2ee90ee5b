using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalStepFunctions;

/// <summary>
/// The services that hand out credentials: the token service (STS), the sign-in portal (SSO) with its token renewal
/// (SSO OIDC), a container's endpoint and the instance metadata (version 2). Each signs its session tokens with its name and
/// a running number, so that a test sees which way was taken.
/// </summary>
internal sealed class CredentialServices(TimeProvider clock)
{
    public const string WebIdentityToken = "local-web-identity-token";
    public const string SsoAccessToken = "local-sso-access-token";
    public const string SsoRefreshToken = "local-sso-refresh-token";
    public const string ContainerToken = "local-container-token";
    private const string InstanceToken = "local-instance-token";
    private const string InstanceRole = "local-role";
    private static readonly JsonSerializerOptions Exactly = new();
    private int _issued;

    public void Map(WebApplication app)
    {
        app.MapGet("/federation/credentials", SignIn);
        app.MapPost("/token", RenewSignIn);
        app.MapGet("/container", _ => Results.Content(KeysInJson("container").ToJsonString(), "application/json"));
        app.MapGet("/container/guarded", request => request.Headers.Authorization == ContainerToken
            ? Results.Content(KeysInJson("container").ToJsonString(), "application/json")
            : Results.Unauthorized());
        app.MapPut("/latest/api/token", _ => Results.Text(InstanceToken));
        app.MapGet("/latest/meta-data/iam/info", request => Guarded(request, () =>
            Results.Json(new { Code = "Success", LastUpdated = Iso(clock.GetUtcNow()), InstanceProfileArn = "arn:aws:iam::123456789012:instance-profile/local" }, Exactly)));
        app.MapGet("/latest/meta-data/iam/security-credentials/", request => Guarded(request, () => Results.Text(InstanceRole)));
        app.MapGet("/latest/meta-data/iam/security-credentials/" + InstanceRole, request =>
            Guarded(request, () => Results.Content(KeysInJson("instance").ToJsonString(), "application/json")));
    }

    /// <summary>AssumeRole and AssumeRoleWithWebIdentity, in the query protocol. A role named Denied can't be assumed.</summary>
    public IResult TokenService(HttpRequest request, string body)
    {
        var form = body.Split('&').Select(field => field.Split('=')).ToDictionary(field => field[0], field => WebUtility.UrlDecode(field[1]));
        var action = form["Action"];
        if (action == "AssumeRole")
        {
            Signature.Check(request, body, "sts");
        }
        else if (form["WebIdentityToken"] != WebIdentityToken)
        {
            return QueryError("InvalidIdentityToken", "The web identity token is not valid");
        }

        if (form["RoleArn"].EndsWith("/Denied", StringComparison.Ordinal))
        {
            return QueryError("AccessDenied", $"User: arn:aws:iam::123456789012:user/local is not authorized to perform: sts:{action} on resource: {form["RoleArn"]}");
        }

        var (token, expiration) = Issue(action == "AssumeRole" ? "role" : "web-identity");
        return Results.Content(
            $"<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result><Credentials>"
            + $"<AccessKeyId>{KnownKeys.TemporaryAccessKey}</AccessKeyId><SecretAccessKey>{KnownKeys.SecretKey}</SecretAccessKey>"
            + $"<SessionToken>{token}</SessionToken><Expiration>{Iso(expiration)}</Expiration></Credentials>"
            + $"<AssumedRoleUser><Arn>{form["RoleArn"]}/session</Arn><AssumedRoleId>AROA:session</AssumedRoleId></AssumedRoleUser>"
            + $"</{action}Result><ResponseMetadata><RequestId>{Guid.NewGuid()}</RequestId></ResponseMetadata></{action}Response>",
            "text/xml");
    }

    private static IResult Guarded(HttpRequest request, Func<IResult> answer) =>
        request.Headers["X-aws-ec2-metadata-token"] == InstanceToken ? answer() : Results.Unauthorized();

    private static IResult QueryError(string code, string message) => Results.Content(
        $"<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>{Guid.NewGuid()}</RequestId></ErrorResponse>",
        "text/xml",
        statusCode: 403);

    private static string Iso(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private IResult SignIn(HttpRequest request)
    {
        if (!request.Headers["x-amz-sso_bearer_token"].ToString().StartsWith(SsoAccessToken, StringComparison.Ordinal))
        {
            return Results.Json(new { message = "Session token not found or invalid" }, statusCode: 401);
        }

        var (token, expiration) = Issue("sso");
        return Results.Json(new
        {
            roleCredentials = new
            {
                accessKeyId = KnownKeys.TemporaryAccessKey,
                secretAccessKey = KnownKeys.SecretKey,
                sessionToken = token,
                expiration = expiration.ToUnixTimeMilliseconds(),
            },
        });
    }

    private static async Task<IResult> RenewSignIn(HttpRequest request)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!;
        return (string?)body["refreshToken"] == SsoRefreshToken
            ? Results.Json(new { accessToken = SsoAccessToken + "-renewed", tokenType = "Bearer", expiresIn = 3600, refreshToken = SsoRefreshToken })
            : Results.Json(new { error = "invalid_grant", error_description = "Invalid refresh token" }, statusCode: 400);
    }

    private JsonObject KeysInJson(string issuer)
    {
        var (token, expiration) = Issue(issuer);
        return new JsonObject
        {
            ["Code"] = "Success",
            ["Type"] = "AWS-HMAC",
            ["LastUpdated"] = Iso(clock.GetUtcNow()),
            ["AccessKeyId"] = KnownKeys.TemporaryAccessKey,
            ["SecretAccessKey"] = KnownKeys.SecretKey,
            ["Token"] = token,
            ["Expiration"] = Iso(expiration),
        };
    }

    private (string Token, DateTimeOffset Expiration) Issue(string issuer) =>
        ($"{KnownKeys.IssuedToken}{issuer}-{Interlocked.Increment(ref _issued)}", clock.GetUtcNow().AddHours(1));
}
