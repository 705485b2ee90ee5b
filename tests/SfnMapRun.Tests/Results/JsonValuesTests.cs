using System.Text;
using SfnMapRun.Results;

namespace SfnMapRun.Tests.Results;

/// <summary>Where a file's values begin and end, and that no more of it is held than that takes.</summary>
public sealed class JsonValuesTests
{
    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[ {"a":1} , [2], "]" ]""", """{"a":1}""", "[2]", "\"]\"")]
    [InlineData("\uFEFF \n [1,\n2\n]\n", "1", "2")]
    [InlineData("[\n  {\n    \"a\": \"x\\\"}\"\n  },\n  true\n]", "{\n    \"a\": \"x\\\"}\"\n  }", "true")]
    [InlineData("{\"a\":1}\n{\"b\":2}", "{\"a\":1}", "{\"b\":2}")]
    [InlineData("{\"a\":1}\r\n\r\n{\"b\":2}\r\n", "{\"a\":1}\r", "{\"b\":2}\r")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("[1,2]\n[3]\n", "[1,2]", "[3]")]
    [InlineData("[1,2]\n", "1", "2")]
    [InlineData("[\n1]\n", "1")]
    [InlineData("7\n\"x\"\n", "7", "\"x\"")]
    public void A_list_and_lines_have_their_values(string text, params string[] values)
    {
        foreach (var step in new[] { 1, 7, 1000 })
        {
            Assert.Equal(values, Read(text, step).Select(value => value.Text));
            Assert.DoesNotContain(Read(text, step), value => value.Problem is not null);
        }
    }

    [Theory]
    [InlineData("", 0, "there is nothing in it")]
    [InlineData(" \n ", 0, "there is nothing in it")]
    [InlineData("""[{"a":1},{"b""", 1, "the file ends in the middle of it")]
    [InlineData("""[{"a":1},""", 1, "the file ends before the list does")]
    [InlineData("""[{"a":1}""", 1, "the file ends before the list does")]
    [InlineData("""[{"a":1} {"b":2}]""", 1, "a comma, or the end of the list, is missing")]
    [InlineData("""[{"a":1},]""", 1, "it is not JSON")]
    [InlineData("""[,{"a":1}]""", 0, "it is not JSON")]
    [InlineData("""[{"a":1}] x""", 1, "something stands behind the end of the list")]
    public void A_list_that_is_broken_ends_there(string text, int values, string problem)
    {
        var all = Read(text, 3);
        Assert.Equal(values + 1, all.Count);
        Assert.All(all.Take(values), value => Assert.Null(value.Problem));
        Assert.Equal(problem, all[^1].Problem);
    }

    [Fact]
    public void A_value_has_its_place()
    {
        Assert.Equal(["line 1, byte 1", "line 2, byte 4", "line 3, byte 8"], Read("[1,\n2,\n\t3]", 2).Select(value => value.Place));
        Assert.Equal(["line 1, byte 3", "line 3, byte 6"], Read("\uFEFF1\n\n22\n", 2).Select(value => value.Place));
    }

    [Fact]
    public void A_value_that_is_too_long_ends_a_list_and_costs_a_line_of_lines()
    {
        var text = $"\"{new string('x', 3000)}\"";
        var list = Read($"[1,{text},2]", 100, limit: 2048);
        Assert.Equal([null, "it is longer than 2 KiB"], list.Select(value => value.Problem));

        var lines = Read($"1\n{text}\n2\n{text}", 100, limit: 2048);
        Assert.Equal([null, "it is longer than 2 KiB", null, "it is longer than 2 KiB"], lines.Select(value => value.Problem));
        Assert.Equal("2", lines[2].Text);
        Assert.Equal("line 3, byte 3005", lines[2].Place);
    }

    [Fact]
    public void A_value_may_be_longer_than_what_is_read_at_once()
    {
        var text = $"\"{new string('x', 300_000)}\"";
        Assert.Equal(["1", text, text, "2"], Read($"[1,{text},{text},2]", 50_000).Select(value => value.Text));
        Assert.Equal(["1", text, text, "2"], Read($"1\n{text}\n{text}\n2", 50_000).Select(value => value.Text));
    }

    // 40 MB, of which all but a buffer is gone at any time: more of it would take longer, and show no more.
    [Theory]
    [InlineData("[", ",", "]")]
    [InlineData("[\n", ",\n", "\n]")]
    [InlineData("", "\n", "\n")]
    public void What_is_held_does_not_grow_with_the_file(string start, string between, string end)
    {
        const int Count = 40_000;
        var record = $$"""{"Input":"{{new string('x', 1000)}}"}""";
        var file = new GeneratedFile(start, record, between, end, Count);
        var values = new JsonValues(file);
        var count = 0;
        foreach (var value in values.Read())
        {
            Assert.Null(value.Problem);
            Assert.Equal(record.Length, value.Text.Length);
            count++;
        }

        Assert.Equal(Count, count);
        Assert.True(file.BytesRead > 40_000_000);
        Assert.InRange(values.PeakBytes, 1, start == "[" ? 1024 * 1024 : 64 * 1024);
    }

    [Fact]
    public void Nothing_is_read_ahead_of_a_reader_who_stops()
    {
        var file = new GeneratedFile("", """{"a":1}""", "\n", "\n", 1_000_000);
        Assert.Equal(3, new JsonValues(file).Read().Take(3).Count());
        Assert.InRange(file.BytesRead, 1, 64 * 1024);
    }

    private static List<(string Text, string Place, string? Problem)> Read(
        string text, int step, int limit = JsonValues.DefaultLimit)
    {
        using var file = new SteppedFile(Encoding.UTF8.GetBytes(text), step);
        return
        [
            .. new JsonValues(file, limit).Read()
                .Select(value => (Encoding.UTF8.GetString(value.Text.Span), value.Place.ToString(), value.Problem)),
        ];
    }

    /// <summary>A file that hands out so many bytes at a time.</summary>
    private sealed class SteppedFile(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));
    }

    /// <summary>A file of any length, which is nowhere whole.</summary>
    private sealed class GeneratedFile(string start, string record, string between, string end, int count) : Stream
    {
        private readonly byte[] _start = Encoding.UTF8.GetBytes(start);
        private readonly byte[] _record = Encoding.UTF8.GetBytes(record);
        private readonly byte[] _between = Encoding.UTF8.GetBytes(between);
        private readonly byte[] _end = Encoding.UTF8.GetBytes(end);
        private byte[]? _part;
        private int _taken;
        private int _records;

        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int bytes)
        {
            var read = 0;
            while (read < bytes && (_taken < _part?.Length || Next()))
            {
                var now = Math.Min(bytes - read, _part!.Length - _taken);
                _part.AsSpan(_taken, now).CopyTo(buffer.AsSpan(offset + read));
                (_taken, read) = (_taken + now, read + now);
            }

            BytesRead += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int bytes) => throw new NotSupportedException();

        private bool Next()
        {
            if (_part == _end)
            {
                return false;
            }

            var isRecord = _part == _start || _part == _between;
            _records += isRecord ? 1 : 0;
            (_part, _taken) = (_part is null ? _start : isRecord ? _record : _records < count ? _between : _end, 0);
            return true;
        }
    }
}
