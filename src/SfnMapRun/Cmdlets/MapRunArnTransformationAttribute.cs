using System.Collections;
using System.Management.Automation;

namespace SfnMapRun.Cmdlets;

/// <summary>
/// Lets an object stand for the Map Run that it names: anything with a <c>MapRunArn</c>, and the answer of
/// <c>aws stepfunctions list-map-runs</c>, whose <c>mapRuns</c> hold many.
/// </summary>
internal sealed class MapRunArnTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var arns = ArnsOf(inputData).ToArray();
        return arns.Length == 1 ? arns[0] : arns;
    }

    private static IEnumerable<object?> ArnsOf(object? input)
    {
        var value = input is PSObject wrapper ? wrapper.BaseObject : input;
        return value switch
        {
            // One that is missing is an error about that one, not about all of them.
            null => [string.Empty],
            string => [value],
            IEnumerable many and not IDictionary => many.Cast<object?>().SelectMany(ArnsOf),
            _ when Member(input, value, "MapRunArn") is { } arn => [arn],
            _ when Member(input, value, "MapRuns") is { } list => ArnsOf(list),
            _ => [input],
        };
    }

    private static object? Member(object? input, object value, string name) =>
        value is IDictionary dictionary
            ? dictionary.Keys.OfType<string>().Where(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(key => dictionary[key]).FirstOrDefault()
            : PSObject.AsPSObject(input).Properties[name]?.Value;
}
