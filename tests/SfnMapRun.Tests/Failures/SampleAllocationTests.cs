using SfnMapRun.Failures;

namespace SfnMapRun.Tests.Failures;

public sealed class SampleAllocationTests
{
    [Theory]
    [InlineData(500, new[] { 24L, 1, 12 }, new[] { 24, 1, 12 })]
    [InlineData(500, new[] { 1_000_000L, 3, 0 }, new[] { 497, 3, 0 })]
    [InlineData(500, new[] { 1_000_000L, 1_000, 1_000_000 }, new[] { 240, 20, 240 })]
    [InlineData(10, new[] { 41L, 10, 19 }, new[] { 4, 3, 3 })]
    [InlineData(10, new[] { 41L, 10, 0 }, new[] { 5, 5, 0 })]
    [InlineData(100, new[] { 300L, 90, 40 }, new[] { 50, 28, 22 })]
    [InlineData(100, new[] { 1_000L, 120, 60 }, new[] { 55, 24, 21 })]
    [InlineData(1, new[] { 41L, 10, 19 }, new[] { 1, 0, 0 })]
    [InlineData(500, new[] { 0L, 0, 0 }, new[] { 0, 0, 0 })]
    public void Some_of_each_kind_and_the_rest_in_proportion(int top, long[] counts, int[] shares) =>
        Assert.Equal(shares, SampleAllocation.Of(counts.Select(count => (long?)count).ToArray(), top));

    [Fact]
    public void Together_they_are_as_many_as_asked_for() => Assert.All(
        Enumerable.Range(1, 300),
        top =>
        {
            Assert.Equal(top, SampleAllocation.Of([100, 7, 100_000], top).Sum());
            Assert.Equal(Math.Min(top, 41 + 10 + 19), SampleAllocation.Of([41, 10, 19], top).Sum());
            Assert.All(SampleAllocation.Of([41, 10, 19], top).Zip([41, 10, 19]), share => Assert.InRange(share.First, 0, share.Second));
        });

    [Fact]
    public void A_kind_of_unknown_number_gets_a_share() => Assert.Equal([250, 250], SampleAllocation.Of([null, null], 500));
}
