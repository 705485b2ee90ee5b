using System.Management.Automation;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>Refuses a client token that the service would refuse.</summary>
internal sealed class ClientTokenAttribute : ValidateArgumentsAttribute
{
    // From the service model, shape ClientToken.
    private const int MaxLength = 64;

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is string token && (token.Length is 0 or > MaxLength || token.Any(c => c is < '!' or > '~')))
        {
            throw new ValidationMetadataException(
                $"'{token}' can't be a client token: give 1 to {MaxLength} letters, digits and signs of ASCII without spaces, "
                + "such as the text of New-Guid.");
        }
    }
}
