using System.Text.RegularExpressions;
using SfnMapRun.Model;

namespace SfnMapRun.Redriving;

/// <summary>What the state machine's own role may not do, as the cause of a failed redrive tells.</summary>
internal static partial class RolePermission
{
    /// <summary>The action with its resource, as a policy has to name them; null where the cause is about something else.</summary>
    public static string? Missing(string? cause, StepFunctionsArn mapRun)
    {
        var match = NotAuthorized().Match(cause ?? string.Empty);
        if (!match.Success)
        {
            return null;
        }

        // A policy for the one child execution that the cause names would be useless for the next.
        var action = match.Groups["action"].Value;
        var resource = action == "states:RedriveExecution"
            ? $"arn:{mapRun.Partition}:states:{mapRun.Region}:{mapRun.AccountId}:execution:{mapRun.StateMachineName}/{mapRun.Label}:*"
            : match.Groups["resource"].Value;
        return $"{action} on {resource}";
    }

    [GeneratedRegex(
        @"is not authorized to perform: (?<action>[\w-]+:\w+) on resource: (?<resource>\S*[^\s.,;])", RegexOptions.CultureInvariant)]
    private static partial Regex NotAuthorized();
}
