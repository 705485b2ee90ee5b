using System.ComponentModel;

namespace SfnMapRun.Formatting;

/// <summary>The cells of the table about the results of a Map Run.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ResultTable
{
    private const int WithoutScreen = 60;

    // Characters, of an input that may have hundreds of thousands: more than any screen is wide.
    private const int Ample = 1000;

    /// <summary>How long a child execution ran, short.</summary>
    public static string Ran(MapRunResult result) => CellFormat.ShortDuration(DurationOf(result));

    /// <summary>The same in words.</summary>
    public static string Duration(MapRunResult result) => CellFormat.Duration(DurationOf(result));

    /// <summary>The name of the child execution with its UUIDs cut, within a number of cells; "-" where there is none.</summary>
    public static string Name(MapRunResult result, int width) => string.Join('\n', ArnName.ChildWithin(ShortName(result), width));

    /// <summary>The name with its UUIDs cut.</summary>
    public static string ShortName(MapRunResult result) => ArnName.ShortChild(result.Name);

    /// <summary>The error; "-" where there was none.</summary>
    /// <param name="result">The result.</param>
    /// <param name="room">
    /// The cells of this column and that of the input together, which PowerShell makes alike; 0 or less where they are not known.
    /// </param>
    public static string Error(MapRunResult result, int room) => TerminalText.Within(result.Error, room / 2);

    /// <summary>How the input begins and ends: all of it has room in no table.</summary>
    /// <param name="result">The result.</param>
    /// <param name="room">As for <see cref="Error"/>.</param>
    public static string Input(MapRunResult result, int room)
    {
        var text = result.Input is { Length: > 2 * Ample } input ? input[..Ample] + input[^Ample..] : result.Input;
        return Ellipsis.InTheMiddle(string.IsNullOrEmpty(text) ? "-" : TerminalText.Show(text), room > 0 ? room / 2 : WithoutScreen);
    }

    private static TimeSpan? DurationOf(MapRunResult result) =>
        result.DurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
