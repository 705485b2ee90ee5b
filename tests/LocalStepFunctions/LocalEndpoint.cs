using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using LocalStepFunctions.Operations;
using LocalStepFunctions.Sources;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LocalStepFunctions;

/// <summary>
/// Step Functions on a free port of the loopback interface: checks signatures, serves the Map Runs of the fixture
/// files and those that tests start (<c>POST /_executions</c>), fails on request (<see cref="Faults"/>), and remembers
/// what it was asked (<c>GET /_requests</c>, those after a number with <c>skip</c>, those of a <c>target</c>). Its
/// <see cref="Clock"/> can be moved (<c>POST /_clock</c>). At the same address it hands out credentials (<see cref="CredentialServices"/>), in real time.
/// </summary>
public sealed class LocalEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<HandledRequest> _requests = new();
    private readonly CredentialServices _credentials;
    private readonly RunningExecutions _executions;
    private readonly EndpointOptions _options;
    private readonly OperationTable _operations;
    private int _requestCount;

    private LocalEndpoint(WebApplication app, TimeProvider clock, EndpointOptions options)
    {
        _app = app;
        _options = options;
        _credentials = new CredentialServices(clock);
        Clock = new SettableClock(clock, options.IsFrozen);
        _executions = new RunningExecutions(Fixtures.Find(Clock.GetUtcNow()));
        _operations = new OperationTable(new Catalogue(new HealthyMapRuns(Clock), _executions), Clock, options);
    }

    /// <summary>The time that Map Runs, quotas and page tokens go by.</summary>
    public SettableClock Clock { get; }

    /// <summary>Where the endpoint listens.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>All requests answered so far, in order.</summary>
    public IReadOnlyCollection<HandledRequest> Requests => _requests;

    /// <summary>Completes when the endpoint has been told to stop.</summary>
    public Task Stopped => _app.WaitForShutdownAsync();

    public static async Task<LocalEndpoint> StartAsync(TimeProvider clock, EndpointOptions? options = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        var endpoint = new LocalEndpoint(app, clock, options ?? EndpointOptions.Default);
        app.MapGet("/_requests", request => Results.Json(endpoint.RequestsFor(request.Query)));
        app.MapGet("/_requests/count", _ => Results.Json(endpoint._requestCount));
        app.MapPost("/{**path}", endpoint.AnswerAsync);
        new Control(endpoint.Clock, endpoint._executions).Map(app);
        endpoint._credentials.Map(app);
        app.Use(endpoint.RefuseTunnelAsync);
        await app.StartAsync();
        endpoint.Url = new Uri(app.Urls.Single());
        return endpoint;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IEnumerable<HandledRequest> RequestsFor(IQueryCollection query) => _requests
        .Skip(int.Parse(query["skip"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture))
        .Where(request => query["target"].FirstOrDefault() is not { } target || request.Target == target);

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true)
        {
            await _credentials.TokenService(context.Request, body).ExecuteAsync(context);
            return;
        }

        var operation = context.Request.Headers["X-Amz-Target"].ToString();
        var requestId = Guid.NewGuid().ToString();
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        var answer = Answer(context, operation, body);
        Remember(context, requestId, operation, body, answer);
        if (_options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(_options.Latency, context.RequestAborted);
        }

        await answer.SendAsync(context);
    }

    // Asked to be a proxy for HTTPS: remembers where to, and goes no further.
    private Task RefuseTunnelAsync(HttpContext context, Func<Task> next)
    {
        if (!HttpMethods.IsConnect(context.Request.Method))
        {
            return next();
        }

        Remember(context, string.Empty, $"CONNECT {context.Request.Host}", string.Empty, new Answer(502, string.Empty));
        context.Response.StatusCode = 502;
        return Task.CompletedTask;
    }

    private void Remember(HttpContext context, string requestId, string target, string body, Answer answer)
    {
        Interlocked.Increment(ref _requestCount);
        if (!_options.Forgets)
        {
            _requests.Enqueue(new HandledRequest(
                requestId,
                target,
                context.Connection.Id,
                context.Request.Headers["X-Amz-Security-Token"].ToString(),
                context.Request.Headers.UserAgent.ToString(),
                body,
                answer.StatusCode,
                answer.Body));
        }
    }

    private Answer Answer(HttpContext context, string operation, string body)
    {
        try
        {
            var region = _options.AcceptsUnsigned ? null : Signature.Check(context.Request, body, "states");
            return _operations.Answer(operation, Protocol.Read(context.Request, body), region);
        }
        catch (ServiceException e)
        {
            return LocalStepFunctions.Answer.Error(e);
        }
    }
}
