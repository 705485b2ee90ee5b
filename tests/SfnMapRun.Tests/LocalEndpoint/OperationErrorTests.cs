namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>Requests that the operations refuse.</summary>
public sealed class OperationErrorTests : IAsyncLifetime
{
    private const string Region = "arn:aws:states:eu-central-1:123456789012";
    private EndpointSession _session = null!;

    public async Task InitializeAsync() => _session = await EndpointSession.StartAsync();

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Theory]
    [InlineData("DescribeMapRun", "mapRunArn")]
    [InlineData("ListMapRuns", "executionArn")]
    [InlineData("ListExecutions", "mapRunArn")]
    [InlineData("DescribeExecution", "executionArn")]
    [InlineData("UpdateMapRun", "mapRunArn")]
    [InlineData("RedriveExecution", "executionArn")]
    [InlineData("StopExecution", "executionArn")]
    [InlineData("GetExecutionHistory", "executionArn")]
    public async Task An_ARN_must_be_one_of_the_kind_asked_for(string operation, string member)
    {
        foreach (var arn in new[] { "nonsense", $"{Region}:stateMachine:OrderImport", $"{Region}:{(member == "mapRunArn" ? "execution" : "mapRun")}:A:b" })
        {
            Assert.Equal("InvalidArn", await _session.ErrorAsync(operation, new Dictionary<string, object> { [member] = arn }));
        }

        Assert.StartsWith("ValidationException", await _session.ErrorAsync(operation, new { }), StringComparison.Ordinal);
        Assert.Equal("ValidationException", await _session.ErrorAsync(operation, new Dictionary<string, object> { [member] = string.Empty }));
        Assert.Equal("ValidationException", await _session.ErrorAsync(operation, new Dictionary<string, object> { [member] = new string('a', 2001) }));
        Assert.Equal("SerializationException", await _session.ErrorAsync(operation, new Dictionary<string, object> { [member] = 1 }));
    }

    [Theory]
    [InlineData("ListMapRuns")]
    [InlineData("DescribeExecution")]
    [InlineData("GetExecutionHistory")]
    public async Task An_execution_must_exist(string operation)
    {
        foreach (var tail in new[] { "OrderImport:no-such", "OrderImport/ReserveStock:no-such", "OrderImport/ReserveStock:00000000-0000-4000-a000-000000000000" })
        {
            Assert.Equal("ExecutionDoesNotExist", await _session.ErrorAsync(operation, new { executionArn = $"{Region}:execution:{tail}" }));
        }
    }

    [Fact]
    public async Task A_child_execution_exists_once_it_has_started()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { });
        _session.Advance(1);
        var arn = (await _session.CallAsync("ListExecutions", new { mapRunArn = mapRuns[0] })).GetProperty("executions")[0].GetProperty("executionArn").GetString()!;
        await _session.CallAsync("DescribeExecution", new { executionArn = arn });
        var other = (arn[^36] == '0' ? "1" : "0") + arn[^35..];
        Assert.Equal("ExecutionDoesNotExist", await _session.ErrorAsync("DescribeExecution", new { executionArn = arn[..^36] + other }));
        Assert.Equal("ExecutionDoesNotExist", await _session.ErrorAsync("DescribeExecution", new { executionArn = arn.Replace("Reserve", "Other", StringComparison.Ordinal) }));
    }

    [Theory]
    [InlineData("RedriveExecution")]
    [InlineData("StopExecution")]
    public async Task A_parent_execution_must_exist_and_be_none_of_a_Map_Run(string operation)
    {
        Assert.Equal("ExecutionDoesNotExist", await _session.ErrorAsync(operation, new { executionArn = $"{Region}:execution:OrderImport:no-such" }));
        Assert.Equal(
            "ValidationException: API_DOES_NOT_SUPPORT_LABELED_ARNS",
            await _session.ErrorAsync(operation, new { executionArn = $"{Region}:execution:OrderImport/ReserveStock:no-such" }));
        Assert.Equal("InvalidArn", await _session.ErrorAsync(operation, new { executionArn = $"{Region}:express:OrderImport/ReserveStock:a:b" }));
    }

    [Fact]
    public async Task A_stop_has_an_error_of_256_and_a_cause_of_32768_characters_at_the_most()
    {
        var (executionArn, _) = await _session.StartExecutionAsync(new { });
        Assert.Equal("ValidationException", await _session.ErrorAsync("StopExecution", new { executionArn, error = new string('e', 257) }));
        Assert.Equal("ValidationException", await _session.ErrorAsync("StopExecution", new { executionArn, cause = new string('c', 32_769) }));
        Assert.Equal("RUNNING", (await _session.ExecutionAsync(executionArn)).Text("status"));
        await _session.CallAsync("StopExecution", new { executionArn, error = new string('e', 256), cause = new string('c', 32_768) });
    }

    [Fact]
    public async Task A_key_that_cannot_be_used_keeps_an_execution_from_being_stopped_with_a_cause_but_not_without()
    {
        var (executionArn, _) = await _session.StartExecutionAsync(new { kmsError = "KmsAccessDeniedException" });
        Assert.Equal("KmsAccessDeniedException", await _session.ErrorAsync("StopExecution", new { executionArn, cause = "no more" }));
        await _session.CallAsync("StopExecution", new { executionArn });
        Assert.Equal("ABORTED", (await _session.CallAsync("DescribeExecution", new { executionArn, includedData = "METADATA_ONLY" })).Text("status"));
    }

    [Fact]
    public async Task A_list_of_executions_is_that_of_a_state_machine_or_of_a_Map_Run()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { });
        var stateMachineArn = $"{Region}:stateMachine:OrderImport";
        Assert.Equal("ValidationException: MISSING_REQUIRED_PARAMETER", await _session.ErrorAsync("ListExecutions", new { }));
        Assert.Equal("StateMachineDoesNotExist", await _session.ErrorAsync("ListExecutions", new { stateMachineArn = $"{Region}:stateMachine:Nothing" }));
        Assert.Equal("StateMachineTypeNotSupported", await _session.ErrorAsync("ListExecutions", new { stateMachineArn = $"{Region}:stateMachine:ExpressImport" }));
        Assert.Equal("ValidationException", await _session.ErrorAsync("ListExecutions", new { stateMachineArn, statusFilter = "PENDING_REDRIVE" }));
        Assert.Equal("ValidationException: API_DOES_NOT_SUPPORT_LABELED_ARNS", await _session.ErrorAsync("ListExecutions", new { stateMachineArn = $"{stateMachineArn}/ReserveStock" }));
        Assert.Equal("ValidationException", await _session.ErrorAsync("ListExecutions", new { stateMachineArn, mapRunArn = mapRuns[0] }));
        Assert.Equal("ValidationException", await _session.ErrorAsync("ListExecutions", new { mapRunArn = mapRuns[0], statusFilter = "DONE" }));
        Assert.Equal("ValidationException", await _session.ErrorAsync("ListExecutions", new { mapRunArn = mapRuns[0], redriveFilter = "BOTH" }));
        Assert.Equal("ResourceNotFound", await _session.ErrorAsync("ListExecutions", new { mapRunArn = mapRuns[0] + "0" }));
    }

    [Fact]
    public async Task Other_operations_are_unknown() =>
        Assert.Equal("UnknownOperationException", await _session.ErrorAsync("StartExecution", new { }));
}
