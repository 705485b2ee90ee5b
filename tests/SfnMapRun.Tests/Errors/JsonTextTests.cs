using SfnMapRun.Errors;

namespace SfnMapRun.Tests.Errors;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData(" {\"a\": 1}")]
    [InlineData("{}")]
    [InlineData("{ ")]
    [InlineData("{\n}")]
    [InlineData("[\"a\"]")]
    [InlineData("[{}]")]
    [InlineData("[[]]")]
    [InlineData("[]")]
    [InlineData("[ 1]")]
    public void An_object_or_a_list_begins(string text) => Assert.True(JsonText.Begins(text));

    [Theory]
    [InlineData("")]
    [InlineData("arn:aws:states")]
    [InlineData("[arn:aws:states]")]
    [InlineData("{arn}")]
    [InlineData("\"text\"")]
    public void Other_text_does_not(string text) => Assert.False(JsonText.Begins(text));

    [Theory]
    [InlineData("{", 1)]
    [InlineData("[{", 2)]
    [InlineData("}", -1)]
    [InlineData("]}", -2)]
    [InlineData("{\"a\":[1,{}]}", 0)]
    [InlineData("\"{[\"", 0)]
    [InlineData("\"}]\"", 0)]
    [InlineData("\"a\\\"{\" [", 1)]
    [InlineData("\"a\\\\\" {", 1)]
    [InlineData("\\\"{\"", 0)]
    public void Depth_is_what_is_opened_and_not_closed_outside_of_texts(string text, int depth) => Assert.Equal(depth, JsonText.DepthOf(text));
}
