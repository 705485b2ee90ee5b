using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.StepFunctions.Internal;

/// <summary>A status is a string, of values that may not be known yet.</summary>
internal sealed class MapRunStatusConverter : JsonConverter<MapRunStatus>
{
    public override MapRunStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, MapRunStatus value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
