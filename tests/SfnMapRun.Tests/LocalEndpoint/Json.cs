using System.Text.Json;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>Members of an answer.</summary>
internal static class Json
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static decimal Date(this JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    /// <summary>A member as it was written.</summary>
    public static string Raw(this JsonElement element, string name) => element.GetProperty(name).GetRawText();

    public static bool Has(this JsonElement element, string name) => element.TryGetProperty(name, out _);

    /// <summary>The names of the members, in their order.</summary>
    public static string[] Members(this JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}
