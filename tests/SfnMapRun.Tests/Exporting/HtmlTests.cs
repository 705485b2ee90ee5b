using System.Globalization;
using SfnMapRun.Exporting;

namespace SfnMapRun.Tests.Exporting;

public sealed class HtmlTests
{
    [Fact]
    public void Text_is_shown_and_never_markup() => Assert.Equal(
        "<p title=\"&quot;&#39;&gt;\">&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;</p>",
        Html.Of($"""<p title="{"\"'>"}">{"<script>alert(1)</script>"} {"&amp;"}</p>""").ToString());

    [Fact]
    public void Markup_stays_markup() =>
        Assert.Equal("<b>&lt;</b>\n<i></i>", Html.Join([Html.Of($"<b>{"<"}</b>"), Html.Of($"<i>{Html.None}{null}</i>")]).ToString());

    [Fact]
    public void Controls_and_what_changes_the_direction_are_made_visible() => Assert.Equal(
        "␛[31m␊\uFFFDlive",
        Html.Of($"{"\u001b[31m\n\u202Elive"}").ToString());

    [Fact]
    public void Lines_stay_lines() => Assert.Equal("a\nb&lt;\n␛c", Html.Lines("a\r\nb<\n\u001bc").ToString());

    [Fact]
    public void A_name_is_broken_between_its_parts() =>
        Assert.Equal("Orders/<wbr/>Import&lt;<wbr/>:5f1c", Html.Name("Orders/Import<:5f1c").ToString());

    [Fact]
    public void Numbers_are_written_alike_everywhere()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal("1,234 0.5", Html.Of($"{1234L:N0} {0.5m}").ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
