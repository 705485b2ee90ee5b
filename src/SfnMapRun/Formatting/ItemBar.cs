using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>
/// The items of a Map Run as a bar: each state has a shape of its own, so that it reads without colour. What there is of a state is
/// never too little to be seen, so that only what is complete looks complete.
/// </summary>
internal static class ItemBar
{
    private const int Eighths = 8;
    private const string PartialBlocks = "▏▎▍▌▋▊▉";

    private static readonly (char Shape, string Name)[] States =
        [('█', "succeeded"), ('×', "failed"), ('/', "aborted"), ('▒', "running"), ('·', "not started")];

    /// <summary>What the shapes stand for.</summary>
    public static string Legend(Palette palette) =>
        string.Join("  ", States.Select((state, i) => $"{Coloured(palette, i, state.Shape.ToString())} {state.Name}"));

    /// <summary>The bar in so many cells; null where no items are known.</summary>
    /// <param name="run">The Map Run.</param>
    /// <param name="cells">At least one for each state.</param>
    /// <param name="palette">The colours.</param>
    public static string? Of(MapRun run, int cells, Palette palette)
    {
        if (ItemShares.Of(run) is not { } shares)
        {
            return null;
        }

        // The total of one that runs may still grow: it never looks complete.
        var isGrowing = MapRunStatus.Is(run.Status, MapRunStatus.Running) && shares is { Running: 0, NotStarted: 0 };
        decimal[] others = [shares.Failed, shares.Aborted, shares.Running, isGrowing ? 1 : shares.NotStarted];
        var done = EighthsOfDone(shares.Succeeded, shares.Sum, Math.Max(cells, States.Length), others.Count(share => share > 0));
        var cellsOfOthers = Allocate(others, Math.Max(cells, States.Length) - ((done + Eighths - 1) / Eighths));
        var bar = Coloured(palette, 0, Blocks(done));
        return bar + string.Concat(cellsOfOthers.Select((count, i) => Coloured(palette, i + 1, new string(States[i + 1].Shape, count))));
    }

    // Cut down. Each other state takes at least a cell; what has succeeded takes at least an eighth.
    private static int EighthsOfDone(decimal succeeded, decimal sum, int cells, int others)
    {
        if (others == 0)
        {
            return cells * Eighths;
        }

        var exact = (int)Math.Floor(succeeded / sum * cells * Eighths);
        return Math.Min(succeeded > 0 ? Math.Max(1, exact) : 0, (cells - others) * Eighths);
    }

    // In proportion, but at least a cell of what there is; what rounding leaves over goes to those that it took most from.
    private static int[] Allocate(decimal[] shares, int cells)
    {
        var sum = shares.Sum();
        if (sum == 0)
        {
            return new int[shares.Length];
        }

        var exact = shares.Select(share => share / sum * cells).ToArray();
        var whole = exact.Select(value => value > 0 ? Math.Max(1, (int)value) : 0).ToArray();
        for (var left = cells - whole.Sum(); left != 0; left -= Math.Sign(left))
        {
            var most = Enumerable.Range(0, whole.Length)
                .Where(i => left > 0 ? exact[i] > 0 : whole[i] > 1)
                .MaxBy(i => Math.Sign(left) * (exact[i] - whole[i]));
            whole[most] += Math.Sign(left);
        }

        return whole;
    }

    private static string Blocks(int eighths) =>
        new string(States[0].Shape, eighths / Eighths)
        + (eighths % Eighths > 0 ? PartialBlocks[(eighths % Eighths) - 1].ToString() : string.Empty);

    // Aborted and not started are neither good nor bad.
    private static string Coloured(Palette palette, int state, string text)
    {
        var colour = state switch
        {
            0 => palette.Good,
            1 => palette.Bad,
            3 => palette.Active,
            _ => string.Empty,
        };
        return colour.Length == 0 || text.Length == 0 ? text : colour + text + palette.Reset;
    }
}
