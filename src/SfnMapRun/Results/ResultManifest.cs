using System.Text.Json;
using SfnMapRun.Conversion;

namespace SfnMapRun.Results;

/// <summary>The manifest of a Map Run, or of one of its redrives: which result files there are, and where in S3.</summary>
/// <param name="MapRunArn">The ARN of the Map Run.</param>
/// <param name="Bucket">The bucket that the files are in.</param>
/// <param name="Files">The files, in the order of the manifest.</param>
internal sealed record ResultManifest(string? MapRunArn, string? Bucket, IReadOnlyList<ManifestEntry> Files)
{
    /// <summary>What a manifest is called, where nobody has renamed it.</summary>
    public const string FileName = "manifest.json";

    private const int Beginning = 64 * 1024;

    /// <summary>Whether a file begins as a manifest does.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static bool IsAt(string path)
    {
        var buffer = new byte[Beginning];
        int length;
        using (var file = File.OpenRead(path))
        {
            length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }

        return HasMembers(buffer.AsSpan(0, length));
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="JsonException">It is none; the message says why.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static ResultManifest Read(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length > JsonValues.DefaultLimit)
        {
            throw new JsonException($"it is longer than {JsonValues.DefaultLimit / 1024} KiB");
        }

        try
        {
            using var document = JsonDocument.Parse(file);
            return Of(document.RootElement);
        }
        catch (JsonException e) when (e.LineNumber is { } line)
        {
            throw new JsonException($"line {line + 1}, byte {e.BytePositionInLine} of it, is not JSON", e);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a name in it is not in UTF-8", e);
        }
    }

    private static bool HasMembers(ReadOnlySpan<byte> text)
    {
        if (text is [0xEF, 0xBB, 0xBF, ..])
        {
            text = text[3..];
        }

        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: false, state: default);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType != JsonTokenType.StartObject)
                {
                    return false;
                }

                if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName }
                    && (reader.ValueTextEquals("ResultFiles") || reader.ValueTextEquals("DestinationBucket")))
                {
                    return true;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }

        return false;
    }

    private static ResultManifest Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("ResultFiles", out var groups)
            || groups.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("ResultFiles is missing, or not an object");
        }

        var files =
            from @group in groups.EnumerateObject()
            from entry in Elements(@group)
            select Entry(@group.Name, entry);
        return new ResultManifest(Text(root, "MapRunArn"), Text(root, "DestinationBucket"), [.. files]);
    }

    private static JsonElement[] Elements(JsonProperty group) => group.Value.ValueKind switch
    {
        JsonValueKind.Array => [.. group.Value.EnumerateArray()],
        JsonValueKind.Null => [],
        _ => throw new JsonException($"{group.Name} is not a list"),
    };

    private static ManifestEntry Entry(string group, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object || Text(entry, "Key") is not { Length: > 0 } key)
        {
            throw new JsonException($"a file of {group} has no Key");
        }

        return new ManifestEntry(group, key, Number(entry, "Size"));
    }

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? LenientText.Of(value) : null;
}
