using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>Redrives a parent execution. Its Map Runs follow, or it fails on the way to them: the answer is the same.</summary>
internal sealed class RedriveExecution(Catalogue catalogue) : IOperation
{
    private const int LongestToken = 64;
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);
    private readonly object _lock = new();
    private readonly Dictionary<(string Arn, string Token), DateTimeOffset> _redrives = [];

    public string Name => nameof(RedriveExecution);

    public ServiceArn ArnOf(JsonObject request, string? region) => Arguments.ParentExecutionArn(request, region);

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

        var execution = catalogue.Execution(arn.Text);
        if (RedriveRules.Obstacle(execution.Describe(now), now) is { } obstacle)
        {
            throw new ServiceException(obstacle == RedriveRules.TooOften ? "ExecutionLimitExceeded" : "ExecutionNotRedrivable", obstacle);
        }

        execution.Redrive(now);
        if (token is not null)
        {
            _redrives[(arn.Text, token)] = now;
        }

        return now;
    }
}
