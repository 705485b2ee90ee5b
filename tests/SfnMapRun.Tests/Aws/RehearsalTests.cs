using SfnMapRun.Aws;
using SfnMapRun.Service;

namespace SfnMapRun.Tests.Aws;

public sealed class RehearsalTests
{
    [Fact]
    public async Task It_goes_as_far_as_the_cells_of_the_table()
    {
        Assert.Equal(["FAILED", "59m", "█████ 100%", "3", "2", "0", "A/B:1b2c3d4e"], (await Rehearsal.RunAsync(new VirtualTime())).Select(cell => cell.Trim()));
        await ((IAwsGateway)new SdkGateway()).RehearseAsync(new VirtualTime());
    }
}
