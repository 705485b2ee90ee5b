using System.Management.Automation;

namespace SfnMapRun.Tests.Cmdlets;

/// <summary>What hands type and eyes paste, with PowerShell's own binding.</summary>
public sealed class PastedInputTests : IDisposable
{
    private const string A = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:a";
    private const string B = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:b";
    private readonly PowerShellSession _session = new();

    public PastedInputTests()
    {
        _session.Set("a", A);
        _session.Set("b", B);
        var throwing = new PSObject();
        throwing.Properties.Add(new PSScriptProperty("MapRunArn", ScriptBlock.Create("throw 'not today'")));
        _session.Set("throwing", throwing);
        _session.StepFunctions.Latency = TimeSpan.Zero;
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("\"$a`t$b\" | Get-SFNMapRun")]
    [InlineData("'', '# last night', \"'$a',\", '  ', \"<$b>\" | Get-SFNMapRun")]
    [InlineData("Get-SFNMapRun @('', \"`\"$a`\",\", '#', $b)")]
    [InlineData("\"https://console/#/details/$([uri]::EscapeDataString($a))\", $b | Get-SFNMapRun")]
    [InlineData("\"$a`n`n# more`n$b`n\" | Get-SFNMapRun")]
    public void What_is_pasted_is_understood(string script)
    {
        var result = _session.Run($"$VerbosePreference = 'Continue'; {script}");
        Assert.Empty(result.Errors);
        Assert.Equal([A, B], result.Output.Cast<MapRun>().Select(run => run.MapRunArn));
        var isWithMore = script.Contains('#', StringComparison.Ordinal) && !script.Contains("console", StringComparison.Ordinal);
        Assert.Equal(isWithMore, result.Verbose.Contains("Passed over: a comment."));
        Assert.Equal(isWithMore, result.Verbose.Contains("Passed over: a blank line."));
    }

    [Fact]
    public void JSON_that_is_piped_as_text_is_one_error_that_says_what_to_put_in_between()
    {
        var result = _session.Run($$"""'{', '  "mapRuns": [', '    {', '      "mapRunArn": "{{A}}"', '    }', '  ]', '}', $b | Get-SFNMapRun""");
        var error = Assert.Single(result.Errors);
        Assert.StartsWith("JsonTextGiven,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("ConvertFrom-Json", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal([B], result.Output.Cast<MapRun>().Select(run => run.MapRunArn));
    }

    [Theory]
    [InlineData("Get-SFNMapRun ''")]
    [InlineData("Get-SFNMapRun '   '")]
    [InlineData("Get-SFNMapRun $null")]
    [InlineData("$null | Get-SFNMapRun")]
    [InlineData("Get-SFNMapRun @()")]
    public void A_sole_argument_that_is_empty_is_an_error(string script)
    {
        var result = _session.Run(script);
        Assert.StartsWith("NotAMapRunArn,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$list = [System.Collections.ArrayList]@(); $null = $list.Add($list); Get-SFNMapRun $list, $a", "holds itself")]
    [InlineData("$table = @{}; $table.mapRuns = @($table, 1); $table, $a | Get-SFNMapRun", "holds itself")]
    [InlineData("$table = @{}; $table.MapRunArn = $table; $table, $a | Get-SFNMapRun", "holds itself")]
    [InlineData("@{ mapRuns = @() }, $a | Get-SFNMapRun", "an empty list, without a MapRunArn")]
    [InlineData("[pscustomobject]@{ mapRuns = @() }, $a | Get-SFNMapRun", "an empty list, without a MapRunArn")]
    [InlineData("@{ MapRunArn = $null }, $a | Get-SFNMapRun", "an object without a MapRunArn")]
    [InlineData("[pscustomobject]@{ SecretKey = 'hush' }, $a | Get-SFNMapRun", "an object without a MapRunArn")]
    [InlineData("$throwing, $a | Get-SFNMapRun", "can't be read: not today")]
    public void What_cannot_be_read_is_an_error_about_that_record(string script, string says)
    {
        var result = _session.Run(script);
        Assert.All(result.Errors, error =>
        {
            Assert.IsType<StepFunctionsException>(error.Exception);
            Assert.DoesNotContain("hush", $"{error} {error.TargetObject}", StringComparison.Ordinal);
        });
        Assert.Contains(result.Errors, error => error.Exception.Message.Contains(says, StringComparison.Ordinal));
        Assert.Equal([A], result.Output.Cast<MapRun>().Select(run => run.MapRunArn));
    }

    [Fact]
    public void The_Region_and_the_endpoint_are_trimmed()
    {
        _session.Run("Get-SFNMapRun $a -Region ' us-east-1 ' -EndpointUrl ' http://here '");
        var settings = Assert.Single(_session.Gateway.Settings);
        Assert.Equal(("us-east-1", "http://here"), (settings.Region, settings.EndpointUrl));
    }

    [Theory]
    [InlineData("Wait-SFNMapRun $a -Timeout 1h", "'1h' is not a time to wait: give a number of seconds, such as 3600")]
    [InlineData("Restart-SFNMapRun $a -ClientToken 'two words'", "'two words' can't be a client token: give 1 to 64 letters")]
    [InlineData("Restart-SFNMapRun $a -ClientToken ('x' * 65)", "can't be a client token")]
    public void What_cannot_be_bound_says_what_can(string script, string says)
    {
        var ending = Assert.IsAssignableFrom<ParameterBindingException>(_session.Run(script).Ending);
        Assert.Contains(says, ending.Message, StringComparison.Ordinal);
        Assert.Empty(_session.Gateway.Settings);
    }

    // As a Pester mock does it: a function with parameters of the same types, and no more of them.
    [Theory]
    [InlineData("3600", "01:00:00")]
    [InlineData("0.5", "00:00:00.5000000")]
    [InlineData("'90'", "00:01:30")]
    [InlineData("([timespan]'01:00:00')", "01:00:00")]
    public void A_number_is_seconds_in_a_function_with_the_parameters_of_the_command(string given, string expected)
    {
        var result = _session.Run(
            $$"""
            $parameters = [System.Management.Automation.ProxyCommand]::GetParamBlock([System.Management.Automation.CommandMetadata]::new((Get-Command Wait-SFNMapRun)))
            $mock = [scriptblock]::Create("param($parameters) `"`$Timeout`"; `$Timeout -eq {{given}}")
            & $mock $a -Timeout {{given}}
            """);
        Assert.Equal([expected, true], result.Output);
    }
}
