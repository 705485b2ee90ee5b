using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalStepFunctions.Sources;

/// <summary>What a child execution was given, what it returned, and why it failed.</summary>
internal static class ChildTexts
{
    /// <summary>The name of an item, by its number in the input.</summary>
    public static string Item(long number) => string.Create(CultureInfo.InvariantCulture, $"O-{number:00000000}");

    /// <summary>One item as it is, several as a batch.</summary>
    public static string Input(long first, int count)
    {
        var items = Enumerable.Range(0, count).Select(i => new JsonObject { ["orderId"] = Item(first + i), ["quantity"] = 1 + ((first + i) % 5) });
        return count == 1 ? items.Single().ToJsonString() : new JsonObject { ["Items"] = new JsonArray(items.ToArray<JsonNode>()) }.ToJsonString();
    }

    public static string Output(int count) => new JsonObject { ["processed"] = count }.ToJsonString();

    /// <summary>The cause of a child execution that was aborted with its Map Run. It has no error.</summary>
    public static string Aborted(string mapRunArn) =>
        $"The map run execution [{mapRunArn}] which was managing this resource was aborted";

    /// <summary>
    /// Fills in the placeholders of a cause: <c>{item}</c> for the first item, <c>{n}</c> for the number of the child
    /// execution, <c>{guid}</c> for an id that differs from one to the other and from one attempt to the next.
    /// </summary>
    public static string Cause(string text, long firstItem, int number, string id) => text
        .Replace("{item}", Item(firstItem), StringComparison.Ordinal)
        .Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{guid}", id, StringComparison.Ordinal);
}
