using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Formatting;

public sealed class CellFormatTests
{
    [Theory]
    [InlineData(null, 5, "-")]
    [InlineData(0L, 5, "0")]
    [InlineData(99999L, 5, "99999")]
    [InlineData(100000L, 5, "100K")]
    [InlineData(123999L, 5, "123K")]
    [InlineData(999999L, 5, "999K")]
    [InlineData(1999999L, 5, "1.99M")]
    [InlineData(2500000L, 5, "2.5M")]
    [InlineData(12345678L, 5, "12.3M")]
    [InlineData(1234567890L, 5, "1.23G")]
    [InlineData(999999L, 6, "999999")]
    [InlineData(1234567L, 6, "1.23M")]
    public void A_count_is_shown_in_full_or_cut_to_fit(long? count, int width, string expected) =>
        Assert.Equal(expected, CellFormat.Count(count, width));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.0, "0%")]
    [InlineData(0.2, "<1%")]
    [InlineData(42.9, "42%")]
    [InlineData(99.999, "99%")]
    [InlineData(100.0, "100%")]
    public void Only_what_is_complete_reads_100_percent(double? percentage, string expected) =>
        Assert.Equal(expected, CellFormat.Percentage(percentage));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.0, "0 %")]
    [InlineData(0.00068, "<0.01 %")]
    [InlineData(12.3, "12.3 %")]
    [InlineData(10.41666, "10.42 %")]
    public void A_percentage_in_a_list_has_up_to_two_decimals(double? percentage, string expected) =>
        Assert.Equal(expected, CellFormat.ExactPercentage(percentage));

    [Theory]
    [InlineData(0, "0s", "0s")]
    [InlineData(99.9, "99s", "1m 39s")]
    [InlineData(100, "1m", "1m 40s")]
    [InlineData(5999, "99m", "1h 39m 59s")]
    [InlineData(6000, "1h", "1h 40m 0s")]
    [InlineData(359_999, "99h", "4d 3h 59m 59s")]
    [InlineData(360_000, "4d", "4d 4h 0m 0s")]
    [InlineData(8_639_999, "99d", "99d 23h 59m 59s")]
    [InlineData(31_536_000, "52w", "365d 0h 0m 0s")]
    public void A_duration_fits_three_characters_or_a_line(double seconds, string shortText, string text)
    {
        var duration = TimeSpan.FromSeconds(seconds);
        Assert.Equal((shortText, text), (CellFormat.ShortDuration(duration), CellFormat.Duration(duration)));
        Assert.InRange(shortText.Length, 1, 3);
    }

    [Fact]
    public void Unknown_is_a_dash() =>
        Assert.Equal(
            ("-", "-", "-", "-"), (CellFormat.ShortDuration(null), CellFormat.Duration(null), CellFormat.Date(null), CellFormat.ExactDate(null)));

    [Fact]
    public void A_date_is_sortable_in_every_culture()
    {
        var date = new DateTime(2026, 3, 9, 8, 7, 6, DateTimeKind.Local);
        Assert.Equal(("2026-03-09 08:07", "2026-03-09 08:07:06"), (CellFormat.Date(date), CellFormat.ExactDate(date)));
    }
}
