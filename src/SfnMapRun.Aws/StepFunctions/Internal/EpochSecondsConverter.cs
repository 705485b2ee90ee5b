using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.StepFunctions.Internal;

/// <summary>Dates as the protocol has them: seconds since 1970 in UTC, with a fraction.</summary>
internal sealed class EpochSecondsConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var seconds = reader.GetDecimal();
        try
        {
            return DateTime.UnixEpoch.AddTicks(decimal.ToInt64(seconds * TimeSpan.TicksPerSecond));
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            throw new JsonException($"{seconds} is no date in epoch seconds.", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((value.ToUniversalTime() - DateTime.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond);
}
