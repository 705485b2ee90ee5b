using LocalStepFunctions;

// Starts an endpoint, and prints its address. Each line of standard input then starts another one, with the options in it; or stops the
// one whose address it is, and prints that again. All stop when standard input ends or a signal comes: whoever started them can't leave
// them behind.
var endpoints = new Dictionary<string, LocalEndpoint>();
using var input = new StreamReader(Console.OpenStandardInput());
await StartAsync(args);
while (await ReadLineAsync() is { } line)
{
    if (endpoints.Remove(line, out var endpoint))
    {
        await endpoint.DisposeAsync();
        Console.WriteLine(line);
    }
    else
    {
        await StartAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}

foreach (var endpoint in endpoints.Values)
{
    await endpoint.DisposeAsync();
}

async Task StartAsync(string[] options)
{
    var endpoint = await LocalEndpoint.StartAsync(TimeProvider.System, EndpointOptions.Read(options));
    endpoints.Add(endpoint.Url.ToString(), endpoint);
    Console.WriteLine(endpoint.Url);
}

async Task<string?> ReadLineAsync()
{
    var line = input.ReadLineAsync();
    await Task.WhenAny([line, .. endpoints.Values.Select(endpoint => endpoint.Stopped)]);
    return line.IsCompleted ? await line : null;
}
