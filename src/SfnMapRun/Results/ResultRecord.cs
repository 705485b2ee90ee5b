using System.Text;
using System.Text.Json;
using SfnMapRun.Conversion;
using SfnMapRun.Model;

namespace SfnMapRun.Results;

/// <summary>
/// Makes an object of a record. The records of what failed or never started are executions whatever the ResultWriter's
/// transformation; of what succeeded, COMPACT and FLATTEN leave the bare outputs.
/// </summary>
internal static class ResultRecord
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonValues.MaxDepth };

    /// <summary>Reads a record.</summary>
    /// <param name="text">Its text, in UTF-8.</param>
    /// <param name="group">The group of its file; null where that is not known.</param>
    /// <exception cref="JsonException">It is none; the message says why.</exception>
    public static MapRunResult Read(ReadOnlyMemory<byte> text, string? group)
    {
        using var document = Parse(text);
        var record = document.RootElement;
        try
        {
            return IsExecution(record) ? Execution(record)
                : group == ResultGroup.Succeeded ? Bare(text)
                : throw new JsonException("it is not a record of a child execution, nor of an item that never started");
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("it has a name that is not in UTF-8", e);
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException e)
        {
            throw new JsonException("it is not JSON", e);
        }
    }

    // The output of a child execution may be an execution too: one that it started and waited for, which has no label.
    private static bool IsExecution(JsonElement record) =>
        record.ValueKind == JsonValueKind.Object && Text(record, "Status") is { } status
        && (Text(record, "ExecutionArn") is { } arn
            ? StepFunctionsArn.TryParse(arn, out var execution) && execution.Kind == ArnKind.ChildExecution
            : status == ResultGroup.Pending && record.TryGetProperty("Input", out _));

    private static MapRunResult Execution(JsonElement record) => new()
    {
        ExecutionArn = Text(record, "ExecutionArn"),
        StateMachineArn = Text(record, "StateMachineArn"),
        Name = Text(record, "Name"),
        Status = Text(record, "Status"),
        StartDate = Date(record, "StartDate"),
        StopDate = Date(record, "StopDate"),
        RedriveCount = Count(record, "RedriveCount"),
        RedriveDate = Date(record, "RedriveDate"),
        RedriveStatus = Text(record, "RedriveStatus"),
        RedriveStatusReason = Text(record, "RedriveStatusReason"),
        Error = Text(record, "Error"),
        Cause = Text(record, "Cause"),
        Input = Text(record, "Input"),
        Output = Text(record, "Output"),
    };

    private static MapRunResult Bare(ReadOnlyMemory<byte> text) => new()
    {
        Status = ResultGroup.Succeeded,
        Output = Encoding.UTF8.GetString(text.Span).TrimEnd(),
    };

    // JSON that is not wrapped in a text is as good.
    private static string? Text(JsonElement record, string name) => Find(record, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => LenientText.Of(value),
        { } value => value.GetRawText(),
    };

    private static DateTime? Date(JsonElement record, string name) => Find(record, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value when value.TryGetDateTimeOffset(out var date) => date.UtcDateTime,
        _ => throw new JsonException($"{name} is not a date"),
    };

    private static int? Count(JsonElement record, string name) => Find(record, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var count) && count >= 0 => count,
        _ => throw new JsonException($"{name} is not a number of times"),
    };

    private static JsonElement? Find(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
