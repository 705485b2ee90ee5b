using SfnMapRun.Errors;
using SfnMapRun.Formatting;

namespace SfnMapRun.Tests.Errors;

public sealed class StepFunctionsExceptionTests
{
    private const string Arn = "arn:aws:states:us-west-2:123456789012:mapRun:OrderImport/ReserveStock:3aa9bb89-1c55-4d29-8f1a-6f1c2a7be9c0";

    [Theory]
    [InlineData(Arn, "The service is out of order.", "OrderImport/ReserveStock:3aa9bb89: The service is out of order. Advice")]
    [InlineData(Arn, $"May not describe {Arn}.", $"OrderImport/ReserveStock:3aa9bb89: May not describe {Arn}. Advice")]
    [InlineData(Arn, "The Map Run OrderImport/ReserveStock:3aa9bb89 has stopped.", "The Map Run OrderImport/ReserveStock:3aa9bb89 has stopped. Advice")]
    [InlineData(Arn, $"'{Arn}' is something else.", $"'{Arn}' is something else. Advice")]
    [InlineData("nothing", "'nothing' is no ARN.", "'nothing' is no ARN. Advice")]
    [InlineData(null, "No credentials.", "No credentials. Advice")]
    public void What_a_user_reads_names_the_Map_Run_once(string? target, string message, string described)
    {
        var kind = FailureKind.PageTokenExpired;
        Assert.Equal(
            described.Replace("Advice", kind.Advice(null, null), StringComparison.Ordinal), new StepFunctionsException(kind, message).Describe(target));
    }

    [Fact]
    public void Nothing_in_it_acts_on_a_terminal()
    {
        var hostile = Arn + "\u001b[2J\nfaked";
        var exception = new StepFunctionsException(FailureKind.MapRunArnGiven, $"Not\u202e so\r\n: {hostile}");
        Assert.Equal(exception.Message, TerminalText.Show(exception.Message));
        Assert.Equal(exception.Describe(hostile), TerminalText.Show(exception.Describe(hostile)));
        Assert.Contains("Get-SFNMapRun 'arn:", exception.Describe(hostile), StringComparison.Ordinal);
    }
}
