using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SfnMapRun.Tests.Fuzz;

/// <summary>Makes JSON odd: well-formed but absurd at first, then broken in its bytes.</summary>
internal static class OddJson
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "\"\"", "\"RUNNING\"", "\"failed\"", "\"1.79E9\"", "[]", "{}", "[[[[]]]]", "[null]", "[{}]", "[1]", "{\"a\":{}}",
        "0", "-1", "0.5", "1e30", "-1e30", "1e400", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "2147483648",
        "1.790204298556E9", "253402300799", "253402300800", "253402214400.9", "-62135596800", "-62135596801", "1e-400", "79228162514264337593543950336",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"a\\u0000b\"", "\"\\u001b[31m\\u202e\"", "\"arn:aws:states:eu-central-1:123456789012:mapRun:A/B:c\"",
        "\"arn\"", "\"%s%n{0}\"", "\"\\u00e9\\ud83d\\ude00\"",
    ];

    private static readonly string[] Names = ["", "\\ud800", "mapRunArn", "__type", "message", "a", "itemCounts", "nextToken", "status"];

    /// <summary>The bytes of a document that is odd in one to three places.</summary>
    public static byte[] Of(string json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        var marks = new Dictionary<string, string>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            root = Change(root, random, marks);
        }

        var text = root.ToJsonString();
        foreach (var (mark, odd) in marks)
        {
            text = text.Replace($"\"{mark}\"", odd, StringComparison.Ordinal);
        }

        return random.Next(5) == 0 ? Broken(Encoding.UTF8.GetBytes(text), random) : Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Bytes with some changed, missing or doubled.</summary>
    public static byte[] Broken(byte[] bytes, Random random)
    {
        var list = bytes.ToList();
        for (var i = random.Next(1, 6); i > 0 && list.Count > 0; i--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(5))
            {
                case 0:
                    list[at] = (byte)random.Next(256);
                    break;
                case 1:
                    list.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    list.RemoveAt(at);
                    break;
                case 3:
                    list.RemoveRange(at, list.Count - at);
                    break;
                default:
                    list.InsertRange(at, list.GetRange(at, Math.Min(list.Count - at, random.Next(1, 40))));
                    break;
            }
        }

        return [.. list];
    }

    // What JsonNode can't hold, such as half a character, is put in by the text of the document.
    private static JsonNode Change(JsonNode root, Random random, Dictionary<string, string> marks)
    {
        string Mark(string odd)
        {
            var mark = $"mark-{marks.Count}-";
            marks[mark] = odd;
            return mark;
        }

        var places = Places(root).ToArray();
        if (places.Length == 0 || random.Next(40) == 0)
        {
            return JsonValue.Create(Mark(Values[random.Next(Values.Length)]));
        }

        var (holder, name) = places[random.Next(places.Length)];
        switch (random.Next(6))
        {
            case 0:
                holder.Remove(name);
                break;
            case 1:
                holder[Mark($"\"{Names[random.Next(Names.Length)]}\"")] = Mark(Values[random.Next(Values.Length)]);
                break;
            case 2:
                holder[name] = Mark($"\"{new string('x', random.Next(1, 5000))}\"");
                break;
            case 3 or 4:
                holder[name] = Mark(LikeValue(holder[name], random));
                break;
            default:
                holder[name] = Mark(Values[random.Next(Values.Length)]);
                break;
        }

        return root;
    }

    // Of the same kind: what passes as a value, and is absurd.
    private static string LikeValue(JsonNode? node, Random random)
    {
        var kind = node?.GetValueKind() ?? JsonValueKind.Null;
        var like = Values.Where(value => kind switch
        {
            JsonValueKind.String => value[0] == '"',
            JsonValueKind.Number => char.IsAsciiDigit(value[0]),
            JsonValueKind.Object => value[0] == '{',
            JsonValueKind.Array => value[0] == '[',
            _ => true,
        }).ToArray();
        return like[random.Next(like.Length)];
    }

    private static IEnumerable<(JsonObject Holder, string Name)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Places(member.Value).Prepend((members, member.Key))),
        JsonArray items => items.SelectMany(Places),
        _ => [],
    };
}
