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

Describe 'Select-Object -First' {
    It 'ends the calls behind it, and does not wait for them' {
        Import-TestDoubles
        $server = [TestDoubles.OneResponse]::new()
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
