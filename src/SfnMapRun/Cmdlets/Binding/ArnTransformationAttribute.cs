using System.Collections;
using System.Management.Automation;
using SfnMapRun.Model;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>
/// Lets an object stand for what it names: anything with a member of the parameter's name, and the output of a list command
/// of the AWS CLI, which holds many such under a name of its own.
/// </summary>
/// <param name="member">The member that holds the ARN, such as <c>MapRunArn</c>.</param>
/// <param name="list">The member of a list command's output, such as <c>mapRuns</c>.</param>
internal sealed class ArnTransformationAttribute(string member, string list) : ArgumentTransformationAttribute
{
    /// <summary>
    /// Whether a child execution, or a group of failed ones, stands for itself, and not for its Map Run: what happens to a Map
    /// Run must not happen because one of its children was piped in.
    /// </summary>
    public bool KeepsChildrenApart { get; init; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var arns = ArnsOf(inputData).ToArray();
        return arns.Length == 1 ? arns[0] : arns;
    }

    private static object? Member(object? input, object value, string name) =>
        value is IDictionary dictionary
            ? dictionary.Keys.OfType<string>()
                .Where(key => key.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(key => dictionary[key])
                .FirstOrDefault()
            : PSObject.AsPSObject(input).Properties[name]?.Value;

    private static object? ChildOf(object? input, object value)
    {
        var execution = Member(input, value, "ExecutionArn");
        return Member(input, value, "SampleExecutionArn") ?? (IsChildOf(Member(input, value, "MapRunArn"), execution) ? execution : null);
    }

    // A Map Run inside a child execution has that for its parent: it bears another label.
    private static bool IsChildOf(object? mapRun, object? execution) =>
        StepFunctionsArn.TryParse(execution?.ToString(), out var child) && child.Kind == ArnKind.ChildExecution
        && !(StepFunctionsArn.TryParse(mapRun?.ToString(), out var parent) && parent.Label != child.Label);

    private IEnumerable<object?> ArnsOf(object? input)
    {
        var value = input is PSObject wrapper ? wrapper.BaseObject : input;
        return value switch
        {
            // One that is missing is an error about that one, not about all of them.
            null => [string.Empty],
            string => [value],
            IEnumerable many and not IDictionary => many.Cast<object?>().SelectMany(ArnsOf),
            _ when KeepsChildrenApart && ChildOf(input, value)?.ToString() is { } child =>
                [Member(input, value, member)?.ToString() is { } mapRun ? ChildOrigin.Remember(child, mapRun) : child],
            _ when Member(input, value, member) is { } arn => [arn],
            _ when Member(input, value, list) is { } items
                && (items is PSObject holder ? holder.BaseObject : items) is IEnumerable and not string => ArnsOf(items),
            _ => [input],
        };
    }
}
