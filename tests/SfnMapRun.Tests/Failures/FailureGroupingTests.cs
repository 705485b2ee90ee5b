using SfnMapRun.Failures;

namespace SfnMapRun.Tests.Failures;

public sealed class FailureGroupingTests
{
    private readonly FailureGrouping _grouping = new();

    [Fact]
    public void Children_that_failed_alike_are_one_group()
    {
        Add("e1", "FAILED", "NotFound", "Order 1 not found", 2, 10);
        Add("e2", "FAILED", "NotFound", "Order 2 not found", 3, 5);
        Add("e3", "TIMED_OUT", null, null, 1, 7);
        Add("e4", "FAILED", "NotFound", "Order 4 not found", 1, 20);

        var groups = _grouping.Groups();
        Assert.Equal(2, groups.Count);
        Assert.Equal(
            ("run", "FAILED", "NotFound", "Order <n> not found", 3L, 6L, "e1", "Order 1 not found", At(5), At(20)),
            (groups[0].MapRunArn, groups[0].Status, groups[0].Error, groups[0].CauseShape, groups[0].Executions, groups[0].Items,
                groups[0].SampleExecutionArn, groups[0].SampleCause, groups[0].FirstSeen, groups[0].LastSeen));
        Assert.Equal(
            ("TIMED_OUT", null, null, null, 1L),
            (groups[1].Status, groups[1].Error, groups[1].CauseShape, groups[1].SampleCause, groups[1].Executions));
    }

    [Fact]
    public void Absurd_numbers_of_items_add_up_to_the_greatest_number_and_one_unknown_leaves_the_sum_unknown()
    {
        Add("e1", "FAILED", "A", null, long.MaxValue, 1);
        Add("e2", "FAILED", "A", null, long.MaxValue, 2);
        Assert.Equal(long.MaxValue, _grouping.Groups()[0].Items);
        Add("e3", "FAILED", "A", null, null, 3);
        Assert.Null(_grouping.Groups()[0].Items);
    }

    [Fact]
    public void Status_error_and_shape_tell_groups_apart()
    {
        Add("e1", "FAILED", "A", "x", 1, 1);
        Add("e2", "ABORTED", "A", "x", 1, 1);
        Add("e3", "FAILED", "B", "x", 1, 1);
        Add("e4", "FAILED", "A", "y", 1, 1);
        Assert.Equal(4, _grouping.Groups().Count);
    }

    [Fact]
    public void Most_executions_come_first_then_most_items_then_the_errors_name()
    {
        Add("e1", "FAILED", "B", null, 5, 1);
        Add("e2", "FAILED", "A", null, 5, 1);
        Add("e3", "FAILED", "Items", null, 6, 1);
        Add("e4", "FAILED", "Unknown", null, null, 1);
        Add("e5", "FAILED", "Executions", null, 1, 1);
        Add("e6", "FAILED", "Executions", null, 1, 1);
        Assert.Equal(["Executions", "Items", "A", "B", "Unknown"], _grouping.Groups().Select(group => group.Error));
    }

    [Fact]
    public void Groups_that_are_alike_in_number_are_in_the_order_of_error_status_and_cause()
    {
        Add("e1", "TIMED_OUT", "A", "z", 5, 20);
        Add("e2", "FAILED", "A", "y", 5, 1);
        Add("e3", "FAILED", "A", "x", 5, 1);
        Assert.Equal(["x", "y", "z"], _grouping.Groups().Select(group => group.CauseShape));
        Add("e4", "TIMED_OUT", "A", "z", 5, 10);
        Assert.Equal((At(10), At(20)), (_grouping.Groups()[0].FirstSeen, _grouping.Groups()[0].LastSeen));
    }

