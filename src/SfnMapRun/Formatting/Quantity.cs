using System.Globalization;

namespace SfnMapRun.Formatting;

/// <summary>A number of things in words: 1 call, 2 calls.</summary>
internal static class Quantity
{
    /// <summary>A number, with the singular or the plural of what it counts.</summary>
    public static string Of(long number, string singular, string plural) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? singular : plural)}");

    /// <summary>The same with a plural in s.</summary>
    public static string Of(long number, string singular) => Of(number, singular, singular + "s");
}
