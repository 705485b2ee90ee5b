using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TestDoubles;

/// <summary>An endpoint that describes the Map Run with the name Run1 once three others are asked for, and lets those wait until they hang up.</summary>
public sealed class OneResponse : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CountdownEvent _waiting = new(3);

    public OneResponse()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Set once the three have hung up.</summary>
    public CountdownEvent HungUp { get; } = new(3);

    public string Url => $"http://{_listener.LocalEndpoint}/";

    public void Dispose()
    {
        _listener.Stop();
        _waiting.Dispose();
        HungUp.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _ = HandleAsync(await _listener.AcceptTcpClientAsync());
        }
    }

    private async Task HandleAsync(TcpClient client)
    {
        var stream = client.GetStream();
        var buffer = new byte[65536];
        var request = string.Empty;
        while (!request.Contains(":0\"}", StringComparison.Ordinal))
        {
            request += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
        }

        if (request.Contains("/Run1:0", StringComparison.Ordinal))
        {
            await Task.Run(() => _waiting.Wait());
            var body = "{\"mapRunArn\":\"arn\",\"status\":\"FAILED\"}";
            var head = $"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: {body.Length}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head + body));
            return;
        }

        _waiting.Signal();
        try
        {
            while (await stream.ReadAsync(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
        }

        HungUp.Signal();
    }
}
