using System.Text;
using System.Text.Json;
using SfnMapRun.Conversion;

namespace SfnMapRun.Tests.Conversion;

public sealed class LenientTextTests
{
    [Theory]
    [InlineData("""cut \ud83d""", "cut \uFFFD")]
    [InlineData("""\ude00 and on""", "\uFFFD and on")]
    [InlineData("""\ud83d\ude00 \ud83d\ud83d\ude00""", "\U0001F600 \uFFFD\U0001F600")]
    [InlineData("""a \\ud83d \"b\" \ud83d""", "a \\ud83d \"b\" \uFFFD")]
    [InlineData("""\ud83d\n""", "\uFFFD\n")]
    [InlineData("""umlaut: \u00e4""", "umlaut: ä")]
    public void Half_a_character_becomes_a_replacement(string json, string text) =>
        Assert.Equal(text, LenientText.Of(JsonDocument.Parse($"\"{json}\"").RootElement));

    [Fact]
    public void What_is_no_text_at_all_is_said_to_be_none() => Assert.Equal("a text is not in UTF-8", Assert.Throws<JsonException>(
        () => LenientText.Of(JsonDocument.Parse(new ReadOnlyMemory<byte>([(byte)'"', 0xFF, (byte)'"'])).RootElement)).Message);

    [Fact]
    public void A_text_of_any_length_is_read()
    {
        var cause = new StringBuilder().Insert(0, """\ud83d""", 5000).ToString();
        Assert.Equal(new string('\uFFFD', 5000), LenientText.Of(JsonDocument.Parse($"\"{cause}\"").RootElement));
    }
}
