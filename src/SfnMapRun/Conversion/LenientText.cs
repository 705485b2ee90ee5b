using System.Text;
using System.Text.Json;

namespace SfnMapRun.Conversion;

/// <summary>
/// Reads a text that may be broken: causes, inputs and outputs are what users wrote, cut off anywhere, even in the middle of a
/// character.
/// </summary>
internal static class LenientText
{
    /// <summary>The text, with a replacement character for each broken one.</summary>
    /// <exception cref="JsonException">The bytes are not UTF-8.</exception>
    public static string Of(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Lenient(value);
        }
    }

    private static string Lenient(JsonElement value)
    {
        try
        {
            // With each lone half of a character replaced, the rest can be read.
            using var document = JsonDocument.Parse(WithoutLoneHalves(value.GetRawText()));
            return document.RootElement.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a text is not in UTF-8", e);
        }
    }

    private static string WithoutLoneHalves(string json)
    {
        var text = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\')
            {
                text.Append(json[i]);
            }
            else if (HalfAt(json, i) is not { } half)
            {
                text.Append(json[i]).Append(json[++i]);
            }
            else if (char.IsHighSurrogate(half) && HalfAt(json, i + 6) is { } other && char.IsLowSurrogate(other))
            {
                text.Append(half).Append(other);
                i += 11;
            }
            else
            {
                text.Append('\uFFFD');
                i += 5;
            }
        }

        return text.ToString();
    }

    // Half of a character, where it is written as an escape sequence: \uD83D.
    private static char? HalfAt(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && char.IsSurrogate((char)Convert.ToInt32(json.Substring(at + 2, 4), 16))
            ? (char)Convert.ToInt32(json.Substring(at + 2, 4), 16)
            : null;
}
