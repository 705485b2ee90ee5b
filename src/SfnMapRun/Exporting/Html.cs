using System.Globalization;
using System.Net;
using SfnMapRun.Formatting;

namespace SfnMapRun.Exporting;

/// <summary>
/// Markup. What is put into it is text, and can't become markup, unless it is markup already: so no text of the service is ever
/// more than shown.
/// </summary>
internal sealed class Html : IFormatProvider, ICustomFormatter
{
    private readonly string _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>Nothing.</summary>
    public static Html None { get; } = new(string.Empty);

    /// <summary>Markup with values in it: text is shown as it is, controls made visible; numbers are written alike everywhere.</summary>
    public static Html Of(FormattableString markup) => new(markup.ToString(None));

    /// <summary>Markup that is part of this program.</summary>
    public static Html Trusted(string markup) => new(markup);

    /// <summary>One after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Join('\n', parts));

    /// <summary>A name or an ARN, which is broken between its parts where it can be.</summary>
    public static Html Name(string? name) => new(
        Encode(name).Replace("/", "/<wbr/>", StringComparison.Ordinal).Replace(":", "<wbr/>:", StringComparison.Ordinal));

    /// <summary>A text that may have lines of its own.</summary>
    public static Html Lines(string text) => new(string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Encode)));

    /// <inheritdoc/>
    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    /// <inheritdoc/>
    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        Html html => html._markup,
        IFormattable formattable => Encode(formattable.ToString(format, CultureInfo.InvariantCulture)),
        _ => Encode(arg?.ToString()),
    };

    /// <summary>The markup.</summary>
    public override string ToString() => _markup;

    private static string Encode(string? text) => WebUtility.HtmlEncode(TerminalText.Show(text));
}
