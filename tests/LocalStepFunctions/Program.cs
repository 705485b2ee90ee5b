using LocalStepFunctions;

// Prints its address as its first line, and runs until its standard input ends or it gets a signal: whoever started it
// can't leave it behind.
await using var endpoint = await LocalEndpoint.StartAsync(TimeProvider.System, EndpointOptions.Read(args));
Console.WriteLine(endpoint.Url);
await Task.WhenAny(Console.In.ReadToEndAsync(), endpoint.Stopped);
