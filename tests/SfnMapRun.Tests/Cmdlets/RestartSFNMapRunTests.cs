using System.Management.Automation;

namespace SfnMapRun.Tests.Cmdlets;

public sealed class RestartSFNMapRunTests : IDisposable
{
    private const string Arn = FakeStepFunctions.MapRunArn;
    private readonly PowerShellSession _session = new();
    private readonly List<string> _tokens = [];

    public RestartSFNMapRunTests()
    {
        _session.StepFunctions.DescribeMapRun = arn => new MapRun
        {
            MapRunArn = arn,
            ExecutionArn = FakeStepFunctions.ExecutionArn,
            Status = _tokens.Count == 0 ? "FAILED" : "RUNNING",
            StopDate = _tokens.Count == 0 ? _session.Time.GetUtcNow().UtcDateTime.AddHours(-1) : null,
            RedriveCount = _tokens.Count == 0 ? 0 : 1,
            RedriveDate = _tokens.Count == 0 ? null : _session.Time.GetUtcNow().UtcDateTime,
            DescribedDate = _session.Time.GetUtcNow().UtcDateTime,
            ItemCounts = new()
            {
                Total = 100,
                Pending = 0,
                Running = _tokens.Count == 0 ? 0 : 7,
                Succeeded = 93,
                Failed = _tokens.Count == 0 ? 7 : 0,
                TimedOut = 0,
                Aborted = 0,
                FailuresNotRedrivable = 0,
            },
        };
        _session.StepFunctions.DescribeExecution = arn => new MapRunExecution
        {
            ExecutionArn = arn,
            Name = "nightly",
            Status = _tokens.Count == 0 ? "FAILED" : "RUNNING",
            RedriveStatus = _tokens.Count == 0 ? "REDRIVABLE" : "NOT_REDRIVABLE",
        };
        _session.StepFunctions.RedriveExecution = token =>
        {
            _tokens.Add(token);
            return _session.Time.GetUtcNow().UtcDateTime;
        };
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_parent_execution_is_redriven_silently_with_a_token_of_its_own()
    {
        var result = _session.Run($"Restart-SFNMapRun '{Arn}'");
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Matches("^[0-9a-f-]{36}$", Assert.Single(_tokens));
    }

    [Fact]
    public void PassThru_writes_the_Map_Run_as_it_runs_again()
    {
        var run = Assert.IsType<MapRun>(Assert.Single(_session.Run($"Restart-SFNMapRun '{Arn}' -PassThru").Output));
        Assert.Equal((Arn, "RUNNING", 1), (run.MapRunArn, run.Status, run.RedriveCount));
        Assert.Equal(2, _session.StepFunctions.Requests.Count(request => request.StartsWith("DescribeMapRun", StringComparison.Ordinal)));
    }

    [Fact]
    public void WhatIf_looks_and_redrives_nothing()
    {
        Assert.Empty(_session.Run($"Restart-SFNMapRun '{Arn}' -PassThru -WhatIf").Output);
        Assert.NotEmpty(_session.StepFunctions.Requests);
        Assert.Empty(_tokens);
    }

    [Fact]
    public void The_confirmation_names_the_Map_Run_and_what_would_be_redriven()
    {
        var result = _session.Run($"Restart-SFNMapRun '{Arn}' -Verbose");
        Assert.Contains(result.Verbose, text =>
            text.Contains("Redrive 7 items", StringComparison.Ordinal) && text.Contains(Arn, StringComparison.Ordinal));
    }

    [Fact]
    public void A_token_of_the_user_s_is_the_one_that_is_sent()
    {
        _session.Run($"Restart-SFNMapRun '{Arn}' -ClientToken deploy-17");
        Assert.Equal(["deploy-17"], _tokens);
    }

    [Theory]
    [InlineData("'two words'")]
    [InlineData("''")]
    [InlineData("('x' * 65)")]
    public void A_token_that_the_service_would_refuse_is_refused_before_any_call(string token)
    {
        var error = Assert.IsAssignableFrom<ParameterBindingException>(_session.Run($"Restart-SFNMapRun '{Arn}' -ClientToken {token}").Ending);
        Assert.Contains("can't be a client token: give 1 to 64 letters, digits and signs of ASCII", error.Message, StringComparison.Ordinal);
        Assert.Empty(_session.Gateway.Settings);
    }

    [Theory]
    [InlineData("('x' * 64)")]
    [InlineData("'!~'")]
    public void A_token_that_the_service_takes_is_sent(string token)
    {
        Assert.Null(_session.Run($"Restart-SFNMapRun '{Arn}' -ClientToken {token}").Ending);
        Assert.Single(_tokens);
    }

    [Fact]
    public void A_child_execution_does_not_stand_for_its_Map_Run_and_how_to_mean_that_is_said()
    {
        const string Child = "arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:1b2c";
        var error = Assert.Single(_session.Run("$input | Restart-SFNMapRun", new MapRunExecution { ExecutionArn = Child, MapRunArn = Arn }).Errors);
        Assert.Contains("One of many does not stand for all of them.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains($"To mean the whole Map Run: Restart-SFNMapRun '{Arn}'.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(_tokens);
    }

    [Fact]
    public void Map_Runs_of_one_execution_are_one_redrive()
    {
        var result = _session.Run("$input | Restart-SFNMapRun -PassThru", Arn, $"{Arn}2", $"{Arn}3");
        Assert.Equal(3, result.Output.Count);
        Assert.Single(_tokens);
    }
}
