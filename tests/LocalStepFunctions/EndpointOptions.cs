namespace LocalStepFunctions;

/// <summary>How the endpoint behaves: at once, without a quota, and remembering all, unless told otherwise.</summary>
/// <param name="Latency">How long an answer takes.</param>
/// <param name="Bucket">How many DescribeMapRun calls an account and Region may make at once; 0 sets no quota of its own.</param>
/// <param name="Refill">How many more it may make each second.</param>
/// <param name="HasAwsQuotas">Whether every operation has the quota it has at AWS (<see cref="AwsQuotas"/>).</param>
/// <param name="Tick">How far the endpoint's clock moves with each DescribeMapRun call that is served, and each DescribeExecution of a parent.</param>
/// <param name="IsFrozen">Whether the endpoint's clock stands still unless it is moved.</param>
/// <param name="Forgets">Whether requests are counted only, for runs of many thousands.</param>
/// <param name="AcceptsUnsigned">Whether requests need no signature.</param>
/// <param name="Denied">An operation that the caller may not call; null where all are allowed.</param>
/// <param name="DeniedAfter">How often it may be called all the same, before that.</param>
/// <param name="Fault">What is wrong with some of the answers, by the names of <see cref="Faults"/>, whatever they are about; null for nothing.</param>
/// <param name="FaultEvery">With how many of them: 7 for one in seven of those that are not throttled.</param>
public sealed record EndpointOptions(
    TimeSpan Latency, double Bucket, double Refill, bool HasAwsQuotas, TimeSpan Tick, bool IsFrozen, bool Forgets, bool AcceptsUnsigned, string? Denied = null, int DeniedAfter = 0,
    string? Fault = null, int FaultEvery = 1)
{
    public static EndpointOptions Default { get; } = new(TimeSpan.Zero, 0, 0, false, TimeSpan.Zero, false, false, false);

    /// <summary>
    /// Reads <c>--latency</c> (milliseconds), <c>--bucket</c>, <c>--refill</c>, <c>--quotas aws</c>, <c>--tick</c> (seconds),
    /// <c>--frozen true</c>, <c>--forget true</c>, <c>--unsigned true</c>, <c>--deny</c> (an operation), <c>--after</c> (calls),
    /// <c>--fault</c> (its name) and <c>--every</c> (answers).
    /// </summary>
    public static EndpointOptions Read(string[] arguments)
    {
        var values = new ConfigurationBuilder().AddCommandLine(arguments).Build();
        return new EndpointOptions(
            TimeSpan.FromMilliseconds(values.GetValue("latency", 0.0)),
            values.GetValue("bucket", 0.0),
            values.GetValue("refill", 0.0),
            values["quotas"] switch
            {
                null => false,
                "aws" => true,
                var other => throw new ArgumentException($"There are no quotas named {other}.", nameof(arguments)),
            },
            TimeSpan.FromSeconds(values.GetValue("tick", 0.0)),
            values.GetValue("frozen", false),
            values.GetValue("forget", false),
            values.GetValue("unsigned", false),
            values["deny"],
            values.GetValue("after", 0),
            values["fault"],
            values.GetValue("every", 1));
    }
}
