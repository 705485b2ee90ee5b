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
                if (Regex.Match(cell.Value, @"(?<!\$Host), (\d+)[,)]") is { Success: true } given)
                {
                    Assert.Equal(header.Element("Width")!.Value, given.Groups[1].Value);
                    checkedCells++;
                }
            }
        }

        Assert.InRange(checkedCells, 10, 100);
    }

    [Fact]
    public void A_cell_in_the_last_column_is_given_what_the_screen_has_left()
    {
        var tables = File.Descendants("TableControl").ToArray();
        var rests = tables.Where(table => table.Descendants("TableColumnHeader").Any(header => header.Element("Width") is null)).ToArray();
        Assert.True(rests.Length >= 5);
        Assert.All(rests, table =>
        {
            var widths = table.Descendants("TableColumnHeader").Select(header => (int?)header.Element("Width")).ToArray();

            // A space before each column but the first, and the last column of the screen, which PowerShell leaves free.
            var taken = widths.Sum(width => width ?? 0) + widths.Length - 1 + 1;
            var cells = table.Descendants("TableColumnItem").Zip(widths).Where(pair => pair.Second is null).Select(pair => pair.First.Value);
            Assert.All(cells, cell => Assert.Contains($"Screen]::Room($Host, {taken}))", cell, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void A_line_of_a_list_is_given_what_its_label_leaves()
    {
        Assert.All(File.Descendants("ListControl"), list =>
        {
            // The labels and " : ", and the last column of the screen.
            var taken = list.Descendants("Label").Max(label => label.Value.Length) + 3 + 1;
            Assert.All(
                Regex.Matches(list.ToString(), @"Room\(\$Host, (\d+)\)").Select(match => match.Groups[1].Value),
                given => Assert.Equal($"{taken}", given));
        });
    }

    [Theory]
    [InlineData("CountList", typeof(MapRunItemCounts))]
    [InlineData("MapRunListItemList", typeof(MapRunListItem))]
    [InlineData("MapRunExecutionList", typeof(MapRunExecution))]
    [InlineData("MapRunFailureList", typeof(MapRunFailure))]
    [InlineData("MapRunResultList", typeof(MapRunResult))]
    public void A_list_has_all_fields(string view, Type type)
    {
        var labels = File.Descendants("View").Single(element => element.Element("Name")!.Value == view).Descendants("Label").Select(label => label.Value);

        // A number of seconds is shown in words.
        Assert.Equal(type.GetProperties().Select(property => property.Name).Order(), labels.Select(label => label == "Duration" ? "DurationSeconds" : label).Order());
    }

    [Fact]
    public void No_view_shows_a_text_as_it_came()
    {
        Assert.Empty(File.Descendants("PropertyName"));
        Assert.DoesNotContain(File.Descendants("ScriptBlock"), script => !script.Value.StartsWith("[SfnMapRun.Formatting.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_headers_of_tables_are_properties()
    {
        var extended = XDocument.Parse(Repository.Read("src/SfnMapRun/SfnMapRun.Types.ps1xml")).Descendants("Type").ToDictionary(
            type => type.Element("Name")!.Value,
            type => type.Element("Members")?.Elements().Select(member => member.Element("Name")!.Value).ToArray() ?? []);
        var sets = File.Descendants("SelectionSet").ToDictionary(
            set => set.Element("Name")!.Value, set => set.Descendants("TypeName").First().Value);
        foreach (var view in File.Descendants("View").Where(view => view.Element("TableControl") is not null))
        {
            // Those two have a count a line.
            if (view.Element("Name")!.Value is "Counters" or "Counts")
            {
                continue;
            }

            var typeName = sets[view.Element("ViewSelectedBy")!.Value];
            var type = typeof(MapRun).Assembly.GetType(typeName, throwOnError: true)!;
            Assert.All(
                view.Descendants("TableColumnHeader").Select(header => header.Element("Label")!.Value),
                label => Assert.Contains(label, type.GetProperties().Select(property => property.Name).Concat(extended[typeName])));
        }
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
        var style = new { OutputRendering = "Ansi", Formatting = new { Error = "<bad>" }, Bold = "<active>", Reset = "<reset>", Foreground = new { Green = "<good>" } };
        Assert.Equal(new SfnMapRun.Formatting.Palette("<bad>", "<active>", "<reset>", "<good>"), SfnMapRun.Formatting.Palette.Of(style));
    }
}
