using SfnMapRun.Exporting;

namespace SfnMapRun.Tests.Exporting;

public sealed class FairShareTests
{
    [Theory]
    [InlineData(new long[] { 10, 20, 30 }, 100, 100)]
    [InlineData(new long[] { 10, 20, 70 }, 100, 100)]
    [InlineData(new long[] { 10, 1_000_000 }, 100, 90)]
    [InlineData(new long[] { 1_000_000, 10, 1_000_000 }, 100, 45)]
    [InlineData(new long[] { 60, 60 }, 100, 50)]
    [InlineData(new long[] { long.MaxValue, 5, 7 }, 2, 1)]
    [InlineData(new long[] { -1, 200 }, 100, 100)]
    [InlineData(new long[0], 100, 100)]
    public void The_few_are_read_whole_and_the_many_share_the_rest(long[] counts, int most, int share) =>
        Assert.Equal(share, FairShare.Of(counts.Select(count => (long?)count), most));

    [Fact]
    public void One_of_unknown_number_may_take_its_share() => Assert.Equal(50, FairShare.Of([null, 1000], 100));
}
