# Waiting: until it has stopped, through faults, up to a time-out. The endpoint's clock goes on with each look.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions '--frozen true --tick 40'
    Set-TestEnvironment $endpoint
    $failing = @{ items = 100; itemsPerChild = 10; maxConcurrency = 2; toleratedFailurePercentage = 15; failures = @(, @{ error = 'NoStock'; percent = 30 }) }
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'Wait-SFNMapRun' {
    It 'returns a Map Run when it has stopped' {
        $mapRun = (Start-LocalExecution $endpoint @{ items = 100; maxConcurrency = 2 }).mapRunArns[0]
        $run = Wait-SFNMapRun $mapRun -PollingInterval 0.1
        $run | Should -BeOfType SfnMapRun.MapRun
        $run.Status | Should -Be 'SUCCEEDED'
        $run.FinishedPercentage | Should -Be 100
    }

    It 'takes what a list gives, and returns each as it stops' {
        $short = Start-LocalExecution $endpoint @{ items = 100; maxConcurrency = 10 }
        $long = Start-LocalExecution $endpoint @{ items = 400; maxConcurrency = 4 }
        $runs = $long, $short | Get-SFNMapRunList | Wait-SFNMapRun -PollingInterval 0.1
        $runs.MapRunArn | Should -Be $short.mapRunArns[0], $long.mapRunArns[0]
    }

    It 'returns one that has stopped already at once, and each but once' {
        $before = (Get-HandledRequest $endpoint).Count
        (Wait-SFNMapRun $failedArn, $failedArn).Status | Should -Be 'FAILED'
        (Get-HandledOperation $endpoint DescribeMapRun $before).Count | Should -Be 1
    }

    It 'takes a failure for a result, and with -ErrorOnFailure for an error on top' {
        $mapRun = (Start-LocalExecution $endpoint $failing).mapRunArns[0]
        (Wait-SFNMapRun $mapRun -PollingInterval 0.1 -ErrorVariable errors).Status | Should -Be 'FAILED'
        $errors | Should -BeNullOrEmpty

        $run = Wait-SFNMapRun $mapRun -ErrorOnFailure -ErrorVariable errors -ErrorAction SilentlyContinue
        $run.Status | Should -Be 'FAILED'
        $errors[0].FullyQualifiedErrorId | Should -Be 'MapRunFailed,SfnMapRun.Cmdlets.WaitSFNMapRunCommand'
        $errors[0].TargetObject | Should -Be $mapRun
        $errors[0].Exception.MapRun.ItemCounts.Failed | Should -Be $run.ItemCounts.Failed
        "$($errors[0])" | Should -BeLike '*FAILED, * items, 20 failed (15 tolerated)*Restart-SFNMapRun*'
    }

    It 'stops a runbook with -ErrorOnFailure -ErrorAction Stop' {
        { Wait-SFNMapRun $failedArn -ErrorOnFailure -ErrorAction Stop } | Should -Throw -ErrorId 'MapRunFailed,*'
    }

    It 'has an error of its own for one that was aborted' {
        Wait-SFNMapRun 'arn:aws:states:eu-central-1:123456789012:mapRun:CatalogSync/Products:1d3c5e7f-9a0b-4c2d-8e4f-6a7b8c9d0e06' -ErrorOnFailure -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'MapRunAborted,*'
    }

    It 'ends at a time-out with the last state, and returns what stopped before' {
        $mapRun = (Start-LocalExecution $endpoint @{ items = 1000000; maxConcurrency = 1 }).mapRunArns[0]
        $run = $mapRun, $failedArn | Wait-SFNMapRun -Timeout 1.5 -PollingInterval 0.1 -ErrorVariable errors -ErrorAction SilentlyContinue
        $run.MapRunArn | Should -Be $failedArn
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'WaitTimedOut,SfnMapRun.Cmdlets.WaitSFNMapRunCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $errors[0].TargetObject | Should -Be $mapRun
        $errors[0].Exception.MapRun.Status | Should -Be 'RUNNING'
        "$($errors[0])" | Should -BeLike '*RUNNING, * of 1000000 items*'
    }

    It 'survives <_>' -ForEach 'ThrottlingException', 'Http503', 'Reset' {
        (Wait-SFNMapRun (New-FaultArn $_ 1) -PollingInterval 0.1 -ErrorVariable errors).Status | Should -Be 'SUCCEEDED'
        $errors | Should -BeNullOrEmpty
    }

    It 'does not wait for keys that have expired and can not change' {
        Wait-SFNMapRun (New-FaultArn ExpiredTokenException 1) -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ExpiredCredentials,*'
    }

    It 'warns once where it sees nothing, and goes on until the time-out' {
        $null = Wait-SFNMapRun $failedArn -EndpointUrl 'http://127.0.0.1:1' -PollingInterval 0.1 -Timeout 5 -WarningVariable warnings -WarningAction SilentlyContinue -ErrorVariable errors -ErrorAction SilentlyContinue
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike 'Still waiting, though nothing was seen of OrderImport/ReserveStock:9c4e7a30 for *s: *127.0.0.1:1*'
        $errors[-1].FullyQualifiedErrorId | Should -BeLike 'WaitTimedOut,*'
        "$($errors[-1])" | Should -BeLike 'The Map Run OrderImport/ReserveStock:9c4e7a30 could not be polled for 5s: No response from http://127.0.0.1:1*'
    }

    It 'takes what will not pass for an error about that one, and waits for the others' {
        $runs = 'nothing', (New-FaultArn ResourceNotFound), $failedArn | Wait-SFNMapRun -ErrorVariable errors -ErrorAction SilentlyContinue
        $runs.MapRunArn | Should -Be $failedArn
        $errors.FullyQualifiedErrorId | Should -Be 'NotAMapRunArn,SfnMapRun.Cmdlets.WaitSFNMapRunCommand', 'MapRunNotFound,SfnMapRun.Cmdlets.WaitSFNMapRunCommand'
    }

    It 'takes -Timeout <Text> as a number of seconds or a time span' -ForEach @(
        @{ Text = -90; Span = '-00:01:30' }, @{ Text = '-0.5'; Span = '-00:00:00.5000000' }, @{ Text = '-0:02:00'; Span = '-00:02:00' }
        @{ Text = [timespan]::FromHours(-2); Span = '-02:00:00' }, @{ Text = -3.0; Span = '-00:00:03' }
    ) {
        # What is refused is said as it was understood.
        { Wait-SFNMapRun $failedArn -Timeout $Text } | Should -Throw "*'Timeout'*$Span is no time to wait*"
    }

    It 'refuses -<Name> <Value>' -ForEach @(
        @{ Name = 'Timeout'; Value = -1 }, @{ Name = 'Timeout'; Value = 0 }, @{ Name = 'PollingInterval'; Value = 0 }, @{ Name = 'PollingInterval'; Value = 'soon' }
    ) {
        $parameters = @{ $Name = $Value }
        { Wait-SFNMapRun $failedArn @parameters } | Should -Throw "*$Name*"
    }

    It 'works where nobody can be asked, and nobody sees progress' {
        $status = Invoke-ThisPowerShell -NoProfile -NonInteractive -c "Import-Module '$installed/SfnMapRun.psd1'; (Wait-SFNMapRun '$failedArn').Status"
        $status | Should -Be 'FAILED'
    }
}

