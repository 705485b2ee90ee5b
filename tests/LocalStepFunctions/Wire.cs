using System.Globalization;
using System.Text.Json.Nodes;
using LocalStepFunctions.Simulation;

namespace LocalStepFunctions;

/// <summary>Values as they go over the wire.</summary>
internal static class Wire
{
    /// <summary>Epoch seconds with milliseconds in E notation, without zeros at the end: <c>1.790204298556E9</c>.</summary>
    public static JsonNode Date(DateTimeOffset date)
    {
        var milliseconds = date.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var digits = milliseconds.TrimEnd('0').PadRight(2, '0');
        return JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $"{digits[0]}.{digits[1..]}E{milliseconds.Length - 4}"))!;
    }

    /// <summary>A number that has a decimal point, even where it is whole: <c>0.0</c>.</summary>
    public static JsonNode Double(double number) => JsonNode.Parse(number.ToString("0.0###############", CultureInfo.InvariantCulture))!;

    public static string Name(RunStatus status) => status.ToString().ToUpperInvariant();

    public static string Name(ChildStatus status) => status switch
    {
        ChildStatus.TimedOut => "TIMED_OUT",
        ChildStatus.PendingRedrive => "PENDING_REDRIVE",
        _ => status.ToString().ToUpperInvariant(),
    };

    /// <summary>Adds a date that not everything has.</summary>
    public static void AddDate(this JsonObject json, string name, DateTimeOffset? date)
    {
        if (date is { } known)
        {
            json[name] = Date(known);
        }
    }

    /// <summary>Adds a text that not everything has.</summary>
    public static void AddText(this JsonObject json, string name, string? text)
    {
        if (text is not null)
        {
            json[name] = text;
        }
    }

    /// <summary>Adds a payload, or that it is left out.</summary>
    public static void AddPayload(this JsonObject json, string name, string payload, bool isIncluded)
    {
        json[$"{name}Details"] = new JsonObject { ["included"] = isIncluded };
        json.AddText(name, isIncluded ? payload : null);
    }
}
