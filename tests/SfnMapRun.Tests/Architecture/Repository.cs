using Mono.Cecil;

namespace SfnMapRun.Tests.Architecture;

/// <summary>The files of this repository, and its assembly as data: cmdlet classes can't be loaded without PowerShell.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The names of all cmdlets, by their classes.</summary>
    public static IReadOnlyDictionary<string, string> Cmdlets { get; } = ReadCmdlets();

    /// <summary>The full names of the types in the module's own namespace: those that users see.</summary>
    public static IReadOnlyList<string> PublicTypes { get; } = ReadPublicTypes();

    /// <summary>The text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Whether there is a file.</summary>
    public static bool Has(string path) => File.Exists(Path.Combine(Root, path));

    /// <summary>The source files of a folder, with their paths from the root.</summary>
    public static IEnumerable<string> SourceFiles(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SfnMapRun.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests are not within the repository.");
        }

        return folder;
    }

    private static string[] ReadPublicTypes()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(MapRun).Assembly.Location);
        return [.. assembly.MainModule.Types.Where(type => type.Namespace == "SfnMapRun").Select(type => type.FullName)];
    }

    private static Dictionary<string, string> ReadCmdlets()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(MapRun).Assembly.Location);
        return (
            from type in assembly.MainModule.Types
            from attribute in type.CustomAttributes
            where attribute.AttributeType.Name == "CmdletAttribute"
            select (type.Name, Verb: attribute.ConstructorArguments[0].Value, Noun: attribute.ConstructorArguments[1].Value))
            .ToDictionary(cmdlet => cmdlet.Name, cmdlet => $"{cmdlet.Verb}-{cmdlet.Noun}");
    }
}
