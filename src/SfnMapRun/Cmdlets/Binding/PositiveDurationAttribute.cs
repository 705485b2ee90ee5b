using System.Management.Automation;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>Refuses a time span that is none to wait for.</summary>
internal sealed class PositiveDurationAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is WaitTime time && time.TotalSeconds <= 0)
        {
            throw new ValidationMetadataException($"{time} is no time to wait: give a number of seconds, or a TimeSpan, above 0.");
        }
    }
}
