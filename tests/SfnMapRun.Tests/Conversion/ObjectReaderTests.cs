using System.Globalization;
using SfnMapRun.Conversion;

namespace SfnMapRun.Tests.Conversion;

public sealed class ObjectReaderTests
{
    private static readonly ObjectReader Reader = new((value, type) => value.GetType() == type
        ? value
        : Convert.ChangeType(value, Nullable.GetUnderlyingType(type) ?? type, CultureInfo.InvariantCulture));

    [Fact]
    public void Names_are_taken_in_any_case_and_values_converted()
    {
        var run = Read(isTyped: true, ("status", "FAILED"), ("MAXCONCURRENCY", "7"), ("ItemCounts", new MapRunItemCounts { Total = 3 }));
        Assert.Equal(("FAILED", 7, 3L), (run.Status, run.MaxConcurrency, run.ItemCounts!.Total));
    }

    [Theory]
    [InlineData(1_790_204_298)]
    [InlineData(1_790_204_298L)]
    [InlineData(1_790_204_298.0)]
    public void A_date_may_be_epoch_seconds(object seconds) =>
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1_790_204_298).ToLocalTime(), Read(isTyped: false, ("startDate", seconds)).StartDate);

    [Fact]
    public void What_is_null_is_not_known()
    {
        var run = Read(isTyped: true, ("StopDate", null), ("DescribedDate", null), ("Status", null));
        Assert.Null(run.StopDate);
        Assert.Null(run.Status);
        Assert.NotEqual(default, run.DescribedDate);
    }

    [Theory]
    [InlineData("Statsu", "A MapRun has no property 'Statsu'. It takes MapRunArn, ExecutionArn, Status,")]
    [InlineData("durationseconds", "'DurationSeconds' of a MapRun is computed. It takes MapRunArn,")]
    public void A_typing_mistake_is_an_error_and_an_unknown_field_of_JSON_is_not(string name, string message)
    {
        Assert.StartsWith(
            message, Assert.Throws<InvalidCastException>(() => Read(isTyped: true, (name, 1))).Message, StringComparison.Ordinal);
        Assert.Null(Read(isTyped: false, (name, 1)).Status);
    }

    [Fact]
    public void A_value_that_does_not_fit_is_named()
    {
        var reader = new ObjectReader((_, _) => throw new InvalidCastException("no number"));
        var e = Assert.Throws<InvalidCastException>(() => reader.Read(typeof(MapRun), [("maxConcurrency", "many")], isTyped: true));
        Assert.Equal("MaxConcurrency: no number", e.Message);
    }

    private static MapRun Read(bool isTyped, params (string Name, object? Value)[] values) =>
        (MapRun)Reader.Read(typeof(MapRun), values, isTyped);
}
