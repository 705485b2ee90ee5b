using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets.Completion;

/// <summary>Completes a parameter from names that the gateway to AWS knows.</summary>
public abstract class AwsCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Names(Surroundings.Current.Gateway)
            .Where(name => name.Contains(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .OrderBy(name => !name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => new CompletionResult(Quote(name), name, CompletionResultType.ParameterValue, name));

    private protected abstract IEnumerable<string> Names(IAwsGateway gateway);

    private static string Quote(string name) =>
        name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.')
            ? name
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
