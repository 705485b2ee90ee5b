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