Describe 'The progress of a wait' {
    It 'is a bar for each Map Run and one over all: status, items, failed against tolerated, rate; and all are taken away' {
        $mapRuns = 1..2 | ForEach-Object { (Start-LocalExecution $endpoint @{ items = 500; maxConcurrency = 2; toleratedFailurePercentage = 10 }).mapRunArns[0] }
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module SfnMapRun; Wait-SFNMapRun '$($mapRuns -join "','")' -PollingInterval 0.1").Invoke()
            $bars = $shell.Streams.Progress | Where-Object ActivityId -GT 0
            $bars.Activity | Sort-Object -Unique | Should -HaveCount 2
            $bars[0].StatusDescription | Should -Match '^\d+/500 items, 0 failed$'
            $bars[0].SecondsRemaining | Should -Be -1 -Because 'nothing is known yet'
            $withRate = $bars | Where-Object SecondsRemaining -GE 0 | Select-Object -First 1
            $withRate.StatusDescription | Should -Match ', \d+(\.\d)?/s$'
            foreach ($id in $bars.ActivityId | Sort-Object -Unique) { ($bars | Where-Object ActivityId -EQ $id)[-1].RecordType | Should -Be 'Completed' }
            $shell.Streams.Progress[0].StatusDescription | Should -Be '0 of 2 stopped'
            ($shell.Streams.Progress | Where-Object ActivityId -EQ 0)[-1].RecordType | Should -Be 'Completed'
        }
        finally { $shell.Dispose() }
    }
}

