using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using SfnMapRun.Conversion;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>
/// Lets PowerShell make a Map Run, its counts, or another object of this module from a hashtable, from the AWS CLI's JSON, or from
/// what came back from a job.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MapRunConverter : PSTypeConverter
{
    private static readonly ObjectReader Reader = new(
        (value, type) => LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture));

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
        try
        {
            return Reader.Read(destinationType, MembersOf(sourceValue), isTyped: sourceValue.BaseObject is IDictionary);
        }
        catch (Exception e)
        {
            // The getters of somebody else's object may throw what they like.
            throw new PSInvalidCastException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();

    private static IEnumerable<(string Name, object? Value)> MembersOf(PSObject source) => source.BaseObject is IDictionary dictionary
        ? dictionary.Cast<DictionaryEntry>().Select(entry => (entry.Key.ToString()!, Unwrapped(entry.Value)))
        : source.Properties.Select(property => (property.Name, Unwrapped(property.Value)));

    private static object? Unwrapped(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject : value;
}
