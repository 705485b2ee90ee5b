using System.Collections;
using System.Management.Automation;

namespace SfnMapRun.Tests.Fuzz;

/// <summary>Makes input that no command was made for.</summary>
internal sealed class OddInput(Random random)
{
    /// <summary>What is thrown where a text is asked for.</summary>
    public const string NoText = "no text";

    private const string Arn = FakeStepFunctions.MapRunArn;

    private static readonly string[] Texts =
    [
        "", " ", "\t", "\n", "#", "# x", "{", "}", "[", "]", "[]", "{}", "null", "\0", "\ud800", "\u202e", "'", "\"\"", "<>", "((((", ",,,", ";",
        "arn", "arn:", "arn:::::::", "arn:aws:states:::", "%", "%41", "https://", "https://x/%ZZ", "https://x/arn%3Aaws%3Astates", "7", "NaN", "$null",
        "arn:aws:states:eu-central-1:123456789012:stateMachine:A", "arn:aws:states:eu-central-1:123456789012:execution:A:b",
        "arn:aws:states:eu-central-1:123456789012:execution:A/B:c", "arn:aws:s3:::bucket", "arn:aws:states:evil.example/x:1:mapRun:A/B:1",
        Arn + "\t" + Arn + "x", Arn + "," + Arn + "x", "'" + Arn, "{\"mapRunArn\":\"" + Arn + "\"}", "https://console/#/" + Arn + "?a",
    ];

    private static readonly string[] Names =
        ["MapRunArn", "mapRunArn", "ExecutionArn", "SampleExecutionArn", "mapRuns", "executions", "Name", "", " ", "Count", "Length"];

    /// <summary>One of any kind.</summary>
    public object? Next(int depth = 0) => random.Next(depth > 3 ? 5 : 16) switch
    {
        0 => null,
        1 => Text(),
        2 => Scalar(),
        3 => new Throwing(random.Next(4)),
        4 => new string((char)random.Next(1, 0x3000), random.Next(1, 3000)),
        5 => Enumerable.Range(0, random.Next(4)).Select(_ => Next(depth + 1)).ToArray(),
        6 => new ArrayList(Enumerable.Range(0, random.Next(4)).Select(_ => Next(depth + 1)).ToArray()),
        7 or 8 => Table(depth),
        9 or 10 or 11 => Record(depth),
        12 => Circle(),
        13 => new ThrowingList(random.Next(3)),
        14 => new MapRunExecution { ExecutionArn = Text(), MapRunArn = random.Next(2) == 0 ? null : Text() },
        _ => PSObject.AsPSObject(Next(depth + 1) ?? string.Empty),
    };

    private static object[] Circle()
    {
        var list = new ArrayList();
        var table = new Hashtable { ["mapRuns"] = list, ["executions"] = list };
        table["MapRunArn"] = table;
        list.Add(table);
        list.Add(list);
        return [list, table, new Hashtable { ["mapRuns"] = list }];
    }

    private object Scalar() => random.Next(8) switch
    {
        0 => double.NaN,
        1 => DBNull.Value,
        2 => DateTime.MaxValue,
        3 => Guid.Empty,
        4 => random.NextInt64(),
        5 => typeof(string),
        6 => ConsoleColor.Red,
        _ => true,
    };

    private string Text() => Texts[random.Next(Texts.Length)];

    private Hashtable Table(int depth)
    {
        var table = new Hashtable();
        for (var i = random.Next(4); i > 0; i--)
        {
            object key = random.Next(6) == 0 ? random.Next() : Names[random.Next(Names.Length)];
            table[key] = Next(depth + 1);
        }

        return table;
    }

    private PSObject Record(int depth)
    {
        var record = new PSObject();
        for (var i = random.Next(5); i > 0; i--)
        {
            var name = Names[random.Next(Names.Length)];
            if (name.Trim().Length > 0 && record.Properties[name] is null)
            {
                record.Properties.Add(random.Next(6) == 0
                    ? new PSScriptProperty(name, ScriptBlock.Create("throw 'no'"))
                    : new PSNoteProperty(name, Next(depth + 1)));
            }
        }

        return record;
    }

    private sealed class Throwing(int what)
    {
        public string MapRunArn => what == 0 ? throw new InvalidOperationException("no arn\nat all") : null!;

        public object ExecutionArn => what == 1 ? throw new NotSupportedException() : 7;

        public override string ToString() => what == 2 ? throw new InvalidOperationException(NoText) : null!;
    }

    private sealed class ThrowingList(int when) : IEnumerable
    {
        public IEnumerator GetEnumerator()
        {
            for (var i = 0; i < when; i++)
            {
                yield return Arn;
            }

            throw new InvalidOperationException("no more");
        }
    }
}
