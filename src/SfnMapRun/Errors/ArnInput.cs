namespace SfnMapRun.Errors;

/// <summary>
/// Reads the texts of a command's input: lines of a file, what other tools print, what people paste. Says of each what it is: an ARN
/// to be, or nothing.
/// </summary>
internal sealed class ArnInput
{
    private static readonly char[] Separators = ['\t', '\r', '\n'];
    private bool _isJsonGiven;
    private int _jsonDepth;

    /// <summary>The parts of a text that stand for something each, and those that are passed over.</summary>
    /// <param name="text">A text of the input. Tabs and line breaks separate ARNs, as the AWS CLI and files have it.</param>
    /// <param name="isOnlyOne">Whether it was given as the one argument: then it stands for something, even where it is empty.</param>
    public IEnumerable<InputPart> Read(string text, bool isOnlyOne)
    {
        if (IsJson(text))
        {
            // One error for all the lines of it: each would say the same.
            var isFirst = !_isJsonGiven;
            _isJsonGiven = true;
            return [new InputPart(text, isFirst ? null : "a part of JSON text")];
        }

        var parts = text.Split(Separators, StringSplitOptions.TrimEntries);
        return parts.Length == 1 && isOnlyOne
            ? [new InputPart(parts[0], null)]
            : parts.Select(part => new InputPart(part, part switch
            {
                "" => "a blank line",
                ['#', ..] => "a comment",
                _ => null,
            }));
    }

    // Where an object or a list begins, until it ends; a bare ARN is never a line of it.
    private bool IsJson(string text)
    {
        if (_jsonDepth == 0 && !JsonText.Begins(text))
        {
            return false;
        }

        if (_jsonDepth > 0 && text.AsSpan().TrimStart().StartsWith("arn:", StringComparison.Ordinal))
        {
            _jsonDepth = 0;
            return false;
        }

        _jsonDepth = Math.Max(0, _jsonDepth + JsonText.DepthOf(text));
        return true;
    }
}
