using SfnMapRun.Formatting;
using SfnMapRun.Model;

namespace SfnMapRun.Exporting;

/// <summary>What the page tells of one Map Run, what matters most first.</summary>
internal static class RunSection
{
    /// <summary>The section.</summary>
    /// <param name="report">What is known of the Map Run.</param>
    /// <param name="number">Which section it is, from 1.</param>
    public static Html Of(MapRunReport report, int number)
    {
        var run = report.Run;
        return Html.Of(
            $"""
            <section class="run" id="run-{number}">
            <header>
            <h2>{run.StateMachineName ?? "-"}{(run.Label is { } label ? Html.Of($" <span>/ {label}</span>") : Html.None)}</h2>
            <p class="id">Map Run {run.MapRunId ?? "-"}</p>
            <p class="lead">{Pill(run)} {Wording.Summary(run)}</p>
            </header>
            <dl class="tiles">{Html.Join(Tiles(run))}</dl>
            {Figure("Items", ItemsFigure.Of(run))}
            {FailureFigure.Of(report)}
            {HistoryFigure.Of(report)}
            {Stragglers(report)}
            {Redrive(run)}
            <h3>Details</h3>
            <dl class="facts">{Html.Join(Facts(run).Select(fact => Html.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>")))}</dl>
            <h3>What this is based on</h3>
            <ul class="based">{Html.Join(Basis(report).Select(line => Html.Of($"<li>{line}</li>")))}</ul>
            </section>
            """);
    }

    /// <summary>The status, standing out as its kind does in the terminal.</summary>
    public static Html Pill(MapRun run)
    {
        var kind = MapRunStatus.Is(run.Status, MapRunStatus.Failed) ? "bad"
            : MapRunStatus.Is(run.Status, MapRunStatus.Succeeded) ? "good"
            : "plain";
        return Html.Of($"""<span class="pill {kind}">{run.Status ?? "-"}</span>""");
    }

    private static Html Figure(string title, Html figure) => figure == Html.None ? Html.None : Html.Of($"<h3>{title}</h3>\n{figure}");

    private static IEnumerable<Html> Tiles(MapRun run)
    {
        yield return Tile("Finished", ProgressTable.Done(run), run.ItemCounts is { Total: > 0 and { } total }
            ? $"{Wording.Number(run.ItemCounts.Finished)} of {Wording.Things(total, "item")}"
            : "no items known");
        yield return Tile("Failed items", Wording.Number(run.ItemsFailed), Wording.Tolerated(run), run.ToleratedFailureExceeded == true);
        yield return Tile(
            MapRunStatus.HasStopped(run) ? "Ran for" : "Running for",
            CellFormat.Duration(run.Duration),
            Wording.Rate(run));
        if (MapRunStatus.IsUnsuccessful(run.Status) && run.ItemsRedrivable is { } redrivable)
        {
            yield return Tile(
                "Can be redriven",
                Wording.Number(redrivable),
                redrivable > 0 && run.RedriveUntil is { } until ? $"until {CellFormat.Date(until.ToUniversalTime())}" : "items");
        }
    }

    private static Html Tile(string name, string value, string? remark, bool isBad = false) => Html.Of(
        $"""<div class="tile{(isBad ? " bad" : null)}"><dt>{name}</dt><dd><b>{value}</b> <span>{remark}</span></dd></div>""");

    private static Html Stragglers(MapRunReport report)
    {
        var running = report.Children.Stragglers.ToArray();
        if (running.Length == 0)
        {
            return Html.None;
        }

        var median = report.Children.MedianSeconds is { } seconds
            ? $" Half of those that succeeded took no longer than {CellFormat.Duration(TimeSpan.FromSeconds(seconds))}."
            : null;
        return Html.Of(
            $"""
            <h3>Running longest</h3>
            <p class="note">The child executions that have been running longest.{median}</p>
            <table>
            <thead>
            <tr><th>Child execution</th><th>Running since (UTC)</th><th class="number">For</th><th class="number">Items</th></tr>
            </thead>
            <tbody>
            {Html.Join(running.Select(Straggler))}
            </tbody>
            </table>
            """);
    }

