using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SfnMapRun.Tests;

/// <summary>
/// An HTTP server that sends whatever bytes a test wants, or none. Listens on loopback only, and says when a request has come and when a
/// connection has gone.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentDictionary<TcpClient, Task> _connections = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SemaphoreSlim _closed = new(0);
    private readonly Func<string, RawAnswer> _answer;
    private readonly Task _accepting;

    /// <param name="answer">The answer to a request, which it is given as text.</param>
    public RawServer(Func<string, RawAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>A server that takes requests, and never answers.</summary>
    public static RawServer Silent() => new(_ => RawAnswer.Silence);

    public string Url => $"http://{_listener.LocalEndpoint}/";

    /// <summary>The requests that have come whole, in order.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>How many bytes of bodies without end were sent.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Completes with the next request.</summary>
    public Task RequestAsync() => _arrived.WaitAsync();

    /// <summary>Completes when a client has closed its connection.</summary>
    public Task ClosedByClientAsync() => _closed.WaitAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (var client in _connections.Keys)
        {
            client.Dispose();
        }

        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
        _arrived.Dispose();
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                client.NoDelay = true;
                _connections[client] = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            while (await ReadRequestAsync(stream) is { } request)
            {
                _requests.Enqueue(request);
                _arrived.Release();
                var answer = _answer(request);
                await stream.WriteAsync(answer.Bytes, _stop.Token);
                while (answer.IsEndless)
                {
                    await stream.WriteAsync(new byte[1 << 16], _stop.Token);
                    BytesSent += 1 << 16;
                }

                if (answer.Closes)
                {
                    client.Client.Shutdown(SocketShutdown.Send);
                    break;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }

        client.Dispose();
        _closed.Release();
    }

    // The head, and as much of a body as it announces; null where the client has closed the connection.
    private async Task<string?> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
            {
                return null;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            var request = text.ToString();
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && Encoding.UTF8.GetByteCount(request.AsSpan(end + 4)) >= LengthOf(request[..end]))
            {
                return request;
            }
        }
    }

    private static int LengthOf(string head) => head.Split("\r\n")
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line.AsSpan(15), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
