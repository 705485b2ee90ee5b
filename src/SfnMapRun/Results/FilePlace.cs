using System.Globalization;

namespace SfnMapRun.Results;

/// <summary>A place in a file.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Offset">In bytes from the start of the file, counted from 0.</param>
internal readonly record struct FilePlace(long Line, long Offset)
{
    /// <summary>The place as an editor and as a tool for bytes would find it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}, byte {Offset}");
}