    private static Html Straggler(MapRunExecution child)
    {
        var since = ChildHistory.RunningSince(child);
        var duration = child.DescribedDate.ToUniversalTime() - since is { Ticks: > 0 } known ? known : (TimeSpan?)null;
        return Html.Of(
            $"""
            <tr><td class="arn">{Html.Name(child.Name ?? "-")}</td><td>{Wording.Date(since)}</td>
            <td class="number">{CellFormat.Duration(duration)}</td><td class="number">{Wording.Number(child.ItemCount)}</td></tr>
            """);
    }

    private static Html Redrive(MapRun run) => Wording.Redrive(run) is not { } text ? Html.None : Html.Of(
        $"""
        <h3>Redrive</h3>
        <p>{text}{(run.ItemsNotRedrivable > 0 ? $" {Wording.Number(run.ItemsNotRedrivable)} can't be redriven." : null)}</p>
        {(run.ItemsRedrivable > 0 ? Html.Of($"<pre>Restart-SFNMapRun '{run.MapRunArn}'</pre>") : Html.None)}
        """);

    private static IEnumerable<(string Name, Html Value)> Facts(MapRun run)
    {
        yield return ("Started", Html.Of($"{Wording.Date(run.StartDate)} UTC"));
        yield return ("Stopped", run.StopDate is { } stop ? Html.Of($"{Wording.Date(stop)} UTC") : Html.Of($"-"));
        yield return ("Region", Html.Of($"{run.Region ?? "-"}"));
        yield return ("Account", Html.Of($"{run.AccountId ?? "-"}"));
        yield return ("Concurrency", Html.Of($"{(run.MaxConcurrency == 0 ? "no limit of its own" : Wording.Number(run.MaxConcurrency))}"));
        yield return ("Tolerated failures", Html.Of($"{Thresholds(run)}"));
        yield return ("Redriven", Html.Of($"{Redriven(run)}"));
        yield return ("Map Run", Html.Name(run.MapRunArn ?? "-"));
        yield return ("Started by", Html.Name(run.ExecutionArn ?? "-"));
    }

    // The service reports a threshold that was not set as 0.
    private static string Thresholds(MapRun run) => string.Join(
        " or ",
        new[]
        {
            run.ToleratedFailurePercentage > 0 ? $"{CellFormat.ExactPercentage(run.ToleratedFailurePercentage)} of the items" : null,
            run.ToleratedFailureCount > 0 ? Wording.Things(run.ToleratedFailureCount.Value, "item") : null,
        }.OfType<string>()) is { Length: > 0 } thresholds
            ? thresholds
            : run.ToleratedFailures is null ? "-"
            : "none";

    private static string Redriven(MapRun run) => run.RedriveDate is { } date
        ? $"{Wording.Things(run.RedriveCount ?? 1, "time")}, last {Wording.Date(date)} UTC"
        : "never";

    private static IEnumerable<Html> Basis(MapRunReport report)
    {
        yield return Html.Of($"Counts of items and child executions as of {Wording.Date(report.Run.DescribedDate)} UTC.");
        foreach (var series in report.Children.Series)
        {
            yield return series.IsComplete
                ? Html.Of($"Child executions {series.Status}: all {series.Read:N0}.")
                : Html.Of($"Child executions {series.Status}: {series.Read:N0} of {Wording.Number(series.Total)}{Since(series)}.");
        }

        if (report.Failures is [{ SampledExecutions: > 0 and var sampled, UnsuccessfulExecutions: var all }, ..])
        {
            var more = all > sampled ? Html.Of($" (<code>-Top</code> looks into more)") : Html.None;
            yield return Html.Of($"Errors and causes of {sampled:N0} of {Wording.Number(all)} unsuccessful child executions{more}.");
        }

        foreach (var problem in report.Problems)
        {
            yield return Html.Of($"Could not be read: {problem}");
        }
    }

    private static Html Since(ChildSeries series) => series.ReadSince is not { } date ? Html.None : Html.Of(
        $", the latest, which started from {Wording.Date(date)} UTC on (<code>-MaxExecutions</code> reads more)");
}