    [Fact]
    public void Children_that_were_merely_cut_off_are_one_group_and_last()
    {
        for (var i = 0; i < 5; i++)
        {
            Add($"e{i}", "ABORTED", null, $"The map run execution [{FakeStepFunctions.MapRunArn}] which was managing this resource was aborted", 1, 1);
        }

        Add("a1", "ABORTED", null, null, 1, 1);
        Add("a2", "ABORTED", null, null, 1, 1);
        Add("a3", "ABORTED", null, "by hand", 1, 1);
        Add("f1", "FAILED", "NoStock", null, 1, 1);
        Add("f2", "FAILED", "Lost", "The map run execution [x] was lost", 1, 1);
        Assert.All(
            new[] { (null, "The map run execution [x] was lost"), (null, "The task was aborted"), ("Own", "The map run execution [x] was aborted") },
            child => Assert.False(CutOff.Is(new MapRunExecution { Error = child.Item1, Cause = child.Item2 })));
        Assert.True(CutOff.Is(new MapRunExecution { Error = string.Empty, Cause = "The map run execution [x] was aborted." }));
        Assert.Equal(
            [("ChildExecution", null, 1L), ("ChildExecution", "Lost", 1), ("ChildExecution", "NoStock", 1), ("ChildExecution", null, 2), ("CutOff", null, 5)],
            _grouping.Groups().Select(group => (group.Scope!, group.Error, group.Executions)));
    }

    [Fact]
    public void Unknown_items_and_dates_are_not_made_up()
    {
        Add("e1", "FAILED", "A", null, 5, null);
        Assert.Equal((5L, null, null), (_grouping.Groups()[0].Items, _grouping.Groups()[0].FirstSeen, _grouping.Groups()[0].LastSeen));
        Add("e2", "FAILED", "A", null, null, 3);
        Add("e3", "FAILED", "A", null, 5, null);
        Assert.Equal((null, At(3), At(3)), (_grouping.Groups()[0].Items, _grouping.Groups()[0].FirstSeen, _grouping.Groups()[0].LastSeen));
    }

    [Fact]
    public void Too_many_causes_of_an_error_become_one_group()
    {
        Add("e0", "FAILED", "Late", "known", 1, 1);
        for (var i = 0; i < 1500; i++)
        {
            Add($"e{i}", "FAILED", "Chatty", Letters(i), 1, 1);
        }

        Add("e1", "FAILED", "Late", "known", 1, 1);
        Add("e2", "FAILED", "Late", "new", 1, 1);

        var groups = _grouping.Groups();
        Assert.Equal(1002, groups.Count);
        Assert.Equal(
            ("Chatty", "<other causes>", 501L, Letters(999)), (groups[0].Error, groups[0].CauseShape, groups[0].Executions, groups[0].SampleCause));
        Assert.Equal(("Late", "known", 2L), (groups[1].Error, groups[1].CauseShape, groups[1].Executions));
        Assert.Contains(groups, group => group is { Error: "Late", CauseShape: "<other causes>", Executions: 1 });
    }

    [Fact]
    public void Errors_without_end_do_not_fill_the_memory_either()
    {
        for (var i = 0; i < 5000; i++)
        {
            Add($"e{i}", "FAILED", $"Error{i}", "x", 1, 1);
        }

        Assert.Equal(2001, _grouping.Groups().Count);
        Assert.Equal(
            ("<other errors>", "<other causes>", 3000L), (_grouping.Groups()[0].Error, _grouping.Groups()[0].CauseShape, _grouping.Groups()[0].Executions));
        Assert.Equal(5000, _grouping.Groups().Sum(group => group.Executions));
    }

    private static DateTime At(int second) => new(2026, 3, 9, 8, 7, second, DateTimeKind.Local);

    private static string Letters(int number) => string.Concat($"{number}".Select(digit => (char)('a' + digit - '0')));

    private void Add(string arn, string status, string? error, string? cause, long? items, int? second) => _grouping.Add(new MapRunExecution
    {
        ExecutionArn = arn,
        MapRunArn = "run",
        Status = status,
        Error = error,
        Cause = cause,
        ItemCount = items,
        StopDate = second is { } value ? At(value) : null,
    });
}
