using System.Text.Json;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions;

/// <summary>What tests ask of the endpoint beside the operations: to move its clock, and to start executions.</summary>
internal sealed class Control(SettableClock clock, RunningExecutions executions)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public void Map(WebApplication app)
    {
        app.MapPost("/_clock", request => HandleAsync<ClockOrder>(request, order =>
        {
            clock.Advance(TimeSpan.FromSeconds(order.AdvanceSeconds));
            return new { now = clock.GetUtcNow() };
        }));
        app.MapPost("/_executions", request => HandleAsync<ExecutionOrder>(request, order =>
        {
            var (executionArn, mapRunArns) = executions.Start(order, clock.GetUtcNow());
            return new { executionArn, mapRunArns };
        }));
    }

    // Whatever the content type: a test need not care for it.
    private static async Task<IResult> HandleAsync<T>(HttpRequest request, Func<T, object> handle)
        where T : new()
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        try
        {
            return Results.Json(handle(body.Length == 0 ? new T() : JsonSerializer.Deserialize<T>(body, Json)!), Json);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Results.Text(e.Message, statusCode: 400);
        }
    }
}
