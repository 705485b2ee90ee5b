using System.Diagnostics;
using System.Net.Sockets;

namespace SfnMapRun.Tests.LocalEndpoints;

/// <summary>The endpoint as a program: any number of them, none of which is left behind.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task A_line_starts_an_endpoint_or_stops_one_and_the_end_of_input_stops_all()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LocalStepFunctions.dll"), "--frozen", "true"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        using var program = Process.Start(start)!;
        var first = await ReadAddressAsync(program);
        await program.StandardInput.WriteLineAsync("--unsigned true");
        var second = await ReadAddressAsync(program);
        Assert.NotEqual(first, second);
        Assert.True(await AnswersAsync(second));

        await program.StandardInput.WriteLineAsync(second.ToString());
        Assert.Equal(second, await ReadAddressAsync(program));
        Assert.False(await AnswersAsync(second));
        Assert.True(await AnswersAsync(first));

        program.StandardInput.Close();
        await program.WaitForExitAsync();
        Assert.Equal(0, program.ExitCode);
        Assert.False(await AnswersAsync(first));
    }

    private static async Task<Uri> ReadAddressAsync(Process program) => new((await program.StandardOutput.ReadLineAsync())!);

    private static async Task<bool> AnswersAsync(Uri address)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.Host, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
