using SfnMapRun.Errors;

namespace SfnMapRun.Tests.Errors;

public sealed class FailureKindTests
{
    private const string Arn = "arn:aws-cn:states:cn-north-1:123456789012:mapRun:Orders/Import:5f1c";

    // Scripts match on ids and categories: an entry may be added, but none may change.
    [Fact]
    public void Ids_categories_and_recovery_never_change() => Assert.Equal(
        """
        AccessDenied PermissionDenied None every call
        BrokenConfigFile InvalidData None
        BrokenResultFile InvalidData None
        ChildExecutionArnGiven InvalidArgument None
        ClockSkew AuthenticationError None every call
        CredentialProcessFailed AuthenticationError Eventual
        EndpointUnreachable ConnectionError Transient
        ExecutionArnGiven InvalidArgument None
        ExecutionFailed InvalidResult None
        ExecutionNotFound ObjectNotFound None
        ExpiredCredentials AuthenticationError WithNewKeys every call
        InvalidArn InvalidArgument None
        InvalidCredentials AuthenticationError Eventual
        InvalidEndpoint InvalidArgument None
        InvalidResponse InvalidResult Transient
        InvalidSignature AuthenticationError None every call
        JsonTextGiven InvalidArgument None
        KmsAccessDenied PermissionDenied None
        KmsInvalidState ResourceUnavailable None
        MapRunAborted OperationStopped None
        MapRunArnGiven InvalidArgument None
        MapRunFailed InvalidResult None
        MapRunHasStopped InvalidOperation None
        MapRunNotFound ObjectNotFound None
        MapRunNotRunning InvalidOperation None
        NoCredentials AuthenticationError None
        NotAMapRunArn InvalidArgument None
        NotAStateMachineArn InvalidArgument None
        NotAnExecutionArn InvalidArgument None
        NotRedrivable InvalidOperation None
        NothingToUpdate InvalidArgument None
        PageTokenExpired InvalidOperation None
        ParentIsChildExecution InvalidOperation None
        ProfileNotFound ObjectNotFound None
        RedriveFailed InvalidResult None
        ReportExists ResourceExists None
        ReportNotWritten WriteError None
        RequestTimeout OperationTimeout Transient
        ResultFileNotFound ObjectNotFound None
        ResultFileUnreadable ReadError None
        RoleNotAssumed AuthenticationError Eventual
        ServiceError InvalidOperation None
        ServiceUnavailable ResourceUnavailable Transient
        SsoTokenExpired AuthenticationError Eventual
        StateMachineArnGiven InvalidArgument None
        StateMachineNotFound ObjectNotFound None
        StateMachineTypeNotSupported InvalidArgument None
        Throttled LimitsExceeded Eventual
        UnknownCredentials AuthenticationError None every call
        WaitTimedOut OperationTimeout None
        """,
        string.Join('\n', FailureKind.All
            .OrderBy(kind => kind.Id, StringComparer.Ordinal)
            .Select(kind => $"{kind.Id} {kind.Category} {kind.Recovery}{(kind.ConcernsEveryCall ? " every call" : string.Empty)}")));

    [Fact]
    public void The_id_of_an_entry_is_its_name() =>
        Assert.All(FailureKind.All, kind => Assert.Same(kind, typeof(FailureKind).GetField(kind.Id)?.GetValue(null)));

    [Fact]
    public void An_exception_of_each_can_be_made_to_test_a_script_with()
    {
        Assert.All(FailureKind.All, kind => Assert.Same(kind, new StepFunctionsException(kind.Id, "x").Kind));
        Assert.Equal("MapRunFailed", new StepFunctionsException("maprunfailed", "x").ErrorId);
        var e = Assert.Throws<ArgumentException>(() => new StepFunctionsException("MapRunFaild", "x"));
        Assert.StartsWith("There is no error id 'MapRunFaild'. There are: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("MapRunFailed", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_failure_has_advice_that_is_a_sentence() =>
        Assert.All(FailureKind.All, kind => Assert.Matches("^[A-Z].{20,}[.]$", kind.Advice("DescribeMapRun", Arn)));

    [Fact]
    public void A_denied_call_names_the_action_and_the_resource_to_allow() => Assert.Equal(
        "Allow the action states:DescribeMapRun on the resource arn:aws-cn:states:cn-north-1:123456789012:mapRun:Orders/*.",
        FailureKind.AccessDenied.Advice("DescribeMapRun", Arn));

    // A stop needs the key for these alone.
    [Theory]
    [InlineData("KmsAccessDenied")]
    [InlineData("KmsInvalidState")]
    public void A_stop_that_a_key_is_in_the_way_of_is_possible_without_a_cause(string kind) => Assert.StartsWith(
        "Nothing was stopped. Leave out -Cause and -Error,", TestKinds.Kind(kind).Advice("StopExecution", Arn), StringComparison.Ordinal);

    [Theory]
    [InlineData("execution:Orders:nightly", "execution:Orders:*")]
    [InlineData("execution:Orders/Import:5f1c", "execution:Orders/*")]
    [InlineData("express:Orders/Import:5f1c:7", "express:Orders/*")]
    [InlineData("stateMachine:Orders", "stateMachine:Orders")]
    [InlineData("stateMachine:Orders:PROD", "stateMachine:Orders:*")]
    public void A_policy_names_the_state_machine_or_all_that_is_of_its_kind(string resource, string pattern) => Assert.EndsWith(
        $"on the resource arn:aws:states:eu-central-1:123456789012:{pattern}.",
        FailureKind.AccessDenied.Advice("DescribeExecution", $"arn:aws:states:eu-central-1:123456789012:{resource}"),
        StringComparison.Ordinal);

    [Fact]
    public void An_id_that_is_none_is_an_error_that_lists_them()
    {
        var e = Assert.Throws<ArgumentException>(() => FailureKind.Named("Nothing"));
        Assert.StartsWith("There is no error id 'Nothing'. There are: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(string.Join(", ", FailureKind.All.Select(kind => kind.Id)), e.Message, StringComparison.Ordinal);
        Assert.Same(FailureKind.MapRunNotFound, FailureKind.Named("maprunnotfound"));
    }

    [Theory]
    [InlineData(null, "*")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:stateMachine:Orders", "arn:aws:states:eu-central-1:123456789012:stateMachine:Orders")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:stateMachine:Orders:3", "arn:aws:states:eu-central-1:123456789012:stateMachine:Orders:*")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:execution:Orders:nightly", "arn:aws:states:eu-central-1:123456789012:execution:Orders:*")]
    [InlineData("arn:aws:states:eu-central-1:123456789012:mapRun:Orders/Import:5f1c", "arn:aws:states:eu-central-1:123456789012:mapRun:Orders/*")]
    public void A_policy_names_all_of_a_kind(string? resource, string named) => Assert.Equal(named, PolicyResource.Of(resource));

    [Fact]
    public void The_advice_for_a_Map_Run_that_is_not_there_says_what_to_check_and_how_long_one_is_kept() => Assert.Contains(
        "Check the ARN's Region, account and id, and the account that the credentials belong to. AWS keeps a Map Run for 90 days",
        TestKinds.Failure("MapRunNotFound").Describe(null),
        StringComparison.Ordinal);
}
