using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Formatting;

public sealed class ResultTableTests
{
    [Fact]
    public void Error_and_input_share_the_room()
    {
        var result = new MapRunResult { Error = "Lambda.TooManyRequestsException", Input = """{"orderId":"ORD-1004"}""" };
        Assert.Equal(("Lambda.\nTooManyRequestsException", """{"orderId":"ORD-1004"}"""), (ResultTable.Error(result, 53), ResultTable.Input(result, 53)));
        Assert.Equal("""{"orde…1004"}""", ResultTable.Input(result, 26));
        Assert.Equal(("-", "-"), (ResultTable.Error(new MapRunResult(), 53), ResultTable.Input(new MapRunResult(), 53)));
    }

    [Fact]
    public void A_long_input_has_its_beginning_and_its_end()
    {
        var result = new MapRunResult { Input = $"start{new string('x', 300_000)}\u001bend" };
        Assert.Equal("startxx…xxx␛end", ResultTable.Input(result, 30));
        Assert.Equal(60, ResultTable.Input(result, 0).Length);
    }

    [Fact]
    public void A_name_fits_its_column()
    {
        Assert.Equal("34a8d7c6", ResultTable.Name(new MapRunResult { Name = "34a8d7c6-ed5e-37c8-a758-52f3cbb41e32" }, 17));
        Assert.Equal("-", ResultTable.Name(new MapRunResult(), 17));
        Assert.All(ResultTable.Name(new MapRunResult { Name = new string('n', 80) }, 17).Split('\n'), line => Assert.InRange(line.Length, 1, 17));
    }

    [Fact]
    public void What_is_not_known_is_a_dash()
    {
        Assert.Equal(("-", "-"), (ResultTable.Ran(new MapRunResult()), ResultTable.Duration(new MapRunResult { StopDate = DateTime.UnixEpoch })));
        var ended = new MapRunResult { StartDate = DateTime.UnixEpoch, StopDate = DateTime.UnixEpoch.AddSeconds(90) };
        Assert.Equal(("90s", "1m 30s"), (ResultTable.Ran(ended), ResultTable.Duration(ended)));
    }
}
