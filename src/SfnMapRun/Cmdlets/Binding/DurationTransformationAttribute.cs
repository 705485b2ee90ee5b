using System.Globalization;
using System.Management.Automation;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>Takes a number as seconds, as other waiting commands do; a TimeSpan and its text stay what they are.</summary>
internal sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapper ? wrapper.BaseObject : inputData;
        var isNumber = value is string text
            ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            : LanguagePrimitives.TryConvertTo(value is TimeSpan ? null : value, CultureInfo.InvariantCulture, out seconds)
                && value is not (null or TimeSpan);
        return isNumber && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : inputData;
    }
}
