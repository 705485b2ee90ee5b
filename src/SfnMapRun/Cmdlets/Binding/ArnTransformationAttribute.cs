using System.Collections;
using System.Globalization;
using System.Management.Automation;
using SfnMapRun.Model;

namespace SfnMapRun.Cmdlets.Binding;

/// <summary>
/// Lets an object stand for what it names: anything with a member of the parameter's name, and the output of a list command
/// of the AWS CLI, which holds many such under a name of its own. Never fails: in place of what can't be read comes a text that says
/// so in parentheses, which then is an error about that one.
/// </summary>
/// <param name="member">The member that holds the ARN, such as <c>MapRunArn</c>.</param>
/// <param name="list">The member of a list command's output, such as <c>mapRuns</c>.</param>
internal sealed class ArnTransformationAttribute(string member, string list) : ArgumentTransformationAttribute
{
    // Lists within lists; the output of a list command takes three.
    private const int MaxDepth = 16;

    /// <summary>
    /// The member that holds the ARN of an object without <c>member</c> and <c>list</c>, such as <c>StateMachineArn</c>; null for none.
    /// </summary>
    public string? OtherMember { get; init; }

    /// <summary>The member of a list command's output that holds many such, such as <c>stateMachines</c>; null for none.</summary>
    public string? OtherList { get; init; }

    /// <summary>
    /// Whether a child execution, or a group of failed ones, stands for itself, and not for its Map Run: what happens to a Map
    /// Run must not happen because one of its children was piped in.
    /// </summary>
    public bool KeepsChildrenApart { get; init; }

    /// <inheritdoc/>
    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var arns = new List<string>();
        Collect(inputData, arns, []);
        return arns.ToArray();
    }

    private string Members => OtherMember is null ? One(member) : $"{One(member)} or {One(OtherMember)}";

    private static string One(string name) => $"{("AEIOU".Contains(name[0], StringComparison.Ordinal) ? "an" : "a")} {name}";

    private static object? Unwrapped(object? input) => input is PSObject wrapper ? wrapper.BaseObject : input;

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

    private static string TextOf(object input, object value) =>
        (string?)LanguagePrimitives.ConvertTo(input, typeof(string), CultureInfo.InvariantCulture)
            ?? $"(an object of type {value.GetType().Name})";

    private static string FirstLine(Exception exception)
    {
        var cause = exception.GetBaseException().Message;
        return cause.Split('\n')[0].Trim();
    }

    // What was found before something fails is kept.
    private void Collect(object? input, List<string> arns, Stack<object> holders)
    {
        var value = Unwrapped(input);
        if (value is null or string)
        {
            // One that is missing is an error about that one, not about all of them.
            arns.Add(value as string ?? "$null");
            return;
        }

        // All objects of names and values have one base object.
        var self = value is PSCustomObject ? input! : value;
        if (holders.Count == MaxDepth || holders.Any(holder => ReferenceEquals(holder, self)))
        {
            arns.Add($"(an object of type {value.GetType().Name} that holds itself, or others too deep)");
            return;
        }

        holders.Push(self);
        try
        {
            CollectFrom(input!, value, arns, holders);
        }
        catch (Exception e)
        {
            // The getters and the enumerators of somebody else's object may throw what they like.
            arns.Add($"(an object of type {value.GetType().Name} that can't be read: {FirstLine(e)})");
        }
        finally
        {
            holders.Pop();
        }
    }

    private void CollectFrom(object input, object value, List<string> arns, Stack<object> holders)
    {
        if (value is IEnumerable many and not IDictionary)
        {
            CollectEach(many, arns, holders);
        }
        else if (KeepsChildrenApart && value is MapRunResult { ExecutionArn: null })
        {
            arns.Add("(an item that never started, which does not stand for its Map Run)");
        }
        else if (KeepsChildrenApart && ChildOf(input, value)?.ToString() is { } child)
        {
            arns.Add(Member(input, value, member)?.ToString() is { } mapRun ? ChildOrigin.Remember(child, mapRun) : child);
        }
        else if ((HeldBy(input, value, member, list) ?? HeldBy(input, value, OtherMember, OtherList)) is { } held)
        {
            Collect(held, arns, holders);
        }
        else
        {
            // The text of one that is made of names and values would show all that it holds, such as keys.
            arns.Add(value is IDictionary or PSCustomObject ? $"(an object without {Members})" : TextOf(input, value));
        }
    }

    private static object? HeldBy(object input, object value, string? member, string? list) =>
        member is null || list is null ? null : Member(input, value, member) ?? ListIn(input, value, list);

    private static object? ListIn(object input, object value, string list) =>
        Member(input, value, list) is { } items && Unwrapped(items) is IEnumerable and not string ? items : null;

    private void CollectEach(IEnumerable many, List<string> arns, Stack<object> holders)
    {
        var isEmpty = true;
        foreach (var item in many)
        {
            isEmpty = false;
            Collect(item, arns, holders);
        }

        if (isEmpty)
        {
            arns.Add($"(an empty list, without {Members})");
        }
    }
}
