using System.Diagnostics.CodeAnalysis;

namespace SfnMapRun.Model;

/// <summary>
/// The machine's clock. Commands take it from here and hand it to all they use; apart from them, only objects that a script
/// makes look at it.
/// </summary>
internal static class SystemClock
{
    [SuppressMessage("ApiDesign", "RS0030", Justification = "This is the one place.")]
    public static TimeProvider Instance => TimeProvider.System;
}
