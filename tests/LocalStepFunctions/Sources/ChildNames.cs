using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalStepFunctions.Sources;

/// <summary>
/// The names of the child executions of a Map Run: they look like random ids, but lead back to the Map Run by the part
/// that they share, and to the number of the child execution by the rest.
/// </summary>
internal sealed class ChildNames
{
    // An odd number scatters the numbers over all values; its inverse brings them back.
    private const uint Scatter = 2654435761;
    private const uint Gather = 244002641;
    private const int OwnLength = 8;
    private readonly uint _mask;

    public ChildNames(string mapRunArn)
    {
        var id = Id(mapRunArn, version: 3);
        _mask = uint.Parse(id[..OwnLength], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Shared = id[OwnLength..];
    }

    public string Shared { get; }

    /// <summary>
    /// A UUID that follows from a text. The service's are of version 3 where they follow from something, and of version 4 where they
    /// don't.
    /// </summary>
    public static string Id(string text, int version = 4)
    {
        var hex = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
        return $"{hex[..8]}-{hex[8..12]}-{version}{hex[13..16]}-a{hex[17..20]}-{hex[20..32]}";
    }

    public static string SharedPartOf(string name) => name.Length > OwnLength ? name[OwnLength..] : string.Empty;

    public string NameOf(int number) => (unchecked((uint)number * Scatter) ^ _mask).ToString("x8", CultureInfo.InvariantCulture) + Shared;

    /// <summary>The number of a child execution by its name, some other number for any other name.</summary>
    public int NumberOf(string name) =>
        uint.TryParse(name.AsSpan(0, OwnLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var own)
            ? unchecked((int)((own ^ _mask) * Gather))
            : -1;
}
