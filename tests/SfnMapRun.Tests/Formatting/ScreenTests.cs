using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Formatting;

public sealed class ScreenTests
{
    [Fact]
    public void What_is_left_of_a_line_is_the_width_of_the_screen_without_what_is_taken() =>
        Assert.Equal(70, Screen.Room(new { UI = new { RawUI = new { BufferSize = new { Width = 120, Height = 50 } } } }, 50));

    [Fact]
    public void A_host_without_a_screen_leaves_none()
    {
        Assert.Equal(-50, Screen.Room(new { Name = "a host" }, 50));
        Assert.Equal(-50, Screen.Room(new { UI = new { RawUI = (object?)null } }, 50));
        Assert.Equal(-50, Screen.Room(new { UI = new { RawUI = new Silent() } }, 50));
    }

    private sealed class Silent
    {
        public object BufferSize => throw new NotImplementedException();
    }
}
