using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace SfnMapRun.Conversion;

/// <summary>
/// Makes a Map Run, its counts, or one of the other objects of this module from a hashtable, from the AWS CLI's JSON, or from what came back from a job. Names
/// are taken in any case, dates also as epoch seconds. A hashtable is typed by hand, so that an unknown name in it is
/// an error; in an object, members that are unknown or computed are passed over.
/// </summary>
public sealed class MapRunConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) =>
        sourceValue.BaseObject is IDictionary or PSCustomObject;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        var result = Activator.CreateInstance(destinationType)!;
        var byHand = sourceValue.BaseObject is IDictionary;
        foreach (var (name, value) in MembersOf(sourceValue))
        {
            var property = destinationType.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is { CanWrite: true })
            {
                property.SetValue(result, Convert(value, property));
            }
            else if (byHand)
            {
                throw new PSInvalidCastException(property is null
                    ? $"A {destinationType.Name} has no property '{name}'. It takes {NamesOf(destinationType)}."
                    : $"'{property.Name}' of a {destinationType.Name} is computed. It takes {NamesOf(destinationType)}.");
            }
        }

        return result;
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();

    private static IEnumerable<(string Name, object? Value)> MembersOf(PSObject source) => source.BaseObject is IDictionary dictionary
        ? dictionary.Cast<DictionaryEntry>().Select(entry => (entry.Key.ToString()!, entry.Value))
        : source.Properties.Select(property => (property.Name, (object?)property.Value));

    private static object? Convert(object? value, PropertyInfo property)
    {
        if (value is null)
        {
            return property.PropertyType == typeof(DateTime) ? DateTime.Now : null;
        }

        try
        {
            return IsDate(property.PropertyType) && EpochSeconds(value) is { } seconds
                ? DateTime.UnixEpoch.AddSeconds(seconds)
                : LanguagePrimitives.ConvertTo(value, property.PropertyType, CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException e)
        {
            throw new PSInvalidCastException($"{property.Name}: {e.Message}", e);
        }
    }

    private static bool IsDate(Type type) => type == typeof(DateTime) || type == typeof(DateTime?);

    private static double? EpochSeconds(object value) => (value is PSObject wrapper ? wrapper.BaseObject : value) switch
    {
        double number => number,
        decimal number => (double)number,
        long number => number,
        int number => number,
        _ => null,
    };

    private static string NamesOf(Type type) => string.Join(", ", type.GetProperties().Where(property => property.CanWrite).Select(property => property.Name));
}
