# Ctrl+C: a call that hangs ends with the pipeline.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'Stopping a pipeline' {
    It 'ends a call that gets no answer, and leaves no error behind' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module SfnMapRun; '$(New-FaultArn NoAnswer)', '$failedArn' | Get-SFNMapRun -ThrottleLimit 1")
            $running = $shell.BeginInvoke()
            # The signal: the call is under way once the endpoint has it.
            while (-not (Get-HandledRequest $endpoint)) { $running.IsCompleted | Should -BeFalse }

            $stopping = $shell.BeginStop($null, $null)
            # Far below the 30 seconds that the call would take to time out by itself.
            $stopping.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error | Should -HaveCount 0
            Get-HandledRequest $endpoint | Should -HaveCount 1 -Because 'nothing is asked for after a stop'
        }
        finally { $shell.Dispose() }
    }
}

# An endpoint that describes the first Map Run it is asked for, and keeps the others waiting until they hang up.
Describe 'Select-Object -First' {
    It 'ends the calls behind it, and does not wait for them' {
        Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

public sealed class OneResponse : IDisposable
{
    private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
    public OneResponse()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    // Set once so many calls are under way, and once they have hung up.
    public CountdownEvent Waiting { get; } = new CountdownEvent(3);

    public CountdownEvent HungUp { get; } = new CountdownEvent(3);

    public string Url => $"http://{_listener.LocalEndpoint}/";

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        while (true)
        {
            _ = HandleAsync(await _listener.AcceptTcpClientAsync());
        }
    }

    private async Task HandleAsync(TcpClient client)
    {
        var stream = client.GetStream();
        var buffer = new byte[65536];
        var request = string.Empty;
        while (!request.Contains(":0\"}"))
        {
            request += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, 0, buffer.Length));
        }

        if (request.Contains("/Run1:0"))
        {
            await Task.Run(() => Waiting.Wait());
            var body = "{\"mapRunArn\":\"arn\",\"status\":\"FAILED\"}";
            var response = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: {body.Length}\r\n\r\n{body}");
            await stream.WriteAsync(response, 0, response.Length);
            return;
        }

        Waiting.Signal();
        try
        {
            while (await stream.ReadAsync(buffer, 0, buffer.Length) > 0) { }
        }
        catch (Exception)
        {
        }

        HungUp.Signal();
    }
}
'@
        $server = [OneResponse]::new()
        try {
            $arns = 1..4 | ForEach-Object { New-MapRunArn $_ }
            (Get-SFNMapRun $arns -ThrottleLimit 4 -EndpointUrl $server.Url | Select-Object -First 1).Status | Should -Be 'FAILED'
            # Far below the 30 seconds after which they would time out by themselves.
            $server.HungUp.Wait(10000) | Should -BeTrue
        }
        finally { $server.Dispose() }
    }
}

Describe 'Stopping while credential_process hangs' -Skip:$IsWindows {
    It 'leaves no process behind' {
        $config = "$TestDrive/config"
        $pids = "$TestDrive/pids"
        "[profile ops]", "credential_process = sleep 100000 & echo `$`$ `$! > '$pids.new'; mv '$pids.new' '$pids'; wait" | Set-Content $config
        $shell = [powershell]::Create()
        try {
            $env:AWS_CONFIG_FILE = $config
            $null = $shell.AddScript("Import-Module SfnMapRun; Get-SFNMapRun '$failedArn' -ProfileName ops")
            $running = $shell.BeginInvoke()
            while (-not (Test-Path $pids)) { $running.IsCompleted | Should -BeFalse }
            $started = (Get-Content $pids) -split ' '
            $started | Should -HaveCount 2
            ps -o stat= -p ($started -join ',') | Should -HaveCount 2

            $stopping = $shell.BeginStop($null, $null)
            $stopping.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            # One that has ended may stay listed, as a zombie, until its parent has taken note.
            while (ps -o stat= -p ($started -join ',') | Where-Object { $_ -notlike 'Z*' }) { }
        }
        finally {
            $shell.Dispose()
            Set-TestEnvironment $endpoint
        }
    }
}
