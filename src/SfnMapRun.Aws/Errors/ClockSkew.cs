namespace SfnMapRun.Aws.Errors;

/// <summary>A clock that is so wrong that AWS takes no signature made by it.</summary>
internal static class ClockSkew
{
    /// <summary>Whether an error response says so.</summary>
    public static bool IsSaidBy(ErrorResponseException error) => error.Code switch
    {
        "RequestTimeTooSkewed" or "RequestExpired" => true,

        // The same code as for a wrong secret key: only the text tells them apart.
        "InvalidSignatureException" or "SignatureDoesNotMatch" => error.Text is { } text
            && (text.Contains("Signature expired", StringComparison.OrdinalIgnoreCase)
                || text.Contains("Signature not yet current", StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    /// <summary>How far this machine's clock is off, in words.</summary>
    /// <param name="offset">What has to be added to the clock; null where no response tells it.</param>
    public static string Describe(TimeSpan? offset) => offset switch
    {
        null => "This machine's clock is not that of AWS",
        { Ticks: >= 0 } behind => $"This machine's clock is {InWords(behind)} behind that of AWS",
        { } ahead => $"This machine's clock is {InWords(-ahead)} ahead of that of AWS",
    };

    private static string InWords(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => $"{(long)time.TotalSeconds} seconds",
        { TotalHours: < 2 } => $"{(long)time.TotalMinutes} minutes",
        { TotalDays: < 2 } => $"{(long)time.TotalHours} hours",
        _ => $"{(long)time.TotalDays} days",
    };
}
