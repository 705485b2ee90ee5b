using System.Globalization;
using SfnMapRun.Formatting;
using SfnMapRun.Model;

namespace SfnMapRun.Exporting;

/// <summary>When child executions came to their end: a plot for each way to end, one below the other on the same axis of time.</summary>
internal static class HistoryFigure
{
    private const int Height = 64;

    /// <summary>The plots; nothing where no child execution has come to its end.</summary>
    public static Html Of(MapRunReport report)
    {
        var plots = Plots(report.Children.Series).Where(plot => plot.Total > 0).ToArray();
        var stops = plots.SelectMany(plot => plot.Series).SelectMany(series => series.Stops).ToArray();
        if (stops.Length == 0)
        {
            return Html.None;
        }

        var run = report.Run;
        var starts = new[] { run.StartDate?.ToUniversalTime() ?? stops.Min(), stops.Min() };
        var axis = new TimeAxis(starts.Min(), new[] { (run.StopDate ?? run.DescribedDate).ToUniversalTime(), stops.Max() }.Max());
        var redriven = run.RedriveDate?.ToUniversalTime();
        return Html.Of(
            $"""
            <h3>Child executions over time</h3>
            <p class="note">How many ended every {Length(axis.Part, string.Empty)}.
            {(redriven is null ? null : "The dashed line is the last redrive.")}</p>
            <figure class="history">
            {Html.Join(plots.Select(plot => PlotOf(plot, axis, redriven)))}
            {Axis(axis)}
            </figure>
            """);
    }

    private static Plot[] Plots(IEnumerable<ChildSeries> series)
    {
        var byStatus = series.ToLookup(one => one.Status);
        return
        [
            new("Succeeded", "s-succeeded", [.. byStatus[MapRunStatus.Succeeded]]),
            new("Failed or timed out", "s-failed", [.. byStatus[MapRunStatus.Failed], .. byStatus[MapRunStatus.TimedOut]]),
            new("Aborted", "s-aborted", [.. byStatus[MapRunStatus.Aborted]]),
        ];
    }

    private static Html PlotOf(Plot plot, TimeAxis axis, DateTime? redriven)
    {
        var counts = axis.Histogram(plot.Series.SelectMany(series => series.Stops));
        var most = counts.Max();
        var bars = counts.Select((count, i) => (Count: count, At: i)).Where(bar => bar.Count > 0).Select(bar =>
        {
            var height = Math.Max(2.0, (Height - 4.0) * bar.Count / most);
            var from = axis.Start + (bar.At * axis.Part);
            return Html.Of(
                $"""
                <rect x="{100.0 * bar.At / axis.Parts:0.##}%" y="{Height - height:0.#}" width="{100.0 / axis.Parts:0.##}%"
                 height="{height:0.#}" class="{plot.Class}"><title>{CellFormat.ExactDate(from)}: {bar.Count:N0}</title></rect>
                """);
        });
        return Html.Of(
            $"""
            <div class="caption"><b>{plot.Name}</b><span>{Read(plot)}, at most {most:N0} in {Length(axis.Part, "a ")}</span></div>
            <svg width="100%" height="{Height}" role="img" aria-label="{plot.Name}: {Read(plot)}">
            {Unread(plot, axis)}
            {Html.Join(bars)}
            {(redriven is { } date ? Line("mark", axis.At(date), Height) : Html.None)}
            <line class="axis" x1="0" x2="100%" y1="{Height - 0.5}" y2="{Height - 0.5}"/>
            </svg>
            """);
    }

    private static string Read(Plot plot) =>
        plot.Read == plot.Total ? Wording.Number(plot.Read) : $"{Wording.Number(plot.Read)} of {Wording.Number(plot.Total)} read";

    // Where those that were not read may have ended.
    private static Html Unread(Plot plot, TimeAxis axis)
    {
        if (plot.Series.All(series => series.IsComplete))
        {
            return Html.None;
        }

        var until = plot.Series.Where(series => !series.IsComplete).Max(series => series.ReadSince is { } since ? axis.At(since) : 1);
        return Html.Of(
            $"""
            <rect class="s-unread" width="{100 * until:0.##}%" height="{Height}"><title>Not all that ended here were read</title></rect>
            """);
    }

    private static Html Axis(TimeAxis axis)
    {
        var ticks = axis.Ticks;
        var labels = ticks.Select((tick, i) =>
        {
            // The date stands below the time, where it is a new one; alone where a part is a day or longer.
            var day = tick.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var isDayAlone = axis.Part >= TimeSpan.FromDays(1);
            var isNewDay = !isDayAlone && (i == 0 || tick.Date != ticks[i - 1].Date);
            var time = tick.ToString(axis.Part < TimeSpan.FromMinutes(1) ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture);
            return Html.Join(
            [
                Line("axis", axis.At(tick), 5),
                Label(isDayAlone ? day : time, axis.At(tick), 18),
                isNewDay ? Label(day, axis.At(tick), 33) : Html.None,
            ]);
        });
        return Html.Of($"""<svg class="times" width="100%" height="38" aria-hidden="true">{Html.Join(labels)}</svg>""");
    }

    private static Html Line(string kind, double at, int height) =>
        Html.Of($"""<line class="{kind}" x1="{100 * at:0.##}%" x2="{100 * at:0.##}%" y1="0" y2="{height}"/>""");

    // Within the plot, also at its ends.
    private static Html Label(string text, double at, int y) => Html.Of(
        $"""<text x="{100 * at:0.##}%" y="{y}" text-anchor="{(at < 0.12 ? "start" : at > 0.88 ? "end" : "middle")}">{text}</text>""");

    // A single one has no number: every minute, in a minute.
    private static string Length(TimeSpan part, string article)
    {
        var (number, unit) = part switch
        {
            { TotalMinutes: < 1 } => (part.TotalSeconds, "second"),
            { TotalHours: < 1 } => (part.TotalMinutes, "minute"),
            { TotalDays: < 1 } => (part.TotalHours, "hour"),
            _ => (part.TotalDays, "day"),
        };
        return number > 1 ? Wording.Things((long)number, unit) : unit == "hour" && article.Length > 0 ? "an hour" : $"{article}{unit}";
    }

    private sealed record Plot(string Name, string Class, IReadOnlyList<ChildSeries> Series)
    {
        public long Read => Series.Sum(series => series.Read);

        public long Total => Series.Sum(series => series.Total ?? series.Read);
    }
}
