using System.Globalization;

namespace SfnMapRun.Tests.Fuzz;

/// <summary>How much is tried: what <c>./build.ps1 Fuzz -Seed … -Count …</c> asks for, else what belongs to the suite.</summary>
internal static class FuzzOptions
{
    /// <summary>What all that is tried follows from.</summary>
    public static int Seed { get; } = Read("SFNMAPRUN_FUZZ_SEED", 20261124);

    /// <summary>How many are tried.</summary>
    public static int Count { get; } = Read("SFNMAPRUN_FUZZ_COUNT", 10000);

    /// <summary>What one of them follows from: it can be tried alone.</summary>
    public static Random RandomOf(int number) => new(unchecked((Seed * 1000003) + number));

    private static int Read(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
