namespace SfnMapRun.Model;

/// <summary>Dates as users see them: in local time.</summary>
internal static class LocalTime
{
    /// <summary>A date in local time; one of unknown kind is taken for local.</summary>
    public static DateTime? Of(DateTime? date) => date?.Kind == DateTimeKind.Utc ? date.Value.ToLocalTime() : date;
}
