using System.Text.Json;
using Amazon.Runtime;
using SfnMapRun.Aws.Http;

namespace SfnMapRun.Aws.Credentials;

/// <summary>
/// Credentials of the endpoint that a container is given (ECS, EKS Pod Identity). In place of the SDK's own, which can't be stopped.
/// </summary>
internal sealed class ContainerCredentials : RefreshingAWSCredentials
{
    private const string EcsHost = "http://169.254.170.2";
    private const int MaxAttempts = 5;
    private readonly TimeProvider _clock;

    /// <param name="clock">Measures the pauses between attempts.</param>
    public ContainerCredentials(TimeProvider clock)
    {
        _clock = clock;
        PreemptExpiryTime = TimeSpan.FromMinutes(15);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var stop = CredentialCall.StopToken;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Read(await AskAsync(stop).ConfigureAwait(false));
            }
            catch (Exception e) when (attempt < MaxAttempts && !stop.IsCancellationRequested
                && e is HttpRequestException or OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), _clock, stop).ConfigureAwait(false);
            }
        }
    }

    private static async Task<byte[]> AskAsync(CancellationToken stop)
    {
        using var client = new HttpClient(HttpConnections.NewHandler(null))
        {
            Timeout = TimeSpan.FromSeconds(5),
            MaxResponseContentBufferSize = 1 << 20,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, Address());
        if (await TokenAsync(stop).ConfigureAwait(false) is { Length: > 0 } token)
        {
            request.Headers.TryAddWithoutValidation("Authorization", token);
        }

        using var response = await client.SendAsync(request, stop).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false);
    }

    private static Uri Address() =>
        Environment.GetEnvironmentVariable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") is { Length: > 0 } path
            ? new UriBuilder(EcsHost) { Path = path }.Uri
            : new Uri(Environment.GetEnvironmentVariable("AWS_CONTAINER_CREDENTIALS_FULL_URI")!);

    private static async Task<string?> TokenAsync(CancellationToken stop)
    {
        var token = Environment.GetEnvironmentVariable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") is { Length: > 0 } file
            ? await File.ReadAllTextAsync(file, stop).ConfigureAwait(false)
            : Environment.GetEnvironmentVariable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
        return token?.AsSpan().IndexOfAny('\r', '\n') >= 0
            ? throw new AmazonClientException("The container's authorization token holds a line break.")
            : token;
    }

    private static CredentialsRefreshState Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return new CredentialsRefreshState(
                new ImmutableCredentials(
                    root.GetProperty("AccessKeyId").GetString(),
                    root.GetProperty("SecretAccessKey").GetString(),
                    root.GetProperty("Token").GetString()),
                root.GetProperty("Expiration").GetDateTimeOffset().UtcDateTime);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException
            or KeyNotFoundException)
        {
            // Without the cause, which may quote what came.
            throw new AmazonClientException("The container's endpoint sent something that is not the JSON of credentials.");
        }
    }
}
