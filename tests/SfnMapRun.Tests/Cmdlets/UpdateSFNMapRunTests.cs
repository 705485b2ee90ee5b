using System.Management.Automation;
using SfnMapRun.Model;

namespace SfnMapRun.Tests.Cmdlets;

public sealed class UpdateSFNMapRunTests : IDisposable
{
    private const string Arn = FakeStepFunctions.MapRunArn;
    private readonly PowerShellSession _session = new();
    private readonly List<MapRunSettings> _sent = [];

    public UpdateSFNMapRunTests() => _session.StepFunctions.UpdateMapRun = _sent.Add;

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("-MaxConcurrency 0", 0, null, null)]
    [InlineData("-ToleratedFailurePercentage 12.5", null, 12.5, null)]
    [InlineData("-ToleratedFailureCount 7", null, null, 7L)]
    [InlineData("-MaxConcurrency 1 -ToleratedFailurePercentage 0 -ToleratedFailureCount 0", 1, 0.0, 0L)]
    public void What_is_given_is_sent_and_nothing_else(string parameters, int? concurrency, double? percentage, long? count)
    {
        var result = _session.Run($"Update-SFNMapRun '{Arn}' {parameters}");
        Assert.Empty(result.Output);
        Assert.Equal([new MapRunSettings(concurrency, percentage, count)], _sent);
        Assert.Single(_session.StepFunctions.Requests);
    }

    [Fact]
    public void A_Map_Run_that_is_piped_in_lends_no_setting()
    {
        _session.Run($"[SfnMapRun.MapRun]@{{ MapRunArn = '{Arn}'; MaxConcurrency = 9; ToleratedFailureCount = 9 }} | Update-SFNMapRun -ToleratedFailurePercentage 5");
        Assert.Equal([new MapRunSettings(null, 5, null)], _sent);
    }

    [Fact]
    public void PassThru_describes_it_after_the_change()
    {
        var result = _session.Run($"Update-SFNMapRun '{Arn}' -MaxConcurrency 1 -PassThru");
        Assert.Equal(Arn, Assert.IsType<MapRun>(Assert.Single(result.Output)).MapRunArn);
        Assert.Equal([$"UpdateMapRun eu-central-1 {Arn}", $"DescribeMapRun eu-central-1 {Arn}"], _session.StepFunctions.Requests);
    }

    [Fact]
    public void WhatIf_changes_nothing()
    {
        Assert.Empty(_session.Run($"Update-SFNMapRun '{Arn}' -MaxConcurrency 1 -PassThru -WhatIf").Output);
        Assert.Empty(_session.StepFunctions.Requests);
    }

    [Fact]
    public void The_confirmation_says_what_is_set()
    {
        var result = _session.Run($"Update-SFNMapRun '{Arn}' -MaxConcurrency 3 -ToleratedFailurePercentage 1.5 -Verbose");
        Assert.Contains("\"Set MaxConcurrency to 3, ToleratedFailurePercentage to 1.5\"", result.Verbose[0], StringComparison.Ordinal);
        Assert.Contains(Arn, result.Verbose[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_set_ends_the_command_before_any_connection()
    {
        var error = _session.Run($"Update-SFNMapRun '{Arn}'").Ending!.ErrorRecord;
        Assert.Equal("NothingToUpdate,SfnMapRun.Cmdlets.UpdateSFNMapRunCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Empty(_session.Gateway.Settings);
    }

    [Theory]
    [InlineData("-MaxConcurrency -1")]
    [InlineData("-ToleratedFailurePercentage 100.1")]
    [InlineData("-ToleratedFailurePercentage -0.1")]
    [InlineData("-ToleratedFailureCount -1")]
    public void A_value_out_of_its_range_is_refused(string parameter)
    {
        Assert.IsAssignableFrom<ParameterBindingException>(_session.Run($"Update-SFNMapRun '{Arn}' {parameter}").Ending);
        Assert.Empty(_session.Gateway.Settings);
    }
}
