using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>Redrives a parent execution, and with it its Map Runs.</summary>
internal sealed class RedriveExecution(Catalogue catalogue) : IOperation
{
    private const int LongestToken = 64;
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);
    private readonly object _lock = new();
    private readonly Dictionary<(string Arn, string Token), DateTimeOffset> _redrives = [];

    public string Name => nameof(RedriveExecution);

    public string[] Kinds { get; } = ["execution", "express"];

    public string ArnOf(JsonObject request) => Arguments.ExecutionArn(request);

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now)
    {
        var token = Protocol.OptionalText(request, "clientToken", LongestToken);
        if (token?.All(character => character is >= '!' and <= '~') == false)
        {
            throw new ServiceException("ValidationException", "1 validation error detected: Value at 'clientToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [!-~]+");
        }

        lock (_lock)
        {
            return new JsonObject { ["redriveDate"] = Wire.Date(Redrive(arn, token, now)) };
        }
    }

    private DateTimeOffset Redrive(ServiceArn arn, string? token, DateTimeOffset now)
    {
        // A call that is made again with its token is the same call.
        if (token is not null && _redrives.TryGetValue((arn.Text, token), out var date) && now - date <= TokenLife)
        {
            return date;
        }

        if (arn.Kind == "express")
        {
            throw NotRedrivable("Express executions cannot be redriven");
        }

        if (arn.IsOfChild)
        {
            catalogue.Child(arn, now);
            throw NotRedrivable("Child executions can be redriven only with their Map Run");
        }

        var execution = catalogue.Execution(arn.Text);
        if (RedriveRules.Obstacle(execution.Describe(now), now) is { } obstacle)
        {
            throw obstacle == RedriveRules.TooOften ? new ServiceException("ExecutionLimitExceeded", obstacle) : NotRedrivable(obstacle);
        }

        execution.Redrive(now);
        if (token is not null)
        {
            _redrives[(arn.Text, token)] = now;
        }

        return now;
    }

    private static ServiceException NotRedrivable(string message) => new("ExecutionNotRedrivable", message);
}
