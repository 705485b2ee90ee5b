using System.Globalization;
using System.Text.Json;

namespace SfnMapRun.Tests.Aws;

/// <summary>Compares an object with the JSON that it was read from, member by member.</summary>
internal static class WireAssert
{
    public static void Equal(JsonElement wire, object actual, string[]? skip = null)
    {
        foreach (var member in wire.EnumerateObject().Where(member => skip?.Contains(member.Name) != true))
        {
            var value = actual.GetType().GetProperty(char.ToUpperInvariant(member.Name[0]) + member.Name[1..])!.GetValue(actual);
            Assert.Equal(
                Comparable(member), value is DateTime date ? (date.ToUniversalTime() - DateTime.UnixEpoch).Ticks : Normalize(value));
        }
    }

    private static object? Comparable(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.String => member.Value.GetString(),
        _ when member.Name.EndsWith("Date", StringComparison.Ordinal) => (long)(member.Value.GetDecimal() * TimeSpan.TicksPerSecond),
        _ => member.Value.GetDouble(),
    };

    private static object? Normalize(object? value) => value is string ? value : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
