namespace SfnMapRun.Model;

/// <summary>What a Map Run that is running may be waiting for: the values of <see cref="MapRun.WaitingFor"/>.</summary>
internal static class MapRunWait
{
    public const string Input = "Input";
    public const string Concurrency = "Concurrency";
    public const string WindingDown = "WindingDown";
}
