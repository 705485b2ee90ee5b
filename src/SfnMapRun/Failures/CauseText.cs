using System.Text;
using System.Text.Json;

namespace SfnMapRun.Failures;

/// <summary>
/// What a cause says, without what goes with it: services put an error's type and message into JSON beside stack traces
/// and request ids, and Step Functions may put that JSON into a text or into JSON of its own.
/// </summary>
internal static class CauseText
{
    // A nested execution wraps the cause of its child, whose message may be JSON again.
    private const int MaxDepth = 4;

    // As Lambda, then as a nested execution names them; the last two are those of an ECS task and of a Batch job.
    private static readonly string[] TypeNames = ["errorType", "error"];
    private static readonly string[] MessageNames = ["errorMessage", "cause", "stoppedReason", "statusReason"];

    /// <summary>The type and message of the JSON in a cause, after the text before it; the cause itself where it holds none.</summary>
    public static string Of(string cause) => Of(cause, MaxDepth);

    private static string Of(string cause, int depth)
    {
        var at = depth == 0 ? -1 : cause.IndexOf('{');
        if (at < 0 || Read(cause[at..]) is not var (type, message) || (type ?? message) is null)
        {
            return cause;
        }

        var text = message is null ? type : type is null ? Of(message, depth - 1) : $"{type}: {Of(message, depth - 1)}";
        return string.IsNullOrWhiteSpace(cause[..at]) ? text! : cause[..at] + text;
    }

    private static (string? Type, string? Message)? Read(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            using var document = JsonDocument.ParseValue(ref reader);
            return (Find(document.RootElement, TypeNames), Find(document.RootElement, MessageNames));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, JSON that was cut, or escapes that make no text.
            return null;
        }
    }

    private static string? Find(JsonElement error, string[] names) =>
        (from name in names
         from property in error.EnumerateObject()
         where property.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind == JsonValueKind.String
         select property.Value.GetString()).FirstOrDefault(text => text.Length > 0);
}
