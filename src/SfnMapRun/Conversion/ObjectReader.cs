using System.Reflection;

namespace SfnMapRun.Conversion;

/// <summary>
/// Makes an object of this module from named values: of a hashtable, of the AWS CLI's JSON, or of what came back from a job. Names
/// are taken in any case, dates also as epoch seconds.
/// </summary>
/// <param name="convert">Converts a value to a type, as PowerShell does.</param>
internal sealed class ObjectReader(Func<object, Type, object?> convert)
{
    /// <summary>Makes an object of a type.</summary>
    /// <param name="type">One of the types of this module's objects.</param>
    /// <param name="values">Names and values.</param>
    /// <param name="isTyped">
    /// Whether a person has typed the names, so that one that is unknown or computed is an error; otherwise it is passed over.
    /// </param>
    /// <exception cref="InvalidCastException">A name or a value is wrong.</exception>
    public object Read(Type type, IEnumerable<(string Name, object? Value)> values, bool isTyped)
    {
        var result = Activator.CreateInstance(type)!;
        foreach (var (name, value) in values)
        {
            var property = type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is { CanWrite: true })
            {
                Set(result, property, value);
            }
            else if (isTyped)
            {
                throw new InvalidCastException(property is null
                    ? $"A {type.Name} has no property '{name}'. It takes {NamesOf(type)}."
                    : $"'{property.Name}' of a {type.Name} is computed. It takes {NamesOf(type)}.");
            }
        }

        return result;
    }

    private void Set(object result, PropertyInfo property, object? value)
    {
        // What is not known stays as it is: null, or now for the date of the description.
        if (value is null)
        {
            if (Nullable.GetUnderlyingType(property.PropertyType) is not null || !property.PropertyType.IsValueType)
            {
                property.SetValue(result, null);
            }

            return;
        }

        try
        {
            property.SetValue(result, IsDate(property.PropertyType) && EpochSeconds(value) is { } seconds
                ? DateTime.UnixEpoch.AddSeconds(seconds)
                : convert(value, property.PropertyType));
        }
        catch (Exception e)
        {
            throw new InvalidCastException($"{property.Name}: {e.Message}", e);
        }
    }

    private static bool IsDate(Type type) => type == typeof(DateTime) || type == typeof(DateTime?);

    private static double? EpochSeconds(object value) => value switch
    {
        double number => number,
        decimal number => (double)number,
        long number => number,
        int number => number,
        _ => null,
    };

    private static string NamesOf(Type type) =>
        string.Join(", ", type.GetProperties().Where(property => property.CanWrite).Select(property => property.Name));
}
