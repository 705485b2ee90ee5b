using System.Globalization;
using System.Text;
using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Formatting;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("a\u001b[31mb", "a␛[31mb")]
    [InlineData("title\u001b]0;x\u0007", "title␛]0;x␇")]
    [InlineData("one\r\ntwo\tthree\0", "one␍␊two␉three␀")]
    [InlineData("delete\u007f", "delete␡")]
    [InlineData("c1\u009b31m\u0085next", "c1\ufffd31m\ufffdnext")]
    [InlineData("line\u2028paragraph\u2029", "line\ufffdparagraph\ufffd")]
    [InlineData("exe\u202etxt.\u2066\u200f\u061c", "exe\ufffdtxt.\ufffd\ufffd\ufffd")]
    [InlineData("no\u200bwidth\ufeff\u00ad", "no\ufffdwidth\ufffd\ufffd")]
    [InlineData("tag\U000E0041", "tag\ufffd")]
    public void What_would_act_is_shown_in_one_cell(string hostile, string shown)
    {
        Assert.Equal(shown, TerminalText.Show(hostile));
        Assert.Equal(hostile.EnumerateRunes().Count(), DisplayWidth.Of(TerminalText.Show(hostile)));
    }

    [Fact]
    public void A_lone_surrogate_is_shown_too()
    {
        // Not as InlineData: it would not survive being written into an assembly.
        Assert.Equal("lone \ufffd", TerminalText.Show("lone \ud83d"));
        Assert.Equal("\ufffd and more", TerminalText.Show("\ude00 and more"));
    }

    [Theory]
    [InlineData("Größenprüfung-注文")]
    [InlineData("می‌خواهم 👩‍👩‍👧 é")]
    [InlineData("")]
    public void What_only_reads_is_left_alone(string text) => Assert.Same(text, TerminalText.Show(text));

    [Fact]
    public void Of_all_characters_none_gets_through_that_acts()
    {
        var all = new StringBuilder();
        for (var value = 0; value <= 0x10FFFF; value += value == 0xD7FF ? 0x801 : 1)
        {
            all.Append(new Rune(value).ToString());
        }

        Assert.DoesNotContain(TerminalText.Show(all.ToString()).EnumerateRunes(), rune =>
            Rune.IsControl(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D)));
    }

    [Theory]
    [InlineData("orders", 6)]
    [InlineData("Größe", 5)]
    [InlineData("注文処理", 8)]
    [InlineData("ﾊﾝｶｸ", 4)]
    [InlineData("Ｆｕｌｌ", 8)]
    [InlineData("한국어", 6)]
    [InlineData("e\u0301a\u0308", 2)]
    [InlineData("\u1100\u1161", 2)]
    [InlineData("🚀✅", 4)]
    [InlineData("𠮷", 2)]
    [InlineData("‌", 0)]
    public void Width_is_counted_in_cells(string text, int cells) => Assert.Equal(cells, DisplayWidth.Of(text));

    [Theory]
    [InlineData(null, 10, "-")]
    [InlineData("short", 10, "short")]
    [InlineData("no stock for the order of today", 12, "no stock for|the order of|today")]
    [InlineData("Lambda.TooManyRequestsException", 26, "Lambda.|TooManyRequestsException")]
    [InlineData("PENDING_REDRIVE", 9, "PENDING_|REDRIVE")]
    [InlineData("AStateMachineWithALongName", 20, "AStateMachineWith|ALongName")]
    [InlineData("astatemachinewithalongname", 20, "astatemachine|withalongname")]
    [InlineData("注文処理注文処理注文処理", 10, "注文処理|注文処理|注文処理")]
    [InlineData("e\u0301e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301e\u0301")]
    [InlineData("cafe\u0301", 4, "cafe\u0301")]
    [InlineData("cafe\u0301s", 4, "caf|e\u0301s")]
    [InlineData("not\nfaked", 80, "not␊faked")]
    [InlineData("of any length, as the width is not known", 0, "of any length, as the width is not known")]
    public void Lines_are_broken_where_it_reads_best(string? text, int width, string lines) =>
        Assert.Equal(lines.Split('|'), TerminalText.Within(text, width).Split('\n'));

    [Fact]
    public void Lines_keep_to_the_width_and_lose_nothing_but_spaces()
    {
        var random = new Random(1);
        const string Letters = "ab -_:/.注e\u0301🚀";
        for (var i = 0; i < 2000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 80)).Select(_ => "ab -_:/.注ü"[random.Next(10)])]) + Letters;
            var width = random.Next(2, 40);
            var lines = TerminalText.Within(text, width).Split('\n');
            Assert.All(lines, line => Assert.InRange(DisplayWidth.Of(line), 0, width));
            Assert.Equal(text.Replace(" ", string.Empty, StringComparison.Ordinal), string.Concat(lines).Replace(" ", string.Empty, StringComparison.Ordinal));
        }
    }

    // With a look at all that is left for each line, this would take many minutes.
    [Theory]
    [InlineData("e")]
    [InlineData("of an input ")]
    public void A_text_of_a_million_characters_is_read_once(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));

        var lines = TerminalText.Within(text, 80).Split('\n');

        Assert.Equal(text.Replace(" ", string.Empty, StringComparison.Ordinal).Length, lines.Sum(line => line.Count(c => c != ' ')));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }
}
