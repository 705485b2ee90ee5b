using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Formatting;

public sealed class ArnNameTests
{
    private const string Prefix = "arn:aws:states:us-west-2:123456789012:mapRun:";
    private const string Id = "3aa9bb89-1c55-4d29-8f1a-6f1c2a7be9c0";
    private const string Uuid = "34a8d7c6-ed5e-37c8-a758-52f3cbb41e32";

    [Theory]
    [InlineData($"OrderImport/ReserveStock:{Id}", 0, $"OrderImport/ReserveStock:{Id}")]
    [InlineData($"OrderImport/ReserveStock:{Id}", 61, $"OrderImport/ReserveStock:{Id}")]
    [InlineData($"OrderImport/ReserveStock:{Id}", 60, "OrderImport/ReserveStock:3aa9bb89")]
    [InlineData($"OrderImport/ReserveStock:{Id}", 33, "OrderImport/ReserveStock:3aa9bb89")]
    [InlineData($"OrderImport/ReserveStock:{Id}", 32, "OrderImport/ReserveStock|:3aa9bb89")]
    [InlineData($"OrderImport/ReserveStock:{Id}", 23, "OrderImport|/ReserveStock:3aa9bb89")]
    [InlineData($"OrderImport/{Uuid}:{Id}", 85, $"OrderImport/{Uuid}:{Id}")]
    [InlineData($"OrderImport/{Uuid}:{Id}", 84, $"OrderImport/34a8d7c6:{Id}")]
    [InlineData($"OrderImport/{Uuid}:{Id}", 56, "OrderImport/34a8d7c6:3aa9bb89")]
    [InlineData($"OrderImport/{Uuid}:{Id}", 28, "OrderImport:3aa9bb89")]
    [InlineData($"OrderImport/{Uuid}:{Id}", 19, "OrderImport|:3aa9bb89")]
    [InlineData("Orders/Import:not-a-uuid-but-an-id-of-its-own", 24, "Orders/Import|:not-a-uuid-but-an-id-|of-its-own")]
    [InlineData($"Orders:{Id}", 15, "Orders:3aa9bb89")]
    [InlineData("Orders", 5, "Ord|ers")]
    [InlineData($"注文処理/在庫:{Id}", 22, "注文処理/在庫:3aa9bb89")]
    [InlineData($"注文処理/在庫:{Id}", 21, "注文処理/在庫|:3aa9bb89")]
    public void A_Map_Run_is_named_within_a_width(string name, int width, string lines) =>
        Assert.Equal(lines.Split('|'), ArnName.Within(Prefix + name, width));

    [Theory]
    [InlineData($"OrderImport/ReserveStock:{Id}", "OrderImport/ReserveStock:3aa9bb89", "OrderImport/ReserveStock:3aa9bb89")]
    [InlineData($"OrderImport/{Uuid}:{Id}", "OrderImport/34a8d7c6:3aa9bb89", "OrderImport/34a8d7c6:3aa9bb89")]
    [InlineData($"nightly-import-of-all-orders/{Uuid}:{Id}", "nightly-import-of-all-orders/34a8d7c6:3aa9bb89", "nightly-import-of-all-orders:3aa9bb89")]
    [InlineData($"nightly-import-of-the-orders-of-all-shops/Stock:{Id}", "nightly-import-of-the-orders-of-all-shops/Stock:3aa9bb89", "nightly-import…ers-of-all-shops:3aa9bb89")]
    public void There_is_a_name_for_messages_and_one_for_bars(string name, string message, string bar)
    {
        Assert.Equal(message, ArnName.Short(Prefix + name));
        Assert.StartsWith(bar[..10], ArnName.OneLine(Prefix + name, 37), StringComparison.Ordinal);
        Assert.EndsWith(bar[^12..], ArnName.OneLine(Prefix + name, 37), StringComparison.Ordinal);
        Assert.InRange(ArnName.OneLine(Prefix + name, 37).Length, bar.Length < 37 ? bar.Length : 37, 37);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nothing")]
    public void What_is_no_ARN_has_no_name(string? text)
    {
        Assert.Equal(("-", "-"), (ArnName.Short(text), ArnName.OneLine(text, 10)));
        Assert.Equal(["-"], ArnName.Within(text, 10));
    }

    [Theory]
    [InlineData(Id, 36, Id)]
    [InlineData(Id, 35, "3aa9bb89")]
    [InlineData($"{Uuid}:{Id}", 73, $"{Uuid}:{Id}")]
    [InlineData($"{Uuid}:{Id}", 72, "34a8d7c6:3aa9bb89")]
    [InlineData($"{Uuid}:{Id}", 0, $"{Uuid}:{Id}")]
    [InlineData("a-name-of-its-own", 10, "a-name-of-|its-own")]
    [InlineData(null, 10, "-")]
    public void A_child_execution_is_named_within_a_width(string? name, int width, string lines) =>
        Assert.Equal(lines.Split('|'), ArnName.ChildWithin(name, width));

    [Fact]
    public void A_child_is_named_in_messages_with_its_Map_Run_s_state_machine_and_label() => Assert.Equal(
        "Orders/34a8d7c6:34a8d7c6:3aa9bb89",
        ArnName.Short($"arn:aws:states:us-west-2:123456789012:express:Orders/{Uuid}:{Uuid}:{Id}"));

    [Fact]
    public void A_hostile_name_is_harmless_in_each_form()
    {
        const string Hostile = Prefix + "Or\u001b[31mders/La\nbel:i\u202ed";
        string[] names = [ArnName.Short(Hostile), ArnName.OneLine(Hostile, 60), ArnName.OneLine(Hostile, 12), .. ArnName.Within(Hostile, 60), .. ArnName.Within(Hostile, 9)];
        Assert.All(names, name => Assert.Equal(name, TerminalText.Show(name)));
        Assert.Equal("Or␛[31mders/La␊bel:i\ufffdd", names[0]);
    }
}
