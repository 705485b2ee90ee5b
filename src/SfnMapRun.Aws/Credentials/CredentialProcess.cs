using System.Diagnostics;
using System.Text.Json;
using Amazon.Runtime;

namespace SfnMapRun.Aws.Credentials;

/// <summary>
/// Credentials that a profile's <c>credential_process</c> prints. In place of the SDK's own, which can't be stopped: this one ends
/// the process, and all that it has started, when the user stops.
/// </summary>
internal sealed class CredentialProcess : RefreshingAWSCredentials
{
    private readonly string _command;

    /// <param name="command">The command with its arguments, as the shell takes it.</param>
    public CredentialProcess(string command)
    {
        _command = command;
        PreemptExpiryTime = TimeSpan.FromMinutes(15);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var process = Start();
        var stop = CredentialCall.StopToken;
        try
        {
            var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop))
                .WaitAsync(stop).ConfigureAwait(false);
            await process.WaitForExitAsync(stop).ConfigureAwait(false);
            return process.ExitCode == 0
                ? Read(printed[0])
                : throw new ProcessAWSCredentialException($"it ended with {process.ExitCode}: {printed[1]}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo
        {
            FileName = OperatingSystem.IsWindows() ? "cmd.exe" : "sh",
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        if (OperatingSystem.IsWindows())
        {
            // cmd.exe has rules of its own for quotes: it gets the command as it is.
            start.Arguments = $"/c {_command}";
        }
        else
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(_command);
        }

        return Process.Start(start)!;
    }

    private static CredentialsRefreshState Read(string output)
    {
        try
        {
            using var document = JsonDocument.Parse(output, new JsonDocumentOptions { AllowTrailingCommas = true });
            var root = document.RootElement;
            if (!root.TryGetProperty("Version", out var version) || version.GetRawText() != "1")
            {
                throw new ProcessAWSCredentialException("what it printed is not of Version 1");
            }

            var keys = new ImmutableCredentials(TextOf(root, "AccessKeyId"), TextOf(root, "SecretAccessKey"), TextOf(root, "SessionToken"));
            var expiration = root.TryGetProperty("Expiration", out var date) && date.ValueKind != JsonValueKind.Null
                ? date.GetDateTimeOffset().UtcDateTime
                : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
            return new CredentialsRefreshState(keys, expiration);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // Without the cause, which may quote what was printed.
            throw new ProcessAWSCredentialException("what it printed is not the JSON of credentials");
        }
    }

    private static string? TextOf(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
