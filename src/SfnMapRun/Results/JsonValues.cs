using System.Text.Json;

namespace SfnMapRun.Results;

/// <summary>
/// The values of a file of any size, one by one: of one JSON list, or of JSON lines. Holds no more of it than the longest value
/// takes, and at the most a limit.
/// </summary>
/// <param name="file">The file, from its start.</param>
/// <param name="limit">The longest value that is read, in bytes.</param>
internal sealed class JsonValues(Stream file, int limit = JsonValues.DefaultLimit)
{
    /// <summary>
    /// Many times what Step Functions lets a record have: 256 KiB of input and of output each, and each character of them escaped.
    /// </summary>
    public const int DefaultLimit = 16 * 1024 * 1024;

    /// <summary>How deep values may be nested: much deeper than the state language can make use of.</summary>
    public const int MaxDepth = 1000;

    private const int FirstBuffer = 64 * 1024;

    // A list in a line of its own is the output of one child execution, and no longer than a payload may be.
    private const int LongestFirstLine = 1024 * 1024;

    private static readonly JsonReaderState Start = new(new JsonReaderOptions { MaxDepth = MaxDepth });

    private byte[] _buffer = new byte[Math.Min(FirstBuffer, limit)];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private FilePlace _place = new(1, 0);

    /// <summary>How many bytes were held at once at the most.</summary>
    public int PeakBytes => _buffer.Length;

    private ReadOnlySpan<byte> Held => _buffer.AsSpan(_start, _end - _start);

    /// <summary>
    /// Reads on to the next value with each step; a value is there until the next step. Ends behind one that is broken, unless those
    /// behind it can be told apart.
    /// </summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public IEnumerable<JsonValue> Read()
    {
        SkipByteOrderMark();
        return SkipSpace() switch
        {
            null => [new JsonValue(default, _place, "there is nothing in it")],
            (byte)'[' when !IsLines() => ReadList(),
            _ => ReadLines(),
        };
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static bool IsWhole(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: true, Start);
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private IEnumerable<JsonValue> ReadList()
    {
        Take(1);
        for (var isFirst = true; ; isFirst = false)
        {
            var next = SkipSpace();
            if (next == ']')
            {
                Take(1);
                if (SkipSpace() is not null)
                {
                    yield return new JsonValue(default, _place, "something stands behind the end of the list");
                }

                yield break;
            }

            if (next == ',' && !isFirst)
            {
                Take(1);
                next = SkipSpace();
            }
            else if (next is not null && !isFirst)
            {
                yield return new JsonValue(default, _place, "a comma, or the end of the list, is missing");
                yield break;
            }

            var (length, problem) = next is null ? (0, "the file ends before the list does") : MeasureValue();
            yield return new JsonValue(_buffer.AsMemory(_start, length), _place, problem);
            if (problem is not null)
            {
                yield break;
            }

            Take(length);
        }
    }

    private (int Length, string? Problem) MeasureValue()
    {
        do
        {
            try
            {
                var reader = new Utf8JsonReader(Held, isFinalBlock: false, Start);
                if (reader.Read() && reader.TrySkip())
                {
                    return ((int)reader.BytesConsumed, null);
                }
            }
            catch (JsonException)
            {
                return (0, "it is not JSON");
            }
        }
        while (Fill());
        return (0, _isAtEnd ? "the file ends in the middle of it" : TooLong());
    }

    private IEnumerable<JsonValue> ReadLines()
    {
        while (SkipSpace() is not null)
        {
            if (LengthOfLine(limit) is { } length)
            {
                yield return new JsonValue(_buffer.AsMemory(_start, length), _place, Problem: null);
                Take(length);
            }
            else
            {
                yield return new JsonValue(default, _place, TooLong());
                SkipLine();
            }
        }
    }

    // The first line of lines is a value, and another follows; the first line of a list is all of it, or not a value.
    private bool IsLines()
    {
        if (LengthOfLine(LongestFirstLine) is not { } length || !IsWhole(Held[..length]))
        {
            return false;
        }

        for (var i = length; i < Held.Length || (i < limit && Fill()); i++)
        {
            if (!IsSpace(Held[i]))
            {
                return true;
            }
        }

        return false;
    }

    // What is left of the line, or null where it is longer than so many bytes.
    private int? LengthOfLine(int longest)
    {
        var seen = 0;
        while (true)
        {
            if (Held[seen..].IndexOf((byte)'\n') is var at and >= 0)
            {
                return seen + at;
            }

            seen = Held.Length;
            if (seen >= longest || !Fill())
            {
                return _isAtEnd ? seen : null;
            }
        }
    }

    private void SkipLine()
    {
        while (Held.IndexOf((byte)'\n') < 0)
        {
            Take(Held.Length);
            if (!Fill())
            {
                return;
            }
        }

        Take(Held.IndexOf((byte)'\n'));
    }

    private void SkipByteOrderMark()
    {
        Fill();
        if (Held is [0xEF, 0xBB, 0xBF, ..])
        {
            Take(3);
        }
    }

    // The next byte that is not white space, which is not taken; null at the end of the file.
    private byte? SkipSpace()
    {
        do
        {
            var space = 0;
            while (space < Held.Length && IsSpace(Held[space]))
            {
                space++;
            }

            Take(space);
            if (Held.Length > 0)
            {
                return Held[0];
            }
        }
        while (Fill());
        return null;
    }

    private void Take(int length)
    {
        _place = new FilePlace(_place.Line + Held[..length].Count((byte)'\n'), _place.Offset + length);
        _start += length;
    }

    // Reads on behind what is held; false at the end of the file, and where there is no more room.
    private bool Fill()
    {
        if (_start > 0)
        {
            Held.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= limit)
            {
                return false;
            }

            Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, limit));
        }

        var before = _end;
        while (_end < _buffer.Length && !_isAtEnd)
        {
            var read = file.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            _isAtEnd = read == 0;
        }

        return _end > before;
    }

    private string TooLong() => $"it is longer than {limit / 1024} KiB";
}
