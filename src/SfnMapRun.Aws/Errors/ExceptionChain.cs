namespace SfnMapRun.Aws.Errors;

/// <summary>An exception with all that it wraps, which is where the AWS SDK keeps the cause.</summary>
internal static class ExceptionChain
{
    /// <summary>The exception itself, then the one inside it, and so on to the cause.</summary>
    public static IEnumerable<Exception> Chain(this Exception exception)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}
