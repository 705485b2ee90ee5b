using System.Text.RegularExpressions;
using System.Xml.Linq;
using SfnMapRun.Tests.Architecture;

namespace SfnMapRun.Tests.Formatting;

/// <summary>The views' file and the classes that it calls belong together.</summary>
public sealed class FormatFileTests
{
    private static readonly XDocument File = XDocument.Parse(Repository.Read("src/SfnMapRun/SfnMapRun.Format.ps1xml"));

    [Fact]
    public void A_cell_that_fits_its_text_to_its_column_is_given_the_width_of_the_column()
    {
        var checkedCells = 0;
        foreach (var table in File.Descendants("TableControl"))
        {
            var headers = table.Descendants("TableColumnHeader").ToArray();
            var cells = table.Descendants("TableColumnItem").ToArray();
            Assert.Equal(headers.Length, cells.Length);
            foreach (var (header, cell) in headers.Zip(cells))
            {
                if (Regex.Match(cell.Value, @", (\d+)[,)]") is { Success: true } given)
                {
                    Assert.Equal(header.Element("Width")!.Value, given.Groups[1].Value);
                    checkedCells++;
                }
            }
        }

        Assert.InRange(checkedCells, 10, 100);
    }

    [Fact]
    public void What_a_view_calls_is_there_and_hidden_from_completion()
    {
        var calls = Regex.Matches(File.ToString(), @"\[(SfnMapRun\.Formatting\.\w+)\]::(\w+)").Select(match => (match.Groups[1].Value, match.Groups[2].Value));
        Assert.All(calls.Distinct(), call =>
        {
            var type = typeof(MapRun).Assembly.GetType(call.Item1, throwOnError: true)!;
            Assert.Single(type.GetMethods(), method => method.Name == call.Item2);
            var hidden = type.GetCustomAttributes(typeof(System.ComponentModel.EditorBrowsableAttribute), inherit: false);
            Assert.Equal(
                System.ComponentModel.EditorBrowsableState.Never,
                Assert.IsType<System.ComponentModel.EditorBrowsableAttribute>(Assert.Single(hidden)).State);
        });
    }

    [Fact]
    public void A_palette_takes_its_colours_from_the_style_of_the_session()
    {
        var style = new { OutputRendering = "Ansi", Formatting = new { Error = "<bad>", Warning = "<active>" }, Reset = "<reset>" };
        Assert.Equal(new SfnMapRun.Formatting.Palette("<bad>", "<active>", "<reset>"), SfnMapRun.Formatting.Palette.Of(style));
    }
}
