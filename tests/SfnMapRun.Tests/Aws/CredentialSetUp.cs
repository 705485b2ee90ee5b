using LocalStepFunctions;
using SfnMapRun.Aws;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Aws;

/// <summary>
/// A machine with credentials of some kind: its environment, its files, and the services that hand them out. What it sets holds
/// for the whole process, so nothing may run beside it.
/// </summary>
internal sealed class CredentialSetUp : IAsyncDisposable
{
    public const string Arn = "arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/ReserveStock:9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103";
    private readonly Dictionary<string, string?> _saved = [];

    private CredentialSetUp(LocalEndpoint endpoint)
    {
        Endpoint = endpoint;
        Folder = Directory.CreateTempSubdirectory().FullName;
        Set("HOME", Path.Combine(Folder, "home"));
        Set("USERPROFILE", Path.Combine(Folder, "home"));
        Set("AWS_ENDPOINT_URL", endpoint.Url.ToString());
        Set("AWS_CONFIG_FILE", Path.Combine(Folder, "config"));
        Set("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(Folder, "credentials"));
    }

    public LocalEndpoint Endpoint { get; }

    public string Folder { get; }

    /// <summary>What the connection told, line by line.</summary>
    public List<string> Log { get; } = [];

    /// <summary>What tells the time. Services are waited for by it.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public static async Task<CredentialSetUp> StartAsync() => new(await LocalEndpoint.StartAsync(TimeProvider.System));

    /// <summary>Sets an environment variable, or takes it away.</summary>
    public void Set(string name, string? value)
    {
        _saved.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value?.Replace("{url}", Endpoint.Url.ToString(), StringComparison.Ordinal).Replace("{folder}", Folder, StringComparison.Ordinal));
    }

    /// <summary>Writes a file of this machine.</summary>
    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.Replace("{folder}", Folder, StringComparison.Ordinal));
    }

    public Task<IStepFunctions> ConnectAsync(ConnectionSettings settings) => new SdkGateway().ConnectAsync(
        settings,
        "eu-central-1",
        new CommandLog(output => Log.Add(output is Output.Verbose verbose ? verbose.Text : ((Output.Debug)output).Text)),
        Clock,
        CancellationToken.None);

    /// <summary>Makes a call, and returns the session token that it was signed with.</summary>
    public async Task<string> SessionTokenAsync(ConnectionSettings settings)
    {
        var stepFunctions = await ConnectAsync(settings);
        await stepFunctions.DescribeMapRunAsync(Arn, new CallContext("eu-central-1", 1, CancellationToken.None));
        return Endpoint.Requests.Last().SessionToken;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, value) in _saved)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Directory.Delete(Folder, recursive: true);
        await Endpoint.DisposeAsync();
    }
}
