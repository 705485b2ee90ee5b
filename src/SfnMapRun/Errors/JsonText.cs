namespace SfnMapRun.Errors;

/// <summary>Tells the text of JSON, whole or line by line, from other input.</summary>
internal static class JsonText
{
    /// <summary>Whether an object or a list begins with a text; an ARN in brackets is none.</summary>
    public static bool Begins(string text) => text.AsSpan().Trim() switch
    {
        ['{'] or ['['] => true,
        ['{', var next, ..] => next is '"' or '}' || char.IsWhiteSpace(next),
        ['[', var next, ..] => next is '"' or '{' or '[' or ']' || char.IsWhiteSpace(next),
        _ => false,
    };

    /// <summary>How many objects and lists a text opens more than it closes.</summary>
    public static int DepthOf(string text)
    {
        var depth = 0;
        var isInString = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when isInString:
                    i++;
                    break;
                case '"':
                    isInString = !isInString;
                    break;
                case '{' or '[' when !isInString:
                    depth++;
                    break;
                case '}' or ']' when !isInString:
                    depth--;
                    break;
            }
        }

        return depth;
    }
}
