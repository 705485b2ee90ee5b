using System.Management.Automation;
using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets.Connection;

/// <summary>The defaults that AWS Tools for PowerShell keeps in a session, where that module is loaded.</summary>
internal static class AwsToolsDefaults
{
    /// <summary>What reads the keys of <c>$StoredAWSCredentials</c>; null where there are none.</summary>
    public static Func<KeySet>? Credential(PSCmdlet cmdlet)
    {
        // The variable's own members are hidden; that module's command gives what it stands for.
        if (cmdlet.SessionState.PSVariable.GetValue("StoredAWSCredentials") is null
            || cmdlet.InvokeCommand.GetCommand("Get-AWSCredential", CommandTypes.Cmdlet | CommandTypes.Function) is null)
        {
            return null;
        }

        var credential = cmdlet.InvokeCommand.InvokeScript("Get-AWSCredential").FirstOrDefault();
        return credential is null ? null : CredentialShape.ReaderOf(credential, "$StoredAWSCredentials");
    }

    /// <summary>The Region in <c>$StoredAWSRegion</c>; null where there is none.</summary>
    public static string? Region(PSCmdlet cmdlet) =>
        cmdlet.SessionState.PSVariable.GetValue("StoredAWSRegion")?.ToString() is { Length: > 0 } region ? region : null;
}
