using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CsCheck;
using SfnMapRun.Tests.Cmdlets;

namespace SfnMapRun.Tests.Conversion;

/// <summary>Every object of the module, with any values, comes back whole: from a script's hashtable, from JSON, from a job.</summary>
public sealed class ConversionProperties : IDisposable
{
    private readonly PowerShellSession _session = new();

    public static TheoryData<Type> Types() =>
        [typeof(MapRun), typeof(MapRunItemCounts), typeof(MapRunExecutionCounts), typeof(MapRunListItem), typeof(MapRunExecution), typeof(MapRunFailure)];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public void From_a_hashtable(Type type) => AssertRoundTrip(type, "[{0}]$in", Hashtable);

    [Theory]
    [MemberData(nameof(Types))]
    public void From_the_fields_of_JSON_as_the_AWS_CLI_writes_it(Type type) => AssertRoundTrip(type, "[{0}]$in", value => Fields(value, camelCase: true));

    [Theory]
    [MemberData(nameof(Types))]
    public void From_a_job_or_a_file(Type type) => AssertRoundTrip(
        type, "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($in, 3))", value => value);

    private void AssertRoundTrip(Type type, string script, Func<object, object> from) => Objects(type).Sample(
        value =>
        {
            _session.Set("in", from(value));
            var result = _session.Run(string.Format(CultureInfo.InvariantCulture, script, type.FullName));
            Assert.Null(result.Ending);
            AssertSame(value, Assert.Single(result.Output)!);
        },
        iter: 20,
        threads: 1);

    private static void AssertSame(object expected, object actual)
    {
        Assert.Same(expected.GetType(), actual.GetType());
        foreach (var property in expected.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var (one, other) = (property.GetValue(expected), property.GetValue(actual));
            if (one is MapRunCounts)
            {
                AssertSame(one, other!);
            }
            else
            {
                Assert.True(Equals(one, other), $"{property.Name} was {one} and came back as {other}.");
            }
        }
    }

    private static Hashtable Hashtable(object value)
    {
        var table = new Hashtable();
        foreach (var property in value.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var field = property.GetValue(value);
            table[property.Name.ToUpperInvariant()] = field is MapRunCounts ? Hashtable(field) : field;
        }

        return table;
    }

    private static PSObject Fields(object value, bool camelCase)
    {
        var fields = new PSObject();
        foreach (var property in value.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var field = property.GetValue(value);
            var name = camelCase ? char.ToLowerInvariant(property.Name[0]) + property.Name[1..] : property.Name;
            fields.Properties.Add(new PSNoteProperty(name, field switch
            {
                MapRunCounts => Fields(field, camelCase),
                DateTime date => date.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
                _ => field,
            }));
        }

        return fields;
    }

    // Objects of a type, with any values in what can be set, a third of them unknown.
    private static Gen<object> Objects(Type type) => type.GetProperties().Where(property => property.CanWrite)
        .Aggregate(
            Gen.Const((object?)null).Select(_ => Activator.CreateInstance(type)!),
            (objects, property) => Gen.Select(objects, Values(property.PropertyType, Nullable(property)), (value, field) =>
            {
                property.SetValue(value, field);
                return value;
            }));

    private static bool Nullable(System.Reflection.PropertyInfo property) =>
        !property.PropertyType.IsValueType || System.Nullable.GetUnderlyingType(property.PropertyType) is not null;

    private static Gen<object?> Values(Type type, bool canBeNull)
    {
        var values = (System.Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(string) => Gen.String[Gen.Char[' ', '\uD7FF'], 0, 40].Select(value => (object?)value),
            var t when t == typeof(int) => Gen.Int.Select(value => (object?)value),
            var t when t == typeof(long) => Gen.Long.Select(value => (object?)value),
            var t when t == typeof(double) => Gen.Double[0, 100].Select(value => (object?)value),
            var t when t == typeof(DateTime) => Gen.Int.Select(value => (object?)DateTime.UnixEpoch.AddSeconds(Math.Abs((long)value)).ToLocalTime()),
            var t => Objects(t).Select(value => (object?)value),
        };
        return canBeNull ? Gen.Frequency<object?>((1, Gen.Const((object?)null)), (2, values)) : values;
    }
}
