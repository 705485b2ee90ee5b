using System.Buffers;
using System.Text.Json;

namespace SfnMapRun.Aws.Protocol;

/// <summary>A request in the protocol AWS JSON 1.0: an operation with its arguments. One that is null is left out.</summary>
internal sealed class JsonRequest(string operation)
{
    private readonly List<KeyValuePair<string, object?>> _arguments = [];

    public string Operation => operation;

    public JsonRequest With(string name, string? value) => Add(name, value);

    public JsonRequest With(string name, double? value) => Add(name, value);

    public JsonRequest With(string name, long? value) => Add(name, value);

    public JsonRequest With(string name, bool value) => Add(name, value);

    public byte[] ToBody()
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in _arguments)
            {
                switch (value)
                {
                    case double number:
                        writer.WriteNumber(name, number);
                        break;
                    case long number:
                        writer.WriteNumber(name, number);
                        break;
                    case bool flag:
                        writer.WriteBoolean(name, flag);
                        break;
                    default:
                        writer.WriteString(name, (string)value!);
                        break;
                }
            }

            writer.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    private JsonRequest Add(string name, object? value)
    {
        if (value is not null)
        {
            _arguments.Add(new(name, value));
        }

        return this;
    }
}
