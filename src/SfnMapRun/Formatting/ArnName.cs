using SfnMapRun.Model;

namespace SfnMapRun.Formatting;

/// <summary>
/// What a Map Run or an execution is called where its ARN would be too long: STATEMACHINE/LABEL:ID. The name of the state machine
/// stays readable; UUIDs are cut to their first eight digits where there is no room, which tells them apart still.
/// </summary>
internal static class ArnName
{
    /// <summary>What stands for the name where the text is not an ARN.</summary>
    public const string Unknown = "-";

    private const int ShortUuid = 8;

    /// <summary>The name with its UUIDs cut, in one line: for messages.</summary>
    public static string Short(string? arn) => StepFunctionsArn.TryParse(arn, out var parsed)
        ? Join(Name(parsed), Labelled(ShortId(parsed.Label)), ShortId(parsed.Id))
        : Unknown;

    /// <summary>The name within a width: in one line where it can be shortened to that, else broken between its parts.</summary>
    /// <param name="arn">The ARN.</param>
    /// <param name="width">In cells; 0 or less where it is not known, for the full name.</param>
    public static IReadOnlyList<string> Within(string? arn, int width)
    {
        var forms = Forms(arn);
        return forms.FirstOrDefault(form => width <= 0 || DisplayWidth.Of(form) <= width) is { } form ? [form]
            : StepFunctionsArn.TryParse(arn, out var parsed) ? Pack(parsed, width)
            : [.. TextLines.Of(forms[0], width)];
    }

    /// <summary>
    /// The name in one line of a width that is all there is: without the label if need be, and at last with the middle of the state
    /// machine's name left out.
    /// </summary>
    public static string OneLine(string? arn, int width)
    {
        if (Forms(arn).FirstOrDefault(form => DisplayWidth.Of(form) <= width) is { } fitting)
        {
            return fitting;
        }

        if (!StepFunctionsArn.TryParse(arn, out var parsed))
        {
            return Unknown;
        }

        var (name, id) = (Name(parsed), ShortId(parsed.Id));
        var end = id is null ? string.Empty : $":{id}";
        return Ellipsis.InTheMiddle(name, width - DisplayWidth.Of(end)) + end;
    }

    /// <summary>The name of a child execution within a width, its UUIDs cut if need be; an express child's name is two of them.</summary>
    public static IEnumerable<string> ChildWithin(string? name, int width)
    {
        var shown = string.IsNullOrEmpty(name) ? Unknown : TerminalText.Show(name);
        return TextLines.Of(width <= 0 || DisplayWidth.Of(shown) <= width ? shown : ShortChild(name), width);
    }

    /// <summary>The name of a child execution with its UUIDs cut.</summary>
    public static string ShortChild(string? name) => string.IsNullOrEmpty(name) ? Unknown : ShortId(name)!;

    // From the longest to the shortest that still tells Map Runs apart.
    private static string[] Forms(string? arn)
    {
        if (!StepFunctionsArn.TryParse(arn, out var parsed))
        {
            return [Unknown];
        }

        var (name, label, id) = (Name(parsed), Shown(parsed.Label), Shown(parsed.Id));
        var (shortLabel, shortId) = (ShortId(parsed.Label), ShortId(parsed.Id));
        string[] forms =
        [
            Join(name, Labelled(label), id), Join(name, Labelled(shortLabel), id), Join(name, Labelled(shortLabel), shortId),
        ];
        return label == shortLabel ? forms : [.. forms, Join(name, null, shortId)];
    }

    // The parts in their order, as many to a line as fit.
    private static List<string> Pack(StepFunctionsArn arn, int width)
    {
        var (label, id) = (ShortId(arn.Label), ShortId(arn.Id));
        var parts = new[] { Name(arn), label == Shown(arn.Label) ? Labelled(label) : null, id is null ? null : $":{id}" };
        List<string> lines = [];
        foreach (var part in parts.OfType<string>())
        {
            if (lines.Count > 0 && DisplayWidth.Of(lines[^1]) + DisplayWidth.Of(part) <= width)
            {
                lines[^1] += part;
            }
            else
            {
                lines.AddRange(TextLines.Of(part, width));
            }
        }

        return lines;
    }

    private static string Join(string name, string? label, string? id) => $"{name}{label}{(id is null ? null : $":{id}")}";

    private static string? Labelled(string? label) => label is null ? null : $"/{label}";

    private static string Name(StepFunctionsArn arn) => TerminalText.Show(arn.StateMachineName);

    private static string? Shown(string? part) => part is null ? null : TerminalText.Show(part);

    // An express child's id is two of them, with a colon between.
    private static string? ShortId(string? id) => id is null ? null : string.Join(':', id.Split(':').Select(ShortPart));

    private static string ShortPart(string part) => Guid.TryParseExact(part, "D", out _) ? part[..ShortUuid] : TerminalText.Show(part);
}
