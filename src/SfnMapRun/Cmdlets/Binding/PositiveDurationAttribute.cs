using System.Management.Automation;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>Refuses a time span that is none to wait for.</summary>
internal sealed class PositiveDurationAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan duration && duration <= TimeSpan.Zero)
        {
            throw new ValidationMetadataException($"{duration} is no time to wait: give a number of seconds, or a TimeSpan, above 0.");
        }
    }
}
