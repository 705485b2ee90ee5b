using SfnMapRun.Formatting;
using SfnMapRun.Model;

namespace SfnMapRun.Exporting;

/// <summary>What failed, the largest group first: a bar each, what the causes have in common, and a sample.</summary>
internal static class FailureFigure
{
    private const int MostGroups = 25;
    private const int LongestSample = 2000;

    /// <summary>The groups; nothing where there are none.</summary>
    public static Html Of(MapRunReport report)
    {
        if (report.Failures is not { Count: > 0 } failures)
        {
            return Html.None;
        }

        var most = Math.Max(1, failures.Max(failure => failure.Executions));
        return Html.Of(
            $"""
            <h3>{Title(report.Run)}</h3>
            {Sampled(failures[0])}
            {Html.Join(failures.Take(MostGroups).Select(failure => Group(failure, most)))}
            {(failures.Count > MostGroups ? Rest(failures.Skip(MostGroups).ToArray()) : Html.None)}
            """);
    }

    private static string Title(MapRun run) => MapRunStatus.Is(run.Status, MapRunStatus.Failed) ? "Why it failed"
        : MapRunStatus.Is(run.Status, MapRunStatus.Aborted) ? "Why it stopped"
        : "What failed";

    private static Html Sampled(MapRunFailure failure) => failure switch
    {
        { SampledExecutions: 0 } => Html.None,
        { UnsuccessfulExecutions: { } all } when all > failure.SampledExecutions => Html.Of(
            $"""
            <p class="note">Unsuccessful child executions, by error and cause. Of {all:N0}, {failure.SampledExecutions:N0} were looked into,
            the latest of each status; the figures are about these.</p>
            """),
        { SampledExecutions: 1 } => Html.Of($"""<p class="note">The one unsuccessful child execution.</p>"""),
        _ => Html.Of($"""<p class="note">All {failure.SampledExecutions:N0} unsuccessful child executions, by error and cause.</p>"""),
    };

    private static Html Group(MapRunFailure failure, long most) => Html.Of(
        $"""
        <article class="group">
        <div class="count">{Count(failure, most)}</div>
        <div class="why">
        <p class="title">{ChildTable.Why(failure, 0)}</p>
        <p class="note">{string.Join(" · ", Facts(failure))}</p>
        {Sample(failure)}
        </div>
        </article>
        """);

    private static Html Count(MapRunFailure failure, long most) => failure.Scope == FailureScope.MapRun ? Html.None : Html.Of(
        $"""
        <b>{failure.Executions:N0}</b>
        <svg class="bar" width="100%" height="10" aria-hidden="true"><rect width="100%" height="10" class="s-waiting"/>
        <rect width="{Math.Max(1, 100.0 * failure.Executions / most):0.##}%" height="10" class="{Fill(failure)}"/></svg>
        """);

    private static string Fill(MapRunFailure failure) => failure.Scope == FailureScope.CutOff ? "s-aborted" : "s-failed";

    private static IEnumerable<string> Facts(MapRunFailure failure)
    {
        if (failure.Items is { } items)
        {
            yield return Wording.Things(items, "item");
        }

        if (failure is { FirstSeen: { } first, LastSeen: { } last })
        {
            yield return first == last ? $"{Wording.Date(last)} UTC" : $"{Wording.Date(first)} to {Wording.Date(last)} UTC";
        }
    }

    // That those which were cut off were cut off says all there is to say.
    private static Html Sample(MapRunFailure failure)
    {
        if (failure.Scope == FailureScope.CutOff || string.IsNullOrEmpty(failure.SampleCause))
        {
            return Html.None;
        }

        var cause = failure.SampleCause;
        var cut = cause.Length <= LongestSample ? cause.Length
            : char.IsHighSurrogate(cause[LongestSample - 1]) ? LongestSample - 1 : LongestSample;
        return Html.Of(
            $"""
            <pre>{Html.Lines(cause[..cut])}{(cut < cause.Length ? $"… ({Wording.Number(cause.Length)} characters in all)" : null)}</pre>
            <p class="arn">{(failure.Scope == FailureScope.MapRun ? "Parent execution" : "One of them")}:
            {Html.Name(failure.SampleExecutionArn)}</p>
            """);
    }

    private static Html Rest(MapRunFailure[] rest) => Html.Of(
        $"""
        <p class="note">And {Wording.Things(rest.Length, "more group")}, of
        {Wording.Things(rest.Sum(failure => failure.Executions), "child execution")}: Get-SFNMapRunFailure lists them.</p>
        """);
}
