using System.Globalization;

namespace SfnMapRun.Formatting;

/// <summary>Shortens a text that has to fit, where nothing else helps.</summary>
internal static class Ellipsis
{
    /// <summary>The beginning and the end of a text, with an ellipsis between them where it is wider than so many cells.</summary>
    public static string InTheMiddle(string text, int width)
    {
        if (DisplayWidth.Of(text) <= width)
        {
            return text;
        }

        var room = Math.Max(0, width - 1);
        var elements = Elements(text).ToList();
        var start = Take(elements, room - (room / 2));
        var end = Take(Enumerable.Reverse(elements), room / 2);
        return $"{string.Concat(start)}…{string.Concat(Enumerable.Reverse(end))}";
    }

    private static IEnumerable<string> Elements(string text)
    {
        for (var enumerator = StringInfo.GetTextElementEnumerator(text); enumerator.MoveNext();)
        {
            yield return enumerator.GetTextElement();
        }
    }

    private static List<string> Take(IEnumerable<string> elements, int width)
    {
        List<string> taken = [];
        foreach (var element in elements)
        {
            width -= DisplayWidth.Of(element);
            if (width < 0)
            {
                break;
            }

            taken.Add(element);
        }

        return taken;
    }
}