Describe 'What a Map Run that runs waits for' {
    BeforeAll {
        $frozen = Start-LocalStepFunctions '--frozen true'

        # What -Verbose tells of each look, until it has stopped.
        function Watch-MapRun([string] $Arn) {
            (Wait-SFNMapRun $Arn -PollingInterval 0.1 -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }).Message -like "${Arn}: *"
        }
    }

    AfterAll { Stop-LocalStepFunctions $frozen }

    It 'is its input or the backlog while all counts are 0' {
        $mapRun = (Start-LocalExecution $frozen @{ backlogSeconds = 60 }).mapRunArns[0]
        $run = Get-SFNMapRun $mapRun -EndpointUrl $frozen.Url
        $run.WaitingFor | Should -Be 'Input'
        $run | Format-List | Out-String -Width 120 | Should -Match 'WaitingFor +its input, which is being read, or its turn in the account''s backlog'
        $run.ItemCounts.ResultsWritten | Should -Be 0
        @(Watch-MapRun (Start-LocalExecution $endpoint @{ backlogSeconds = 60; items = 10 }).mapRunArns[0])[0] |
            Should -BeLike "*RUNNING, reading its input, or in the account's backlog*"
    }

    It 'is its concurrency while as many run as may' {
        $mapRun = (Start-LocalExecution $frozen @{ maxConcurrency = 2 }).mapRunArns[0]
        (Get-SFNMapRun $mapRun -EndpointUrl $frozen.Url).WaitingFor | Should -Be 'Concurrency'
    }

    It 'is its end once more has failed than it tolerates' {
        $order = @{ childType = 'EXPRESS'; maxConcurrency = 10; childSeconds = 300; failures = @(, @{ percent = 50; seconds = 5 }) }
        $mapRun = (Start-LocalExecution $frozen $order).mapRunArns[0]
        Move-LocalClock $frozen 10
        $run = Get-SFNMapRun $mapRun -EndpointUrl $frozen.Url
        $run.Status | Should -Be 'RUNNING'
        $run.WaitingFor | Should -Be 'WindingDown'
        $run | Format-List | Out-String -Width 120 | Should -Match 'WaitingFor +its end: it is winding down'
        $told = @(Watch-MapRun (Start-LocalExecution $endpoint $order).mapRunArns[0]) -like '*winding down*'
        $told.Count | Should -BeGreaterThan 3
        $told[-1] | Should -Match 'RUNNING, winding down, \d+ of 1000 items, \d+ failed \(0 tolerated\)'
        $told | Where-Object { $_ -match ' left' } | Should -BeNullOrEmpty
        Move-LocalClock $frozen 600
        $run = Get-SFNMapRun $mapRun -EndpointUrl $frozen.Url
        $run.Status | Should -Be 'FAILED'
        $run.WaitingFor | Should -BeNullOrEmpty
        $run.ItemCounts.ResultsWritten | Should -Be $run.ItemCounts.Total
    }
}

Describe 'Stopping a wait' {
    It 'ends it at once, in the middle of a pause' {
        $mapRun = (Start-LocalExecution $endpoint @{ items = 1000000; maxConcurrency = 1 }).mapRunArns[0]
        $before = (Get-HandledRequest $endpoint).Count
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module SfnMapRun; Wait-SFNMapRun '$mapRun' -PollingInterval 3600")
            $running = $shell.BeginInvoke()
            while ((Get-HandledRequest $endpoint).Count -eq $before) { $running.IsCompleted | Should -BeFalse }
            $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error | Should -HaveCount 0
        }
        finally { $shell.Dispose() }
    }
}
