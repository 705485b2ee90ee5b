namespace LocalStepFunctions;

/// <summary>How the endpoint behaves: at once, without a quota, and remembering all, unless told otherwise.</summary>
/// <param name="Latency">How long an answer takes.</param>
/// <param name="Bucket">How many DescribeMapRun calls an account and Region may make at once; 0 sets no quota.</param>
/// <param name="Refill">How many more it may make each second.</param>
/// <param name="Forgets">Whether requests are counted only, for runs of many thousands.</param>
/// <param name="AcceptsUnsigned">Whether requests need no signature.</param>
public sealed record EndpointOptions(TimeSpan Latency, double Bucket, double Refill, bool Forgets, bool AcceptsUnsigned)
{
    public static EndpointOptions Default { get; } = new(TimeSpan.Zero, 0, 0, false, false);

    /// <summary>Reads <c>--latency</c> (milliseconds), <c>--bucket</c>, <c>--refill</c>, <c>--forget true</c> and <c>--unsigned true</c>.</summary>
    public static EndpointOptions Read(string[] arguments)
    {
        var values = new ConfigurationBuilder().AddCommandLine(arguments).Build();
        return new EndpointOptions(
            TimeSpan.FromMilliseconds(values.GetValue("latency", 0.0)),
            values.GetValue("bucket", 0.0),
            values.GetValue("refill", 0.0),
            values.GetValue("forget", false),
            values.GetValue("unsigned", false));
    }
}
