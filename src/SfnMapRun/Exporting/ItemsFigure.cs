using SfnMapRun.Formatting;

namespace SfnMapRun.Exporting;

/// <summary>
/// The items of a Map Run as a bar: the states of the terminal's bar, in the same order and colours, each with a pattern of its own.
/// </summary>
internal static class ItemsFigure
{
    // What there is of a state is never too little to be seen.
    private const decimal Least = 0.006m;

    /// <summary>The bar with what its parts stand for; nothing where no items are known.</summary>
    public static Html Of(MapRun run) => ItemShares.Of(run) is not { } shares ? Html.None : Html.Of(
        $"""
        <figure>
        {Bar(run, height: 30)}
        <ul class="legend">
        {Html.Join(States(shares).Where(state => state.Items > 0).Select(state => Legend(state, shares.Sum)))}
        </ul>
        </figure>
        """);

    /// <summary>The bar alone; nothing where no items are known.</summary>
    public static Html Bar(MapRun run, int height)
    {
        if (ItemShares.Of(run) is not { } shares)
        {
            return Html.None;
        }

        var states = States(shares).Where(state => state.Items > 0).ToArray();
        var widths = states.Select(state => Math.Max(Least, state.Items / shares.Sum)).ToArray();
        var sum = widths.Sum();
        var label = string.Join(", ", states.Select(state => $"{state.Name.ToLowerInvariant()} {Wording.Number((long)state.Items)}"));
        var parts = states.Select((state, i) => Html.Of(
            $"""
            <rect x="{100 * widths[..i].Sum() / sum:0.##}%" width="{100 * widths[i] / sum:0.##}%" height="{height}"
             class="{state.Class}"><title>{state.Name}: {state.Items:N0}</title></rect>
            """));
        return Html.Of(
            $"""<svg class="bar" width="100%" height="{height}" role="img" aria-label="Items: {label}">{Html.Join(parts)}</svg>""");
    }

    private static Html Legend((string Name, string Class, decimal Items) state, decimal all) => Html.Of(
        $"""
        <li><svg width="14" height="14" aria-hidden="true"><rect width="14" height="14" rx="2" class="{state.Class}"/></svg>
        {state.Name} <b>{state.Items:N0}</b> <span>{Wording.Share(state.Items, all)}</span></li>
        """);

    private static (string Name, string Class, decimal Items)[] States(ItemShares shares) =>
    [
        ("Succeeded", "s-succeeded", shares.Succeeded),
        ("Failed or timed out", "s-failed", shares.Failed),
        ("Aborted", "s-aborted", shares.Aborted),
        ("Running", "s-running", shares.Running),
        ("Not started", "s-waiting", shares.NotStarted),
    ];
}
