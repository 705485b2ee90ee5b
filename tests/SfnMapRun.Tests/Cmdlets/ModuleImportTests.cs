using SfnMapRun.Cmdlets;

namespace SfnMapRun.Tests.Cmdlets;

public sealed class ModuleImportTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 0)]
    public void A_call_is_rehearsed_where_a_processor_has_nothing_to_do(int processors, int rehearsals)
    {
        var gateway = new FakeGateway(new FakeStepFunctions(new VirtualTime()));
        Surroundings.Current = new Surroundings { Gateway = gateway, Processors = processors };
        new ModuleImport().OnImport();
        Assert.Equal(rehearsals, gateway.Rehearsals);
    }
}
