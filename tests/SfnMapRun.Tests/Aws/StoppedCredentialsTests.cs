using System.Diagnostics;
using Amazon;
using Amazon.Runtime;
using SfnMapRun.Aws;
using SfnMapRun.Aws.Credentials;

namespace SfnMapRun.Tests.Aws;

/// <summary>
/// A stop while credentials are got ends the work, and leaves nothing behind: no process, no connection. Sets the environment, so
/// nothing may run beside it.
/// </summary>
[Collection(nameof(SdkClock))]
public sealed class StoppedCredentialsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sfnmaprun-").FullName;
    private readonly string? _home = Environment.GetEnvironmentVariable("HOME");
    private RawServer _silent = null!;

    public Task InitializeAsync()
    {
        _ = new SdkGateway();
        _silent = RawServer.Silent();
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", _silent.Url);
        Environment.SetEnvironmentVariable("HOME", _folder);
        Environment.SetEnvironmentVariable("USERPROFILE", _folder);
        AWSConfigs.AWSRegion = "eu-central-1";
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", null);
        Environment.SetEnvironmentVariable("AWS_CONTAINER_CREDENTIALS_FULL_URI", null);
        Environment.SetEnvironmentVariable("HOME", _home);
        Environment.SetEnvironmentVariable("USERPROFILE", _home);
        AWSConfigs.AWSRegion = null;
        Directory.Delete(_folder, recursive: true);
        await _silent.DisposeAsync();
    }

    [Theory]
    [InlineData("role")]
    [InlineData("web identity")]
    [InlineData("container")]
    [InlineData("sign-in")]
    [InlineData("renewal of a sign-in")]
    public async Task A_request_that_hangs_is_given_up(string what)
    {
        using var stop = new CancellationTokenSource();
        var source = SourceOf(what);

        // Completes when all that the SDK does on the way has come to an end.
        var work = CredentialCall.RunAsync(source.GetCredentialsAsync, stop.Token);
        await _silent.RequestAsync();
        Assert.False(work.IsCompleted);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        await _silent.ClosedByClientAsync();
        Assert.Single(_silent.Requests);
    }

    [Fact]
    public async Task A_process_that_hangs_is_ended_with_all_that_it_has_started()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = Path.Combine(_folder, "pids");
        using var stop = new CancellationTokenSource();
        var source = new CredentialProcess($"sleep 100000 & echo $$ $! > '{file}.new'; mv '{file}.new' '{file}'; wait");
        var work = CredentialCall.RunAsync(source.GetCredentialsAsync, stop.Token);
        while (!File.Exists(file))
        {
            Assert.False(work.IsCompleted);
            await Task.Yield();
        }

        var pids = (await File.ReadAllTextAsync(file)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, pids.Length);
        Assert.All(pids, pid => Assert.True(IsAlive(pid)));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        while (pids.Any(IsAlive))
        {
            await Task.Yield();
        }
    }

    [Theory]
    [InlineData("echo '{\"Version\":1,\"AccessKeyId\":\"AKIA\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\"}'", "AKIA s t")]
    [InlineData("echo '{\"Version\":1,\"AccessKeyId\":\"A\\\"B\",\"SecretAccessKey\":\"s\",\"Expiration\":\"2999-01-01T00:00:00Z\"}'", "A\"B s ")]
    [InlineData("echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\",\"Expiration\":null}'", "A s ")]
    [InlineData("echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\",}'", "A s ")]
    public async Task What_a_process_prints_are_the_keys(string command, string expected)
    {
        var keys = await new CredentialProcess(command).GetCredentialsAsync();
        Assert.Equal(expected, $"{keys.AccessKey} {keys.SecretKey} {keys.Token}");
    }

    [Theory]
    [InlineData("echo no 1>&2; exit 3", "it ended with 3: no")]
    [InlineData("echo '{\"Version\":2}'", "what it printed is not of Version 1")]
    [InlineData("echo '{\"Version\":1}'", "what it printed is not the JSON of credentials")]
    [InlineData("echo '{\"Version\":1,\"AccessKeyId\":7,\"SecretAccessKey\":\"s\"}'", "what it printed is not the JSON of credentials")]
    [InlineData("echo my-secret", "what it printed is not the JSON of credentials")]
    [InlineData("echo '[]'", "what it printed is not the JSON of credentials")]
    [InlineData("echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\",\"Expiration\":\"soon\"}'", "what it printed is not the JSON of credentials")]
    public async Task What_is_wrong_with_a_process_is_said(string command, string message)
    {
        var e = await Assert.ThrowsAsync<ProcessAWSCredentialException>(() => new CredentialProcess(command).GetCredentialsAsync());
        Assert.Equal(message, e.Message.Trim());
    }

    // By its state: one that has ended may stay listed until its parent has taken note.
    private static bool IsAlive(string pid)
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-o", "stat=", "-p", pid]) { RedirectStandardOutput = true })!;
        var state = ps.StandardOutput.ReadToEnd().Trim();
        ps.WaitForExit();
        return state.Length > 0 && state[0] != 'Z';
    }

    private AWSCredentials SourceOf(string what)
    {
        const string Role = "arn:aws:iam::123456789012:role/Reader";
        switch (what)
        {
            case "role":
                var keys = new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret");
                return OwnCredentials.InPlaceOf(
                    new AssumeRoleAWSCredentials(keys, Role, "session"), null, RegionEndpoint.EUCentral1, TimeProvider.System);
            case "web identity":
                var token = Path.Combine(_folder, "token");
                File.WriteAllText(token, "a token");
                return new AssumeRoleWithWebIdentityCredentials(token, Role, "session");
            case "container":
                Environment.SetEnvironmentVariable("AWS_CONTAINER_CREDENTIALS_FULL_URI", $"{_silent.Url}container");
                return OwnCredentials.InPlaceOf(new GenericContainerCredentials(), null, RegionEndpoint.EUCentral1, TimeProvider.System);
            default:
                WriteSignIn(expires: what == "sign-in" ? "2999-01-01T00:00:00Z" : "2020-01-01T00:00:00Z");
                return new SSOAWSCredentials(
                    "123456789012",
                    "eu-central-1",
                    "Reader",
                    "https://example.awsapps.com/start",
                    new SSOAWSCredentialsOptions { SessionName = "work", ClientName = "test" });
        }
    }

    private void WriteSignIn(string expires)
    {
        var cache = Directory.CreateDirectory(Path.Combine(_folder, ".aws", "sso", "cache")).FullName;

        // The SHA-1 of the session's name, work.
        const string Name = "e274eeff768c6396088ec6eb091f4bf4d47ab1e0";
        File.WriteAllText(
            Path.Combine(cache, $"{Name}.json"),
            $$"""
            {"startUrl":"https://example.awsapps.com/start","region":"eu-central-1","accessToken":"a","expiresAt":"{{expires}}","refreshToken":"r",
            "clientId":"c","clientSecret":"s","registrationExpiresAt":"2999-01-01T00:00:00Z"}
            """);
    }
}
