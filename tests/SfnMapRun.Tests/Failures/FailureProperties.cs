using CsCheck;
using SfnMapRun.Failures;

namespace SfnMapRun.Tests.Failures;

/// <summary>The laws of folding causes and of sampling.</summary>
public sealed class FailureProperties
{
    private static readonly Gen<string> Words = Gen.OneOf(
        "Connection", "to", "lost", "No", "stock", "for", "item", "timeout", "States.TaskFailed", "(Service:", "S3)", "after", "ms", "key=");

    // What differs from child to child.
    private static readonly Gen<Func<int, string>> Varying = Gen.OneOf<Func<int, string>>(
        i => new Guid(i + 1, 7, 9, 1, 2, 3, 4, 5, 6, 7, 8).ToString(),
        i => $"{i + 10}",
        i => $"10.0.{i % 200}.7",
        i => DateTime.UnixEpoch.AddMinutes(i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        i => $"arn:aws:states:eu-central-1:123456789012:execution:Orders/Import:{i}");

    [Fact]
    public void Causes_that_differ_in_ids_numbers_dates_and_addresses_alone_have_one_shape() =>
        Gen.Select(Gen.Select(Words, Varying).Array[1, 8], Gen.Int[0, 9999], Gen.Int[0, 9999]).Sample((parts, i, j) =>
            Assert.Equal(CauseShape.Of(Cause(parts, i)), CauseShape.Of(Cause(parts, j))));

    [Fact]
    public void Causes_of_different_words_have_different_shapes() =>
        Gen.Select(Words.Array[1, 8], Words.Array[1, 8]).Sample((first, second) =>
            Assert.Equal(first.SequenceEqual(second), CauseShape.Of(string.Join(' ', first)) == CauseShape.Of(string.Join(' ', second))));

    [Fact]
    public void Any_text_has_a_shape_of_one_line_and_of_bounded_length() =>
        Gen.OneOf<string>(Gen.String, Gen.String[Gen.Char["{}\"\\:,ab1 \n\uD83D\uDE00\u001b-"], 0, 2000]).Sample(cause =>
        {
            var shape = CauseShape.Of(cause);
            Assert.DoesNotContain(shape, char.IsControl);
            Assert.InRange(shape.Length, 0, 200);
        });

    [Fact]
    public void A_group_holds_what_was_added_to_it_and_none_is_lost() =>
        Gen.Select(Gen.OneOf("FAILED", "TIMED_OUT"), Gen.OneOf<string?>("NoStock", "States.Timeout", null), Gen.OneOf<string?>("none left", "no route to 10.0.0.7", null), Gen.Long[0, 50])
            .Array[0, 200].Sample(children =>
            {
                var grouping = new FailureGrouping();
                foreach (var (status, error, cause, items) in children)
                {
                    grouping.Add(new MapRunExecution { Status = status, Error = error, Cause = cause, ItemCount = items, StopDate = DateTime.UnixEpoch.AddSeconds(items) });
                }

                var groups = grouping.Groups();
                Assert.Equal((children.Length, (long)children.Length), (grouping.Count, groups.Sum(group => group.Executions)));
                Assert.Equal(children.Sum(child => child.Item4), groups.Sum(group => group.Items));
                Assert.Equal(children.Select(child => (child.Item1, child.Item2, child.Item3)).Distinct().Count(), groups.Count);
                Assert.Equal(groups.Select(group => group.Executions).OrderDescending(), groups.Select(group => group.Executions));
                Assert.All(groups, group => Assert.True(group.FirstSeen <= group.LastSeen));
            });

    [Fact]
    public void A_sample_is_no_larger_than_asked_for_nor_than_there_is_and_hides_no_kind() =>
        Gen.Select(Gen.Long[0, 2000].Array[1, 5], Gen.Int[1, 3000]).Sample((counts, top) =>
        {
            var sizes = SampleAllocation.Of([.. counts.Select(count => (long?)count)], top);
            Assert.InRange(sizes.Sum(), 0, top);
            Assert.All(sizes.Zip(counts), pair => Assert.InRange(pair.First, 0, pair.Second));
            if (top >= counts.Count(count => count > 0))
            {
                Assert.All(sizes.Zip(counts), pair => Assert.Equal(pair.Second > 0, pair.First > 0));
            }

            if (top >= counts.Sum())
            {
                Assert.Equal(counts.Sum(), sizes.Sum());
            }
        });

    private static string Cause((string Word, Func<int, string> Varying)[] parts, int i) =>
        string.Join(' ', parts.Select(part => $"{part.Word} {part.Varying(i)}"));
}
