using System.Globalization;
using System.Management.Automation;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>Refuses a text that is longer than the service takes. One that is empty or null passes, as what may be left out.</summary>
/// <param name="length">How many characters it may have.</param>
internal sealed class LongestTextAttribute(int length) : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is string text && text.Length > length)
        {
            throw new ValidationMetadataException(string.Create(
                CultureInfo.InvariantCulture, $"The text has {text.Length} characters; the service takes {length} at the most."));
        }
    }
}
