namespace SfnMapRun.Exporting;

/// <summary>Shares out a bounded number of child executions among statuses.</summary>
internal static class FairShare
{
    /// <summary>
    /// How many of each status to read at the most: the few are read whole, and what they leave is shared evenly by the many.
    /// </summary>
    /// <param name="counts">How many there are of each status; null where that is not known.</param>
    /// <param name="most">How many to read altogether.</param>
    public static int Of(IEnumerable<long?> counts, int most)
    {
        var ascending = counts.Select(count => Math.Max(0, count ?? most)).Order().ToArray();
        var rest = most;
        for (var i = 0; i < ascending.Length; i++)
        {
            var share = rest / (ascending.Length - i);
            if (ascending[i] > share)
            {
                return Math.Max(1, share);
            }

            rest -= (int)ascending[i];
        }

        return most;
    }
}
