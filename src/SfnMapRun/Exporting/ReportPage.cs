using System.Globalization;
using System.Reflection;
using SfnMapRun.Formatting;

namespace SfnMapRun.Exporting;

/// <summary>The page: one file with all that it needs, and no script. It opens without a network, and prints.</summary>
internal static class ReportPage
{
    // Even if a text got past the escaping, no browser would run it or fetch what it names.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    private static readonly Html Style = Part("report.css");
    private static readonly Html Patterns = Part("report.svg");

    /// <summary>The page about Map Runs.</summary>
    /// <param name="reports">What is known of each, in the order in which they are shown.</param>
    /// <param name="missing">Those that could not be described, and why.</param>
    /// <param name="now">When it is made.</param>
    public static string Of(
        IReadOnlyList<MapRunReport> reports, IReadOnlyList<(string MapRunArn, string Why)> missing, DateTimeOffset now) => Html.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Title(reports)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        {Patterns}
        <main>
        <h1>Map Run report <span>{now.UtcDateTime:yyyy-MM-dd HH:mm} UTC{Local(now)}</span></h1>
        {Overview(reports)}
        {Html.Join(missing.Select(Missing))}
        {Html.Join(reports.Select((report, i) => RunSection.Of(report, i + 1)))}
        <footer>All times are UTC. Made by Export-SFNMapRunReport of SfnMapRun {Version()}.</footer>
        </main>
        </body>
        </html>

        """).ToString();

    private static string Title(IReadOnlyList<MapRunReport> reports) => reports is [var only]
        ? $"{ArnName.Short(only.Run.MapRunArn)} {only.Run.Status} - Map Run report"
        : $"{reports.Count} Map Runs - Map Run report";

    private static Html Overview(IReadOnlyList<MapRunReport> reports) => reports.Count < 2 ? Html.None : Html.Of(
        $"""
        <h2>{reports.Count} Map Runs</h2>
        <ul class="overview">
        {Html.Join(reports.Select((report, i) => Html.Of(
            $"""
            <li>{RunSection.Pill(report.Run)}<a href="#run-{i + 1}">{Html.Name(ArnName.Short(report.Run.MapRunArn))}</a>
            <div>{ItemsFigure.Bar(report.Run, height: 14)}</div>
            <span class="number">{ProgressTable.Done(report.Run)}, {Wording.Number(report.Run.ItemsFailed)} failed</span></li>
            """)))}
        </ul>
        """);

    private static Html Missing((string MapRunArn, string Why) missing) => Html.Of(
        $"""<p class="missing"><b>Not in this report:</b> <span class="arn">{Html.Name(missing.MapRunArn)}</span> {missing.Why}</p>""");

    private static string Local(DateTimeOffset now) => now.Offset == TimeSpan.Zero
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $" ({now:yyyy-MM-dd HH:mm zzz} where it was made)");

    private static string Version() => typeof(ReportPage).Assembly.GetName().Version!.ToString(3);

    private static Html Part(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return Html.Trusted(reader.ReadToEnd());
    }
}
