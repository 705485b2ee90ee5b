using System.Net;
using System.Net.Sockets;
using LocalStepFunctions;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Aws;

/// <summary>Where credentials are found, which come first, how that is told, and what is said where there are none.</summary>
[Collection(nameof(SdkClock))]
public sealed class CredentialSourceTests : IAsyncLifetime
{
    private const string Role = "role_arn = arn:aws:iam::123456789012:role/Reader\n";
    private const string Keys = $"aws_access_key_id = {KnownKeys.AccessKey}\naws_secret_access_key = {KnownKeys.SecretKey}\n";
    private const string SignIn = "[profile ops]\nsso_account_id = 123456789012\nsso_role_name = Reader\nsso_session = work\n"
        + "[sso-session work]\nsso_region = eu-central-1\nsso_start_url = https://example.awsapps.com/start\n";

    private CredentialSetUp _machine = null!;

    public async Task InitializeAsync()
    {
        _machine = await CredentialSetUp.StartAsync();
        _machine.Clock = new WaitsOf(Timeout.InfiniteTimeSpan);
    }

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Fact]
    public async Task Keys_given_as_parameters()
    {
        await AssertFoundAsync(
            new() { AccessKey = KnownKeys.AccessKey, SecretKey = KnownKeys.SecretKey }, string.Empty, "the parameters -AccessKey and -SecretKey");
        Assert.Contains($"Access key: {KnownKeys.AccessKey[..4]}…, permanent.", _machine.Log);
    }

    [Fact]
    public async Task Temporary_keys_given_as_parameters()
    {
        await AssertFoundAsync(
            new() { AccessKey = KnownKeys.TemporaryAccessKey, SecretKey = KnownKeys.SecretKey, SessionToken = KnownKeys.SessionToken },
            KnownKeys.SessionToken,
            "the parameters -AccessKey, -SecretKey and -SessionToken");
        Assert.Contains($"Access key: {KnownKeys.TemporaryAccessKey[..4]}…, temporary.", _machine.Log);
    }

    [Theory]
    [InlineData(null, "secret", null)]
    [InlineData("AKIA", " ", null)]
    [InlineData(null, null, "token")]
    public async Task Half_a_pair_of_parameters(string? accessKey, string? secretKey, string? token) => await AssertFailsAsync(
        new() { AccessKey = accessKey, SecretKey = secretKey, SessionToken = token },
        "InvalidCredentials",
        "-AccessKey and -SecretKey go together; one of them is missing.");

    [Fact]
    public async Task An_object_given_as_Credential() => await AssertFoundAsync(
        new() { Credential = () => new(KnownKeys.TemporaryAccessKey, KnownKeys.SecretKey, KnownKeys.SessionToken) }, KnownKeys.SessionToken, "-Credential");

    [Fact]
    public async Task The_defaults_of_AWS_Tools() => await AssertFoundAsync(
        new() { StoredCredential = () => new(KnownKeys.AccessKey, KnownKeys.SecretKey, null) },
        string.Empty,
        "the AWS Tools default of this session, $StoredAWSCredentials");

    [Theory]
    [InlineData("[profile ops]\n" + Keys, "")]
    [InlineData("[profile ops]\n" + Role + "source_profile = base\n[profile base]\n" + Keys, "issued-by-role-")]
    [InlineData("[profile ops]\n" + Role + "source_profile = middle\n[profile middle]\n" + Role + "source_profile = base\n[profile base]\n" + Keys, "issued-by-role-")]
    [InlineData("[profile ops]\n" + Role + "web_identity_token_file = {folder}/token\n", "issued-by-web-identity-")]
    public async Task A_profile_given_by_its_name(string config, string token)
    {
        _machine.Write("config", config);
        _machine.Write("token", "local-web-identity-token");
        await AssertFoundAsync(new() { ProfileName = "ops" }, token, "the profile 'ops', given as -ProfileName");
    }

    [Fact]
    public async Task A_profile_with_a_sign_in()
    {
        _machine.Write("config", SignIn);
        _machine.Write(
            "home/.aws/sso/cache/e274eeff768c6396088ec6eb091f4bf4d47ab1e0.json",
            """{"startUrl":"https://example.awsapps.com/start","region":"eu-central-1","accessToken":"local-sso-access-token","expiresAt":"2100-01-01T00:00:00Z"}""");
        await AssertFoundAsync(new() { ProfileName = "ops" }, "issued-by-sso-", "the profile 'ops', given as -ProfileName");
    }

    [Theory]
    [InlineData("ops", "the profile 'ops'")]
    [InlineData(null, "the profile 'default'")]
    public async Task The_profile_of_the_environment_or_the_default(string? name, string origin)
    {
        _machine.Set("AWS_PROFILE", name);
        _machine.Write("credentials", $"[{name ?? "default"}]\n{Keys}");
        await AssertFoundAsync(new(), string.Empty, origin);
    }

    [Fact]
    public async Task Keys_in_the_environment()
    {
        _machine.Set("AWS_ACCESS_KEY_ID", KnownKeys.AccessKey);
        _machine.Set("AWS_SECRET_ACCESS_KEY", KnownKeys.SecretKey);
        await AssertFoundAsync(new(), string.Empty, "the environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    [Fact]
    public async Task A_web_identity_in_the_environment()
    {
        _machine.Write("token", "local-web-identity-token");
        _machine.Set("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/Reader");
        _machine.Set("AWS_WEB_IDENTITY_TOKEN_FILE", "{folder}/token");
        await AssertFoundAsync(new(), "issued-by-web-identity-", "the web identity of AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE");
    }

    [Fact]
    public async Task A_container()
    {
        _machine.Set("AWS_CONTAINER_CREDENTIALS_FULL_URI", "{url}container");
        await AssertFoundAsync(new(), "issued-by-container-", "the container's endpoint");
    }

    // One test, as the SDK keeps the first address of the metadata service for as long as the process lives.
    [Fact]
    public async Task An_instance_and_a_role_that_it_may_assume()
    {
        UseInstanceMetadata(_machine.Endpoint.Url.ToString());
        await AssertFoundAsync(new(), "issued-by-instance-", "the instance metadata service");
        _machine.Write("config", $"[profile ops]\n{Role}credential_source = Ec2InstanceMetadata\n");
        await AssertFoundAsync(new() { ProfileName = "ops" }, "issued-by-role-", "the profile 'ops', given as -ProfileName");
    }

    [Fact]
    public async Task Each_comes_before_those_behind_it()
    {
        _machine.Write("config", $"[profile ops]\naws_access_key_id = {KnownKeys.TemporaryAccessKey}\naws_secret_access_key = {KnownKeys.SecretKey}\naws_session_token = issued-by-profile\n");
        _machine.Set("AWS_ACCESS_KEY_ID", KnownKeys.TemporaryAccessKey);
        _machine.Set("AWS_SECRET_ACCESS_KEY", KnownKeys.SecretKey);
        _machine.Set("AWS_SESSION_TOKEN", "issued-by-environment");
        _machine.Set("AWS_CONTAINER_CREDENTIALS_FULL_URI", "{url}container");
        var all = new ConnectionSettings
        {
            AccessKey = KnownKeys.TemporaryAccessKey,
            SecretKey = KnownKeys.SecretKey,
            SessionToken = "issued-by-parameters",
            Credential = () => new(KnownKeys.TemporaryAccessKey, KnownKeys.SecretKey, "issued-by-credential"),
            ProfileName = "ops",
            StoredCredential = () => new(KnownKeys.TemporaryAccessKey, KnownKeys.SecretKey, "issued-by-aws-tools"),
        };
        var tokens = new List<string> { await _machine.SessionTokenAsync(all) };
        all = all with { AccessKey = null, SecretKey = null, SessionToken = null };
        tokens.Add(await _machine.SessionTokenAsync(all));
        all = all with { Credential = null };
        tokens.Add(await _machine.SessionTokenAsync(all));
        all = all with { ProfileName = null };
        tokens.Add(await _machine.SessionTokenAsync(all));
        tokens.Add(await _machine.SessionTokenAsync(all with { StoredCredential = null }));
        Assert.Equal(["issued-by-parameters", "issued-by-credential", "issued-by-profile", "issued-by-aws-tools", "issued-by-environment"], tokens);
    }

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID", "The environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY go together; one of them is missing.")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "The environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY go together; one of them is missing.")]
    [InlineData("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_WEB_IDENTITY_TOKEN_FILE names '/no-such-token', and there is no such file.")]
    public async Task An_environment_that_can_not_work(string variable, string message)
    {
        _machine.Set(variable, "/no-such-token");
        await AssertFailsAsync(new(), "InvalidCredentials", message);
    }

    [Theory]
    [InlineData("[base]\n", null, "ProfileNotFound", "There is no profile 'ops' in ", "which hold none")]
    [InlineData("[base]\n" + Keys + "[other]\n" + Keys, null, "ProfileNotFound", "There is no profile 'ops' in ", "which hold base, other")]
    [InlineData("{ \"this\": \"is JSON\" }", null, "BrokenConfigFile", "The AWS configuration can't be read: Line 1", "credentials")]
    [InlineData("[ops]\naws_access_key_id = AKIA\n", null, "InvalidCredentials", "profile 'ops' can't be used", "ops")]
    [InlineData("", "[profile ops]\ncredential_process = echo hello\n", "CredentialProcessFailed", "The credential_process of the profile 'ops' failed:", "ops")]
    [InlineData("[base]\n" + Keys, "[profile ops]\nrole_arn = arn:aws:iam::123456789012:role/Denied\nsource_profile = base\n", "RoleNotAssumed", "The role could not be assumed:", "role/Denied")]
    [InlineData("", SignIn, "SsoTokenExpired", "The sign-in of the profile 'ops' has expired, or there was none.", "aws sso login --profile ops")]
    public async Task A_profile_that_can_not_work(string credentials, string? config, string kind, string message, string detail)
    {
        _machine.Write("credentials", credentials);
        _machine.Write("config", config ?? string.Empty);
        var e = await AssertFailsAsync(new() { ProfileName = "ops" }, kind, message);
        Assert.Contains(detail, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task What_the_token_service_refuses_has_its_code_and_request_id()
    {
        _machine.Write("config", $"[profile ops]\nrole_arn = arn:aws:iam::123456789012:role/Denied\nsource_profile = base\n[profile base]\n{Keys}");
        var e = await AssertFailsAsync(new() { ProfileName = "ops" }, "RoleNotAssumed", "not authorized");
        Assert.Equal(("AccessDenied", 403), (e.ErrorCode, e.StatusCode));
        Assert.NotNull(e.RequestId);
    }

    [Fact]
    public async Task A_profile_of_the_environment_that_is_not_there()
    {
        _machine.Set("AWS_PROFILE", "ops");
        await AssertFailsAsync(new(), "ProfileNotFound", "There is no profile 'ops' in ");
    }

    [Fact]
    public async Task The_sign_in_of_the_default_profile_is_renewed_without_its_name()
    {
        _machine.Write("config", SignIn.Replace("[profile ops]", "[default]", StringComparison.Ordinal));
        var e = await AssertFailsAsync(new(), "SsoTokenExpired", "Sign in with: aws sso login");
        Assert.DoesNotContain("--profile", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_of_the_environment_that_gives_no_keys_and_no_metadata()
    {
        _machine.Set("AWS_PROFILE", "ops");
        _machine.Write("config", "[profile ops]\nregion = eu-central-1\n");
        await AssertFailsAsync(new(), "InvalidCredentials", "The credentials of the profile 'ops' can't be used: ");
    }

    [Fact]
    public async Task A_container_that_gives_no_keys()
    {
        _machine.Set("AWS_CONTAINER_CREDENTIALS_FULL_URI", "{url}container");
        _machine.Set("AWS_CONTAINER_AUTHORIZATION_TOKEN", "two\nlines");
        await AssertFailsAsync(
            new(),
            "InvalidCredentials",
            "The credentials of the container's endpoint can't be used: The container's authorization token holds a line break.");
    }

    [Fact]
    public async Task Keys_that_an_object_can_not_hand_out() => await AssertFailsAsync(
        new() { Credential = () => throw new InvalidOperationException("a wrapper", new NotSupportedException("the vault is sealed")) },
        "InvalidCredentials",
        "The credentials of -Credential can't be used: the vault is sealed");

    [Fact]
    public async Task Profiles_are_looked_for_where_the_environment_says_or_at_home()
    {
        _machine.Set("AWS_CONFIG_FILE", null);
        _machine.Set("AWS_SHARED_CREDENTIALS_FILE", null);
        var e = await AssertFailsAsync(new() { ProfileName = "ops" }, "ProfileNotFound", "There is no profile 'ops' in ");
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws");
        Assert.Contains($" in {Path.Combine(home, "credentials")} and {Path.Combine(home, "config")}, which hold ", e.Message, StringComparison.Ordinal);
        _machine.Set("AWS_SHARED_CREDENTIALS_FILE", "/elsewhere/keys");
        e = await AssertFailsAsync(new() { ProfileName = "ops" }, "ProfileNotFound", " in /elsewhere/keys and ");
        Assert.Contains($" and {Path.Combine(home, "config")}, which hold ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_at_all() => await AssertFailsAsync(
        new(), "NoCredentials", "No AWS credentials were found: none in parameters, environment or container, no profile that gives any, and there is no instance metadata");

    [Theory]
    [InlineData(null)]
    [InlineData("ops")]
    public async Task Instance_metadata_that_does_not_respond(string? profileName)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        UseInstanceMetadata($"http://{silent.LocalEndpoint}");
        _machine.Write("config", $"[profile ops]\n{Role}credential_source = Ec2InstanceMetadata\n");
        _machine.Clock = new WaitsOf(TimeSpan.Zero);
        await AssertFailsAsync(new() { ProfileName = profileName }, "NoCredentials", "and the instance metadata service did not respond");
    }

    [Theory]
    [InlineData("stored", "environment", "default", "profile", "stored")]
    [InlineData(null, "environment", "default", "profile", "environment")]
    [InlineData(null, null, "default", "profile", "default")]
    [InlineData(null, null, null, "profile", "profile")]
    [InlineData(null, null, null, null, "eu-central-1")]
    public async Task The_Region_to_ask_for_credentials_is_the_one_that_was_set_or_the_first_ARN_s(
        string? stored, string? environment, string? fallback, string? profile, string region)
    {
        _machine.Set("AWS_REGION", environment);
        _machine.Set("AWS_DEFAULT_REGION", fallback);
        _machine.Write("config", $"[profile ops]\n{Keys}{(profile is null ? string.Empty : $"region = {profile}\n")}");
        await _machine.ConnectAsync(new() { ProfileName = "ops", StoredRegion = stored });
        Assert.Equal(region, Amazon.AWSConfigs.AWSRegion);
    }

    [Fact]
    public async Task A_file_that_was_changed_is_read_again_by_the_next_command()
    {
        foreach (var token in (string[])["issued-by-first", "issued-by-second"])
        {
            _machine.Write("credentials", $"[ops]\naws_access_key_id = {KnownKeys.TemporaryAccessKey}\naws_secret_access_key = {KnownKeys.SecretKey}\naws_session_token = {token}\n");
            Assert.Equal(token, await _machine.SessionTokenAsync(new() { ProfileName = "ops" }));
        }
    }

    [Fact]
    public async Task No_secret_is_told()
    {
        _machine.Write("credentials", $"[ops]\naws_access_key_id = {KnownKeys.TemporaryAccessKey}\naws_secret_access_key = {KnownKeys.SecretKey}\naws_session_token = {KnownKeys.SessionToken}\n");
        await _machine.SessionTokenAsync(new() { ProfileName = "ops" });
        Assert.All(_machine.Log, line =>
        {
            Assert.DoesNotContain(KnownKeys.SecretKey, line, StringComparison.Ordinal);
            Assert.DoesNotContain(KnownKeys.SessionToken, line, StringComparison.Ordinal);
            Assert.DoesNotContain(KnownKeys.TemporaryAccessKey, line, StringComparison.Ordinal);
        });
    }

    private void UseInstanceMetadata(string url)
    {
        _machine.Set("AWS_EC2_METADATA_DISABLED", null);
        _machine.Set("AWS_EC2_METADATA_SERVICE_ENDPOINT", url.TrimEnd('/'));
    }

    private async Task AssertFoundAsync(ConnectionSettings settings, string token, string origin)
    {
        Assert.StartsWith(token, await _machine.SessionTokenAsync(settings), StringComparison.Ordinal);
        Assert.Equal(token.Length == 0, _machine.Endpoint.Requests.Last().SessionToken.Length == 0);
        Assert.Contains($"Credentials: {origin}.", _machine.Log);
    }

    private async Task<StepFunctionsException> AssertFailsAsync(ConnectionSettings settings, string kind, string message)
    {
        var e = await Assert.ThrowsAsync<StepFunctionsException>(() => _machine.ConnectAsync(settings));
        Assert.Equal(kind, e.Kind.Id);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Empty(_machine.Endpoint.Requests);
        return e;
    }

    /// <summary>A clock on which every wait that ends takes so long, however busy the machine is.</summary>
    private sealed class WaitsOf(TimeSpan length) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : length, period);
    }
}
