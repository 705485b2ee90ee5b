using System.Text.Json;
using LocalStepFunctions;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>Answers as the real service was recorded to write them.</summary>
public sealed class WireTests : IAsyncLifetime
{
    private const string Region = "arn:aws:states:eu-central-1:123456789012";
    private const string Uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static readonly object Failing = new { items = 4, itemsPerChild = 1, maxConcurrency = 1, failures = new[] { new { error = "OwnedItemFailure", percent = 50 } } };
    private EndpointSession _session = null!;

    public async Task InitializeAsync() => _session = await EndpointSession.StartAsync();

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Theory]
    [InlineData(1790204298556, "1.790204298556E9")]
    [InlineData(1790204298550, "1.79020429855E9")]
    [InlineData(1790204298000, "1.790204298E9")]
    [InlineData(1790204290000, "1.79020429E9")]
    [InlineData(2000000000000, "2.0E9")]
    [InlineData(999999999001, "9.99999999001E8")]
    public void Dates_are_in_E_notation_with_milliseconds_and_no_zeros_at_the_end(long milliseconds, string text)
    {
        Assert.Equal(text, Wire.Date(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)).ToJsonString());
        Assert.Equal(milliseconds / 1000m, JsonDocument.Parse(text).RootElement.GetDecimal());
    }

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(10, "10.0")]
    [InlineData(12.5, "12.5")]
    [InlineData(0.1, "0.1")]
    public void Percentages_have_a_decimal_point(double number, string text) => Assert.Equal(text, Wire.Double(number).ToJsonString());

    [Fact]
    public async Task Tolerances_that_were_not_set_are_0_and_all_ten_counts_are_there()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { backlogSeconds = 5 });
        var run = await _session.MapRunAsync(mapRuns[0]);
        Assert.Equal(("0.0", "0", "0"), (run.Raw("toleratedFailurePercentage"), run.Raw("toleratedFailureCount"), run.Raw("redriveCount")));
        foreach (var counts in new[] { "itemCounts", "executionCounts" })
        {
            Assert.Equal(
                ["pending", "running", "succeeded", "failed", "timedOut", "aborted", "total", "resultsWritten", "failuresNotRedrivable", "pendingRedrive"],
                run.GetProperty(counts).EnumerateObject().Select(count => count.Name));
            Assert.All(run.GetProperty(counts).EnumerateObject(), count => Assert.Equal(0, count.Value.GetInt64()));
        }
    }

    [Fact]
    public async Task What_has_no_value_is_absent()
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(Failing);
        _session.Advance(1);
        var run = await _session.MapRunAsync(mapRuns[0]);
        var listed = (await _session.ChildrenAsync(mapRuns[0]))[0];
        var child = await DescribeAsync(listed);
        var parent = await _session.ExecutionAsync(execution);
        Assert.Equal(
            ["mapRunArn", "executionArn", "status", "startDate", "maxConcurrency", "toleratedFailurePercentage", "toleratedFailureCount", "itemCounts", "executionCounts", "redriveCount"],
            run.Members());
        Assert.Equal(["executionArn", "stateMachineArn", "mapRunArn", "name", "status", "startDate", "itemCount", "redriveCount"], listed.Members());
        Assert.Equal(["executionArn", "stateMachineArn", "mapRunArn", "name", "status", "startDate", "inputDetails", "input", "redriveStatus", "redriveStatusReason"], child.Members());
        Assert.Equal(
            ["executionArn", "stateMachineArn", "name", "status", "startDate", "inputDetails", "input", "redriveCount", "redriveStatus", "redriveStatusReason"], parent.Members());
    }

    [Fact]
    public async Task The_redrive_count_of_a_running_child_execution_is_0_in_the_list_and_absent_in_its_description()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { });
        _session.Advance(2.5);
        var listed = (await _session.ChildrenAsync(mapRuns[0], "RUNNING"))[0];
        Assert.Equal("0", listed.Raw("redriveCount"));
        Assert.False((await DescribeAsync(listed)).TryGetProperty("redriveCount", out _));
        var ended = (await _session.ChildrenAsync(mapRuns[0], "SUCCEEDED"))[0];
        Assert.Equal("0", (await DescribeAsync(ended)).Raw("redriveCount"));
    }

    [Fact]
    public async Task An_error_has_a_namespace_before_its_code_and_its_reason_beside_its_message()
    {
        var (_, _, body) = await _session.SendAsync("DescribeMapRun", new { mapRunArn = $"{Region}:mapRun:A/B:c" });
        Assert.Equal(["__type", "message"], JsonDocument.Parse(body).RootElement.Members());
        Assert.Contains("\"com.amazonaws.swf.service.v2.model#ResourceNotFound\"", body, StringComparison.Ordinal);
        var (status, header, other) = await _session.SendAsync("ListExecutions", new { });
        Assert.Equal((400, null), (status, header));
        Assert.Equal(["__type", "message", "reason"], JsonDocument.Parse(other).RootElement.Members());
    }

    [Fact]
    public async Task A_Map_state_without_a_label_gets_a_UUID_for_all_its_Map_Runs()
    {
        var (_, first) = await _session.StartExecutionAsync(new { label = (string?)null, stateMachine = "Unlabelled" });
        var (_, second) = await _session.StartExecutionAsync(new { label = (string?)null, stateMachine = "Unlabelled" });
        Assert.Matches($"^{Region}:mapRun:Unlabelled/{Uuid}:{Uuid}$", first[0]);
        Assert.Equal(first[0].Split(':')[6], second[0].Split(':')[6]);
        Assert.NotEqual(first[0], second[0]);
    }

    [Theory]
    [InlineData("STANDARD", "execution", $"{Uuid}")]
    [InlineData("EXPRESS", "express", $"{Uuid}:{Uuid}")]
    public async Task The_name_of_a_child_execution_is_what_stands_behind_the_label_in_its_ARN(string childType, string kind, string name)
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { childType });
        _session.Advance(1);
        var listed = (await _session.ChildrenAsync(mapRuns[0]))[0];
        Assert.Matches($"^{name}$", listed.Text("name"));
        Assert.Equal($"{Region}:{kind}:OrderImport/ReserveStock:{listed.Text("name")}", listed.Text("executionArn"));
        Assert.Equal(listed.Text("name"), (await DescribeAsync(listed)).Text("name"));
    }

    [Theory]
    [InlineData("STANDARD")]
    [InlineData("EXPRESS")]
    public async Task The_redrive_status_of_a_child_execution_that_failed_or_was_aborted_is_that_of_its_Map_Run(string childType)
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(new { childType, failures = new[] { new { error = "OwnedItemFailure", percent = 10 } } });
        _session.Advance(30);
        foreach (var status in childType == "STANDARD" ? new[] { "FAILED", "ABORTED" } : ["FAILED"])
        {
            var child = await DescribeAsync((await _session.ChildrenAsync(mapRuns[0], status))[0]);
            Assert.Equal("REDRIVABLE_BY_MAP_RUN", child.Text("redriveStatus"));
            Assert.False(child.Has("redriveStatusReason"));
        }

        var succeeded = await DescribeAsync((await _session.ChildrenAsync(mapRuns[0], "SUCCEEDED"))[0]);
        Assert.Equal(("NOT_REDRIVABLE", "Execution is SUCCEEDED and cannot be redriven"), (succeeded.Text("redriveStatus"), succeeded.Text("redriveStatusReason")));
        Assert.Equal("REDRIVABLE", (await _session.ExecutionAsync(execution)).Text("redriveStatus"));
    }

    [Fact]
    public async Task A_child_execution_that_was_aborted_with_its_Map_Run_has_no_error_and_a_cause_that_says_so()
    {
        var (_, mapRuns) = await _session.StartExecutionAsync(new { failures = new[] { new { percent = 10 } } });
        _session.Advance(30);
        var child = await DescribeAsync((await _session.ChildrenAsync(mapRuns[0], "ABORTED"))[0]);
        Assert.False(child.Has("error"));
        Assert.Equal($"The map run execution [{mapRuns[0]}] which was managing this resource was aborted", child.Text("cause"));
    }

    [Fact]
    public async Task The_output_of_an_execution_names_its_Map_Run_and_the_manifest_of_its_results()
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(new { });
        _session.Advance(200);
        var output = JsonDocument.Parse((await _session.ExecutionAsync(execution)).Text("output")).RootElement;
        Assert.Equal(mapRuns[0], output.Text("MapRunArn"));
        Assert.EndsWith($"/{mapRuns[0].Split(':')[^1]}/manifest.json", output.GetProperty("ResultWriterDetails").Text("Key"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KmsAccessDeniedException")]
    [InlineData("KmsInvalidStateException")]
    [InlineData("KmsThrottlingException")]
    public async Task A_customer_managed_key_keeps_payloads_errors_and_causes_from_who_asks_for_them(string kmsError)
    {
        var (execution, mapRuns) = await _session.StartExecutionAsync(new { kmsError, failures = new[] { new { percent = 10 } } });
        _session.Advance(30);
        var child = (await _session.ChildrenAsync(mapRuns[0], "FAILED"))[0].Text("executionArn");
        foreach (var executionArn in new[] { execution, child })
        {
            Assert.Equal(kmsError, await _session.ErrorAsync("DescribeExecution", new { executionArn }));
            var metadata = await _session.CallAsync("DescribeExecution", new { executionArn, includedData = "METADATA_ONLY" });
            Assert.Equal("FAILED", metadata.Text("status"));
            Assert.DoesNotContain(metadata.Members(), member => member is "input" or "output" or "error" or "cause");
            Assert.False(metadata.GetProperty("inputDetails").GetProperty("included").GetBoolean());
        }
    }

    private Task<JsonElement> DescribeAsync(JsonElement listed) => _session.ExecutionAsync(listed.Text("executionArn"));
}
