using SfnMapRun.Calls;
using SfnMapRun.Errors;
using SfnMapRun.Reporting;

namespace SfnMapRun.Tests;

/// <summary>Short ways to what many tests need.</summary>
internal static class TestKinds
{
    /// <summary>The entry of the error table with an id.</summary>
    public static FailureKind Kind(string id) => FailureKind.All.Single(kind => kind.Id == id);

    /// <summary>A failure of a kind.</summary>
    public static StepFunctionsException Failure(string kind, string? errorCode = null) =>
        new(Kind(kind), $"{kind}.") { ErrorCode = errorCode };

    /// <summary>A quota with a name.</summary>
    public static CallQuota Quota(string name) => new("DescribeMapRun", name, "123456789012");

    /// <summary>A log that nobody reads.</summary>
    public static CommandLog NoLog { get; } = new(_ => { });
}
