using System.ComponentModel;
using System.Reflection;

namespace SfnMapRun.Formatting;

/// <summary>The screen that views are shown on.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Screen
{
    /// <summary>
    /// How many cells of a line are left; less than 0 where the host has no screen. Views call this one method, as PowerShell would
    /// compile each of the members on the way to the width when the first table is shown.
    /// </summary>
    /// <param name="host">The <c>$Host</c>, which can't be named here.</param>
    /// <param name="taken">How many cells are taken.</param>
    public static int Room(object host, int taken)
    {
        try
        {
            return (int)(Member(Member(Member(Member(host, "UI"), "RawUI"), "BufferSize"), "Width") ?? 0) - taken;
        }
        catch (TargetInvocationException)
        {
            // Hosts without a screen may say so by an exception.
            return -taken;
        }
    }

    private static object? Member(object? owner, string name) => owner?.GetType().GetProperty(name)?.GetValue(owner);
}
