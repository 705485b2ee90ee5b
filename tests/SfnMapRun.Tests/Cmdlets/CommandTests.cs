using System.Management.Automation;

namespace SfnMapRun.Tests.Cmdlets;

/// <summary>What is true of all commands: input, errors, connection, stop, streams.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Execution = FakeStepFunctions.ExecutionArn;
    private const string MapRun = FakeStepFunctions.MapRunArn;
    private const string Other = "arn:aws:states:us-east-1:123456789012:mapRun:Orders/Import:6a2d";
    private const string Running = "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Running:7b3e";
    private readonly PowerShellSession _session = new();

    public CommandTests()
    {
        _session.StepFunctions.DescribeMapRun = arn => new MapRun
        {
            MapRunArn = arn, ExecutionArn = Execution, Status = arn == Running ? "RUNNING" : "FAILED", ItemCounts = new() { Failed = 1 },
        };
        _session.StepFunctions.DescribeExecution = arn => new MapRunExecution { ExecutionArn = arn, Name = "nightly", RedriveStatus = "REDRIVABLE" };
    }

    public void Dispose() => _session.Dispose();

    /// <summary>The commands, each with an ARN that it takes, and the error for one that it does not.</summary>
    public static TheoryData<string, string, string> Commands() => new()
    {
        { "Get-SFNMapRun", MapRun, "NotAMapRunArn,SfnMapRun.Cmdlets.GetSFNMapRunCommand" },
        { "Get-SFNMapRunList", Execution, "NotAnExecutionArn,SfnMapRun.Cmdlets.GetSFNMapRunListCommand" },
        { "Get-SFNMapRunExecution", MapRun, "NotAMapRunArn,SfnMapRun.Cmdlets.GetSFNMapRunExecutionCommand" },
        { "Get-SFNMapRunFailure", MapRun, "NotAMapRunArn,SfnMapRun.Cmdlets.GetSFNMapRunFailureCommand" },
        { "Wait-SFNMapRun", MapRun, "NotAMapRunArn,SfnMapRun.Cmdlets.WaitSFNMapRunCommand" },
        { "Update-SFNMapRun -MaxConcurrency 1", MapRun, "NotAMapRunArn,SfnMapRun.Cmdlets.UpdateSFNMapRunCommand" },
        { "Restart-SFNMapRun", MapRun, "NotAMapRunArn,SfnMapRun.Cmdlets.RestartSFNMapRunCommand" },
        { "Stop-SFNMapRun -Confirm:$false", Running, "NotAMapRunArn,SfnMapRun.Cmdlets.StopSFNMapRunCommand" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_text_that_is_no_ARN_is_an_error_about_that_one_and_the_others_go_on(string command, string arn, string id)
    {
        var result = _session.Run($"$input | {command}", "nothing", $" {arn}\t");
        var error = Assert.Single(result.Errors);
        Assert.Equal(id, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal("nothing", error.TargetObject);
        Assert.IsType<StepFunctionsException>(error.Exception);
        Assert.Null(result.Ending);
        Assert.Contains(_session.StepFunctions.Requests, request => request.Contains(arn, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_call_that_is_denied_is_an_error_about_that_ARN_that_says_what_to_allow(string command, string arn, string id)
    {
        _session.StepFunctions.DescribeMapRun = Deny<string, MapRun>;
        _session.StepFunctions.ListMapRuns = _ => Deny<string?, Service.Page<MapRunListItem>>(null);
        _session.StepFunctions.ListExecutions = (_, _) => Deny<string?, Service.Page<MapRunExecution>>(null);
        _session.StepFunctions.UpdateMapRun = _ => Deny<string?, bool>(null);
        var error = Assert.Single(_session.Run($"{command} $input", arn).Errors);
        Assert.Equal($"AccessDenied,{id.Split(',')[1]}", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
        Assert.Equal(arn, error.TargetObject);
        Assert.Equal(((StepFunctionsException)error.Exception).Describe(arn), error.ErrorDetails.Message);

        static TResult Deny<T, TResult>(T argument) => throw TestKinds.Failure("AccessDenied", "AccessDeniedException");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Without_credentials_the_command_ends_with_one_error_and_no_call(string command, string arn, string id)
    {
        _session.Gateway.Failure = TestKinds.Failure("NoCredentials");
        var result = _session.Run($"$input | {command}", arn, arn);
        Assert.Equal($"NoCredentials,{id.Split(',')[1]}", result.Ending?.ErrorRecord.FullyQualifiedErrorId);
        Assert.Null(result.Ending!.ErrorRecord.TargetObject);
        Assert.Single(_session.Gateway.Settings);
        Assert.Empty(_session.StepFunctions.Requests);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void ErrorAction_Stop_ends_the_command_at_the_first_error(string command, string arn, string id)
    {
        var result = _session.Run($"$input | {command} -ErrorAction Stop", "nothing", arn);
        Assert.Equal(id, result.Ending?.ErrorRecord.FullyQualifiedErrorId);
        Assert.Empty(_session.StepFunctions.Requests);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_stop_ends_a_call_that_hangs_and_leaves_no_error_behind(string command, string arn, string id)
    {
        _ = id;
        _session.StepFunctions.Latency = Timeout.InfiniteTimeSpan;
        _session.StepFunctions.OnRequest = _session.Stop;
        var result = _session.Run($"{command} $input", arn);
        Assert.True(result.IsStopped);
        Assert.Empty(result.Errors);

        // The command has ended; the stop still goes from one token to the next, on a thread of the pool.
        var call = Assert.Single(_session.StepFunctions.Contexts).CancellationToken;
        Assert.True(SpinWait.SpinUntil(() => call.IsCancellationRequested, VirtualTime.Patience));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_stop_ends_a_search_for_credentials_that_hangs(string command, string arn, string id)
    {
        _ = id;
        _session.Gateway.Search = async cancellationToken =>
        {
            _session.Stop();
            await Task.Delay(Timeout.InfiniteTimeSpan, _session.Time, cancellationToken);
        };
        var result = _session.Run($"{command} $input", arn);
        Assert.True(result.IsStopped);
        Assert.Empty(result.Errors);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Verbose_and_debug_messages_come_from_the_connection_and_from_the_command(string command, string arn, string id)
    {
        _ = id;
        var result = _session.Run($"$DebugPreference = 'Continue'; $input | {command} -Verbose", arn);
        Assert.Contains("Credentials: a test.", result.Verbose);
        Assert.Contains("A test.", result.Debug);
    }

    [Fact]
    public void What_was_given_reaches_the_connection()
    {
        _session.Run(
            $"Get-SFNMapRun '{MapRun}' -Region us-west-2 -ProfileName ops -AccessKey AKIA -SecretKey secret -SessionToken token -EndpointUrl http://127.0.0.1:1");
        var settings = Assert.Single(_session.Gateway.Settings);
        Assert.Equal(
            ("us-west-2", "ops", "AKIA", "secret", "token", "http://127.0.0.1:1"),
            (settings.Region, settings.ProfileName, settings.AccessKey, settings.SecretKey, settings.SessionToken, settings.EndpointUrl));
        Assert.Equal("us-west-2", Assert.Single(_session.Gateway.FirstRegions));
        Assert.Equal([$"DescribeMapRun us-west-2 {MapRun}"], _session.StepFunctions.Requests);
    }

    [Theory]
    [InlineData("-AWSProfileName ops -AK AKIA -SK secret -ST token")]
    [InlineData("-AWSProfileName ops -AK AKIA -SecretAccessKey secret -ST token")]
    public void Parameters_have_the_short_names_of_AWS_Tools(string parameters)
    {
        _session.Run($"Get-SFNMapRun '{MapRun}' {parameters}");
        var settings = Assert.Single(_session.Gateway.Settings);
        Assert.Equal(("ops", "AKIA", "secret", "token"), (settings.ProfileName, settings.AccessKey, settings.SecretKey, settings.SessionToken));
    }

    [Fact]
    public void Nothing_given_leaves_all_to_the_environment_and_the_Region_to_each_ARN()
    {
        _session.Run("$input | Get-SFNMapRun", MapRun, Other);
        var settings = Assert.Single(_session.Gateway.Settings);
        Assert.Equal(new Service.ConnectionSettings(), settings);
        Assert.Equal("eu-central-1", Assert.Single(_session.Gateway.FirstRegions));
        Assert.Equal(
            [$"DescribeMapRun eu-central-1 {MapRun}", $"DescribeMapRun us-east-1 {Other}"], _session.StepFunctions.Requests);
    }

    [Fact]
    public void Keys_that_come_with_a_record_are_used_for_it_and_a_new_connection_is_made_when_they_change()
    {
        var result = _session.Run($$"""
            [pscustomobject]@{ MapRunArn = '{{MapRun}}'; AccessKey = 'AKIA1'; SecretKey = 'one' },
            [pscustomobject]@{ MapRunArn = '{{Other}}'; AccessKey = 'AKIA1'; SecretKey = 'one' },
            [pscustomobject]@{ MapRunArn = '{{MapRun}}'; AccessKey = 'AKIA2'; SecretKey = 'two' } | Get-SFNMapRun
            """);
        Assert.Equal(3, result.Output.Count);
        Assert.Equal(["AKIA1 one", "AKIA2 two"], _session.Gateway.Settings.Select(settings => $"{settings.AccessKey} {settings.SecretKey}"));
    }

    [Fact]
    public void Keys_of_a_record_that_can_not_be_used_are_an_error_about_that_record()
    {
        _session.Gateway.Failure = TestKinds.Failure("InvalidCredentials");
        var result = _session.Run(
            $$"""[pscustomobject]@{ MapRunArn = '{{MapRun}}'; AccessKey = 'AKIA1' }, [pscustomobject]@{ MapRunArn = '{{Other}}'; AccessKey = 'AKIA2' } | Get-SFNMapRun""");
        Assert.Null(result.Ending);
        Assert.Equal([MapRun, Other], result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.StartsWith("InvalidCredentials,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_command_wants_no_more_is_canceled()
    {
        var result = _session.Run($"foreach ($once in 1) {{ Get-SFNMapRun ('{MapRun}', '{Other}') -ThrottleLimit 1 | ForEach-Object {{ $_; break }} }}");
        Assert.Single(result.Output);
        Assert.All(_session.StepFunctions.Contexts, context => Assert.True(context.CancellationToken.IsCancellationRequested));
    }

    [Fact]
    public void The_AWS_Tools_defaults_of_the_session_are_used_where_nothing_is_given()
    {
        _session.Run($$"""
            $StoredAWSRegion = 'eu-west-3'
            $StoredAWSCredentials = 'a name'
            function Get-AWSCredential { @{ AccessKey = 'AKIA3'; SecretKey = 'three'; Token = 'token' } }
            Get-SFNMapRun '{{MapRun}}'
            """);
        var settings = Assert.Single(_session.Gateway.Settings);
        Assert.Equal("eu-west-3", settings.StoredRegion);
        var keys = settings.StoredCredential!();
        Assert.Equal(("AKIA3", "three", "token"), (keys.AccessKey, keys.SecretKey, keys.SessionToken));
        Assert.Null(settings.Credential);
    }

    [Theory]
    [InlineData("$StoredAWSCredentials = 'a name'", "")]
    [InlineData("function Get-AWSCredential { @{ AccessKey = 'AKIA3'; SecretKey = 'three' } }", "")]
    [InlineData("$StoredAWSCredentials = 'a name'; function Get-AWSCredential { }", "")]
    [InlineData("$StoredAWSCredentials = 'a name'; function Get-AWSCredential { throw }", "-AccessKey AKIA -SecretKey secret")]
    [InlineData("$StoredAWSCredentials = 'a name'; function Get-AWSCredential { throw }", "-ProfileName ops")]
    [InlineData("$StoredAWSCredentials = 'a name'; function Get-AWSCredential { throw }", "-Credential @{ AccessKey = 'AKIA'; SecretKey = 'secret' }")]
    public void They_are_not_used_where_there_are_none_or_something_is_given(string before, string parameters)
    {
        var result = _session.Run($"$StoredAWSRegion = ''; {before}; Get-SFNMapRun '{MapRun}' {parameters}");
        Assert.Empty(result.Errors);
        Assert.Null(result.Ending);
        var settings = Assert.Single(_session.Gateway.Settings);
        Assert.Null(settings.StoredCredential);
        Assert.Null(settings.StoredRegion);
    }

    [Fact]
    public void An_object_given_as_Credential_is_read_again_before_each_call()
    {
        _session.Run($"$keys = [pscustomobject]@{{ AccessKeyId = 'AKIA4'; SecretAccessKey = 'four' }}; Get-SFNMapRun '{MapRun}' -Credential $keys; $keys.SecretAccessKey = 'five'");
        var read = Assert.Single(_session.Gateway.Settings).Credential!;
        Assert.Equal(("AKIA4", "five", null), (read().AccessKey, read().SecretKey, read().SessionToken));
    }

    [Fact]
    public void Something_else_as_Credential_ends_the_command()
    {
        var result = _session.Run($"Get-SFNMapRun '{MapRun}' -Credential 7");
        Assert.Equal("InvalidCredentials,SfnMapRun.Cmdlets.GetSFNMapRunCommand", result.Ending?.ErrorRecord.FullyQualifiedErrorId);
        Assert.StartsWith("-Credential is a System.Int32, which gives no access key.", result.Ending!.Message, StringComparison.Ordinal);
        Assert.Empty(_session.Gateway.Settings);
    }
}
