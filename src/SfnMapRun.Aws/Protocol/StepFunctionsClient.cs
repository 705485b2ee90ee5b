using System.Diagnostics.CodeAnalysis;
using Amazon;
using SfnMapRun.Aws.Credentials;
using SfnMapRun.Aws.Http;

namespace SfnMapRun.Aws.Protocol;

/// <summary>
/// Calls Step Functions in one Region: over plain HTTP, signed with what the AWS SDK computes. The SDK's own pipeline does much
/// that is not needed here, and each call would pay for it.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "Shared by commands, some of which may have left calls behind: its connections close when they are idle.")]
internal sealed class StepFunctionsClient
{
    // The largest responses of Step Functions, a hundred events with all their data, stay below it.
    private const int MaxResponseBytes = 64 << 20;
    private readonly HttpClient _http;
    private readonly RequestSigner _signer;
    private long _clockOffset;

    /// <param name="credentials">What the calls are signed with.</param>
    /// <param name="config">The Region to sign for, the time-out of a call, and the proxy.</param>
    /// <param name="endpoint">The address that is called.</param>
    public StepFunctionsClient(GuardedCredentials credentials, StepFunctionsConfig config, string endpoint)
        : this(
            credentials,
            endpoint,
            new RequestSigner(new Uri(endpoint), config.AuthenticationRegion, config.UserAgent),
            new HttpClient(HttpConnections.NewHandler(config.GetWebProxy()))
            {
                Timeout = config.Timeout!.Value,
                MaxResponseContentBufferSize = MaxResponseBytes,
            })
    {
    }

    /// <param name="credentials">What the calls are signed with.</param>
    /// <param name="endpoint">The address that is called.</param>
    /// <param name="signer">Signs the calls.</param>
    /// <param name="http">Sends them.</param>
    public StepFunctionsClient(GuardedCredentials credentials, string endpoint, RequestSigner signer, HttpClient http)
    {
        Credentials = credentials;
        Endpoint = endpoint;
        _signer = signer;
        _http = http;
    }

    public GuardedCredentials Credentials { get; }

    public string Endpoint { get; }

    /// <summary>
    /// Makes a request; and once more at once if it was refused because this machine's clock is wrong, by the clock of the response.
    /// </summary>
    /// <param name="request">The operation with its arguments.</param>
    /// <param name="clock">Tells the time that the request is signed for.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The response, which may be an error of the service.</returns>
    /// <exception cref="HttpRequestException">There was no response, or it broke off.</exception>
    /// <exception cref="OperationCanceledException">There was no response in time, or the request was canceled.</exception>
    /// <exception cref="TimeoutException">The credentials were not renewed in time.</exception>
    /// <exception cref="StepFunctionsException">The credentials could not be renewed.</exception>
    public async Task<JsonResponse> SendAsync(JsonRequest request, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Keys that stay the same are at hand.
        var keys = !Credentials.CanRenew ? Credentials.LastKeys
            : await CredentialCall.RunAsync(Credentials.GetCredentialsAsync, cancellationToken)
                .WaitAsync(_http.Timeout, clock, cancellationToken).ConfigureAwait(false);
        for (var isSecond = false; ; isSecond = true)
        {
            var correction = AWSConfigs.ManualClockCorrection ?? TimeSpan.FromTicks(Interlocked.Read(ref _clockOffset));
            using var sent = _signer.Sign(request, keys, clock.GetUtcNow().UtcDateTime + correction);
            using var received = await _http.SendAsync(sent, cancellationToken).ConfigureAwait(false);
            var now = clock.GetUtcNow();
            var body = await received.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
            var response = ResponseOf(received, body, now);
            if (isSecond || response is not { IsRefusedForItsTime: true, ClockOffset: { } offset })
            {
                return response;
            }

            Interlocked.Exchange(ref _clockOffset, offset.Ticks);
        }
    }

    private static JsonResponse ResponseOf(HttpResponseMessage message, byte[] body, DateTimeOffset now) => new()
    {
        StatusCode = message.StatusCode,
        RequestId = HeaderOf(message, "x-amzn-RequestId"),
        ErrorType = HeaderOf(message, "x-amzn-errortype"),
        MediaType = message.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type) ? type.ToString() : null,
        ClockOffset = message.Headers.Date - now,
        Body = body,
    };

    private static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
}
