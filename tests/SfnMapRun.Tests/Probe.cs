using System.Reflection;
using SfnMapRun.Formatting;

namespace SfnMapRun.Tests;

/// <summary>Reads all that can be read of an object: whatever it holds, nothing may throw.</summary>
internal static class Probe
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // What the views call, of whatever class it is.
    private static readonly MethodInfo[] Formatters =
    [
        .. typeof(CellFormat).Assembly.GetTypes()
            .Where(type => type.Namespace == "SfnMapRun.Formatting")
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.GetParameters() is [var first, .. var rest] && IsOurs(first.ParameterType) && rest.All(CanBeMade)),
    ];

    /// <summary>Reads every member, public or not, of an object and of those in it, and formats them all.</summary>
    public static void All(object value) => All(value, new HashSet<object>(ReferenceEqualityComparer.Instance));

    // Counts know the Map Run that they belong to.
    private static void All(object value, HashSet<object> seen)
    {
        if (!seen.Add(value))
        {
            return;
        }

        Assert.NotEmpty(Formatters);
        Assert.NotNull(value.ToString());
        foreach (var property in value.GetType().GetProperties(Members).Where(property => property.GetIndexParameters().Length == 0))
        {
            if (property.GetValue(value) is { } member && IsOurs(member.GetType()))
            {
                All(member, seen);
            }
        }

        foreach (var method in Formatters.Where(method => method.GetParameters()[0].ParameterType.IsInstanceOfType(value)))
        {
            foreach (var width in new[] { 1, 20, 80, 500 })
            {
                method.Invoke(null, [value, .. method.GetParameters().Skip(1).Select(parameter => Made(parameter.ParameterType, width))]);
            }
        }
    }

    private static bool IsOurs(Type type) => type.Namespace == "SfnMapRun" && type.Assembly == typeof(MapRun).Assembly && type.IsClass;

    private static bool CanBeMade(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(int) || parameter.ParameterType == typeof(bool) || parameter.ParameterType == typeof(Palette);

    private static object? Made(Type type, int width) => type == typeof(int) ? width
        : type == typeof(bool) ? width > 50
        : Palette.None;
}
