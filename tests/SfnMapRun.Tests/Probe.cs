using System.Collections.Concurrent;
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

    private static readonly int[] Widths = [1, 20, 80, 500];

    // Looking them up takes longer than reading them.
    private static readonly ConcurrentDictionary<Type, TypeMembers> MembersByType = new();

    /// <summary>Reads every member, public or not, of an object and of those in it, and formats them all.</summary>
    public static void All(object value) => All(value, new HashSet<object>(ReferenceEqualityComparer.Instance));

    // Counts know the Map Run that they belong to.
    private static void All(object value, HashSet<object> seen)
    {
        if (!seen.Add(value))
        {
            return;
        }

        Assert.NotNull(value.ToString());
        var members = MembersByType.GetOrAdd(value.GetType(), MembersOf);
        foreach (var property in members.Properties)
        {
            if (property.GetValue(value) is { } member && IsOurs(member.GetType()))
            {
                All(member, seen);
            }
        }

        foreach (var (method, further) in members.Formatters)
        {
            method.Invoke(null, [value, .. further]);
        }
    }

    private static TypeMembers MembersOf(Type type)
    {
        Assert.NotEmpty(Formatters);
        return new TypeMembers(
            [.. type.GetProperties(Members).Where(property => property.GetIndexParameters().Length == 0)],
            [
                .. from method in Formatters
                   let parameters = method.GetParameters()
                   where parameters[0].ParameterType.IsAssignableFrom(type)
                   from width in Widths
                   select (method, parameters.Skip(1).Select(parameter => Made(parameter.ParameterType, width)).ToArray()),
            ]);
    }

    private static bool IsOurs(Type type) => type.Namespace == "SfnMapRun" && type.Assembly == typeof(MapRun).Assembly && type.IsClass;

    private static bool CanBeMade(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(int) || parameter.ParameterType == typeof(bool) || parameter.ParameterType == typeof(Palette);

    private static object? Made(Type type, int width) => type == typeof(int) ? width
        : type == typeof(bool) ? width > 50
        : Palette.None;

    // A formatter stands there once for each width, with its arguments after the first.
    private sealed record TypeMembers(PropertyInfo[] Properties, (MethodInfo Method, object?[] Further)[] Formatters);
}
