namespace SfnMapRun.Failures;

/// <summary>Allocates a bounded sample among kinds of failures, so that the many don't hide the few.</summary>
internal static class SampleAllocation
{
    // Enough to see what a rare kind is about.
    private const int LeastOfEach = 20;

    /// <summary>
    /// How many of each kind to sample: some of each, the rest in proportion, and together as many as asked for, or all.
    /// </summary>
    /// <param name="counts">How many there are of each kind; null where that is not known.</param>
    /// <param name="top">How many to sample altogether.</param>
    public static int[] Of(IReadOnlyList<long?> counts, int top)
    {
        var known = counts.Select(count => count ?? top).ToArray();
        var least = Math.Min(LeastOfEach, Math.Max(1, top / Math.Max(1, known.Count(count => count > 0))));
        var shares = new int[known.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = (int)Math.Min(Math.Min(known[i], least), top - shares.Sum());
        }

        var open = known.Zip(shares, (count, share) => (decimal)(count - share)).ToArray();
        var (rest, total) = (top - shares.Sum(), open.Sum());
        if (total == 0)
        {
            return shares;
        }

        // What rounding leaves over goes to those that it took most from.
        var exact = open.Select(count => Math.Min(count, rest * count / total)).ToArray();
        var rounded = shares.Zip(exact, (share, more) => share + (int)more).ToArray();
        var left = (int)Math.Min(rest, total) - exact.Sum(more => (int)more);
        foreach (var kind in Enumerable.Range(0, known.Length).OrderByDescending(i => exact[i] - Math.Floor(exact[i])).Take(left))
        {
            rounded[kind]++;
        }

        return rounded;
    }
}
