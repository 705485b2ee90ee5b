using System.Reflection;
using NetArchTest.Rules;
using SfnMapRun.Aws;

namespace SfnMapRun.Tests.Architecture;

/// <summary>Who may use whom. Each folder may use those that stand before it and are named with it: so there are no circles.</summary>
public sealed class LayerTests
{
    private const string PowerShell = "System.Management.Automation";

    // Folders, which are namespaces, in the order in which they build on each other.
    private static readonly (string Folder, string[] Uses)[] Module =
    [
        ("Model", []),
        ("Formatting", ["Model"]),
        ("Errors", ["Model", "Formatting"]),
        ("Reporting", ["Errors"]),
        ("Conversion", []),
        ("Service", ["Model", "Errors", "Reporting"]),
        ("Calls", ["Model", "Errors", "Reporting", "Formatting", "Service"]),
        ("Waiting", ["Model", "Errors", "Reporting", "Formatting", "Calls"]),
        ("Failures", ["Model", "Errors", "Reporting", "Formatting", "Service", "Calls"]),
        ("Redriving", ["Model", "Errors", "Reporting", "Formatting", "Calls"]),
        ("Stopping", ["Model", "Errors", "Reporting", "Formatting", "Calls", "Waiting"]),
        ("Exporting", ["Model", "Errors", "Reporting", "Formatting", "Service", "Calls", "Failures"]),
        ("Results", ["Model", "Errors", "Reporting", "Formatting", "Conversion"]),
        (
            "Cmdlets",
            [
                "Model", "Formatting", "Errors", "Reporting", "Conversion", "Service", "Calls", "Waiting", "Failures", "Redriving", "Stopping",
                "Exporting", "Results",
            ]),
    ];

    private static readonly (string Folder, string[] Uses)[] Aws =
    [
        ("Errors", []),
        ("Http", []),
        ("Credentials", ["Errors", "Http"]),
        ("Protocol", ["Errors", "Http", "Credentials"]),
        ("Mapping", ["Protocol"]),
    ];

    public static TheoryData<string> ModuleFolders() => [.. Module.Select(layer => layer.Folder)];

    public static TheoryData<string> AwsFolders() => [.. Aws.Select(layer => layer.Folder)];

    [Theory]
    [MemberData(nameof(ModuleFolders))]
    public void A_folder_of_the_module_uses_only_those_below_it(string folder)
    {
        // Of the public types, which are all in the module's own namespace, the exception belongs to Errors, the others to Model.
        IEnumerable<string> NamesOf(string forbidden) => forbidden switch
        {
            "Errors" => ["SfnMapRun.Errors", typeof(StepFunctionsException).FullName!],
            "Model" => ["SfnMapRun.Model", .. PublicModel()],
            _ => [$"SfnMapRun.{forbidden}"],
        };
        AssertNone(typeof(MapRun).Assembly, folder, [.. ForbiddenTo(folder, Module).SelectMany(NamesOf)]);
    }

    [Theory]
    [MemberData(nameof(AwsFolders))]
    public void A_folder_of_the_AWS_assembly_uses_only_those_below_it(string folder) =>
        AssertNone(typeof(SdkGateway).Assembly, folder, [.. ForbiddenTo(folder, Aws).Select(forbidden => $"SfnMapRun.Aws.{forbidden}")]);

    [Fact]
    public void The_folders_of_the_sources_are_those_that_are_checked()
    {
        Assert.Equal(Module.Select(layer => layer.Folder).Order(), FoldersOf("src/SfnMapRun"));
        Assert.Equal(Aws.Select(layer => layer.Folder).Order(), FoldersOf("src/SfnMapRun.Aws"));
        foreach (var layers in new[] { Module, Aws })
        {
            var below = new HashSet<string>();
            foreach (var (folder, uses) in layers)
            {
                Assert.Subset(below, uses.ToHashSet());
                below.Add(folder);
            }
        }
    }

    [Fact]
    public void Only_the_cmdlets_know_PowerShell()
    {
        AssertPasses(Types.InAssembly(typeof(MapRun).Assembly)
            .That().DoNotResideInNamespace("SfnMapRun.Cmdlets").ShouldNot().HaveDependencyOn(PowerShell).GetResult());
        AssertPasses(Types.InAssembly(typeof(SdkGateway).Assembly).ShouldNot().HaveDependencyOn(PowerShell).GetResult());
    }

    [Fact]
    public void Only_the_AWS_assembly_knows_the_AWS_SDK() =>
        AssertPasses(Types.InAssembly(typeof(MapRun).Assembly).ShouldNot().HaveDependencyOn("Amazon").GetResult());

    [Fact]
    public void The_module_needs_nothing_but_the_runtime_and_PowerShell() => Assert.DoesNotContain(
        typeof(MapRun).Assembly.GetReferencedAssemblies(),
        reference => !reference.Name!.StartsWith("System.", StringComparison.Ordinal));

    [Theory]
    [InlineData("src/SfnMapRun")]
    [InlineData("src/SfnMapRun.Aws")]
    public void The_machine_s_clock_is_taken_by_commands_and_by_objects_of_scripts_alone(string folder) => Assert.DoesNotContain(
        Repository.SourceFiles(folder),
        path => Repository.Read(path).Contains("SystemClock.", StringComparison.Ordinal)
            && path is not ("src/SfnMapRun/Cmdlets/Surroundings.cs" or "src/SfnMapRun/Model/MapRun.cs"
                or "src/SfnMapRun/Model/MapRunExecution.cs"));

    private static IEnumerable<string> ForbiddenTo(string folder, (string Folder, string[] Uses)[] layers) => layers
        .Select(layer => layer.Folder)
        .Except([folder, .. layers.Single(layer => layer.Folder == folder).Uses]);

    private static IEnumerable<string> FoldersOf(string project) => Repository.SourceFiles(project)
        .Select(path => path[(project.Length + 1)..].Split('/'))
        .Where(parts => parts.Length > 1)
        .Select(parts => parts[0])
        .Distinct()
        .Order();

    private static IEnumerable<string> PublicModel() =>
        Repository.PublicTypes.Where(name => name != typeof(StepFunctionsException).FullName);

    private static void AssertNone(Assembly assembly, string folder, string[] dependencies)
    {
        var types = Types.InAssembly(assembly).That().ResideInNamespace($"{assembly.GetName().Name}.{folder}");
        AssertPasses(types.ShouldNot().HaveDependencyOnAny(dependencies).GetResult());
        if (assembly == typeof(MapRun).Assembly && folder is "Model" or "Errors")
        {
            var isException = folder == "Errors";
            var ownTypes = Types.InAssembly(assembly).That().ResideInNamespaceMatching("^SfnMapRun$");
            var selected = isException
                ? ownTypes.And().HaveName(nameof(StepFunctionsException))
                : ownTypes.And().DoNotHaveName(nameof(StepFunctionsException));
            AssertPasses(selected.ShouldNot().HaveDependencyOnAny(dependencies).GetResult());
        }
    }

    private static void AssertPasses(TestResult result) => Assert.Empty(result.FailingTypeNames ?? []);
}
