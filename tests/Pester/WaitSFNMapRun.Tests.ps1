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

    It 'returns one that has stopped already at once, and each but once' {
        $before = (Get-HandledCount $endpoint)
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

    It 'does not wait for keys that have expired and can not change' {
        Wait-SFNMapRun (New-FaultArn ExpiredTokenException 1) -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ExpiredCredentials,*'
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

Describe 'Wait-SFNMapRun for an execution' {
    It 'is the whole of a runbook after StartExecution: <Name>' -ForEach @(
        @{ Name = 'the AWS CLI'; Convert = { $_ | ConvertTo-Json | ConvertFrom-Json } }
        @{ Name = 'Start-SFNExecution of AWS Tools'; Convert = { $_ } }
    ) {
        $started = Start-LocalExecution $endpoint @{ startDelaySeconds = 50; items = 100; maxConcurrency = 2 }
        $execution = [pscustomobject]@{ executionArn = $started.executionArn; startDate = Get-Date } | ForEach-Object $Convert
        $before = (Get-HandledCount $endpoint)
        $run = $execution | Wait-SFNMapRun -ErrorOnFailure -PollingInterval 0.1 -ErrorAction Stop
        $run.MapRunArn | Should -Be $started.mapRunArns
        $run.Status | Should -Be 'SUCCEEDED'
        (Get-HandledOperation $endpoint ListMapRuns $before).Count | Should -BeGreaterThan 1
    }

    It 'writes each of its Map Runs' {
        $started = Start-LocalExecution $endpoint @{ startDelaySeconds = 50; items = 100; mapRuns = 2 }
        $runs = Wait-SFNMapRun -ExecutionArn $started.executionArn -PollingInterval 0.1
        $runs.MapRunArn | Sort-Object | Should -Be ($started.mapRunArns | Sort-Object)
    }

    It 'has an error for one that fails before any Map Run' {
        $started = Start-LocalExecution $endpoint @{ errors = @(, @{ when = 'BEFORE_MAP_RUN'; error = 'States.ResultWriterFailed'; cause = 'no such bucket' }) }
        $started.executionArn | Wait-SFNMapRun -PollingInterval 0.1 -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -Be 'ExecutionFailed,SfnMapRun.Cmdlets.WaitSFNMapRunCommand'
        $errors[0].TargetObject | Should -Be $started.executionArn
        "$($errors[0])" | Should -BeLike '*without a Map Run: FAILED, States.ResultWriterFailed: no such bucket.*redrive-execution*'
    }

    It 'warns of one that fails after its Map Runs, and has an error with -ErrorOnFailure' {
        $started = Start-LocalExecution $endpoint @{ items = 10; errors = @(, @{ when = 'AFTER_MAP_RUNS'; error = 'Report.Failed' }) }
        $run = Wait-SFNMapRun $started.executionArn -PollingInterval 0.1 -WarningVariable warnings -WarningAction SilentlyContinue
        $run.Status | Should -Be 'SUCCEEDED'
        "$warnings" | Should -BeLike '*FAILED, Report.Failed*'
        { Wait-SFNMapRun $started.executionArn -PollingInterval 0.1 -ErrorOnFailure -ErrorAction Stop } | Should -Throw -ErrorId 'ExecutionFailed,*'
    }

    It 'has an error for one that does not exist, once it was not found twice' {
        $before = (Get-HandledCount $endpoint)
        Wait-SFNMapRun (New-FaultExecutionArn ExecutionDoesNotExist) -PollingInterval 0.1 -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ExecutionNotFound,*'
        (Get-HandledOperation $endpoint DescribeExecution $before).Count | Should -Be 2
    }
}

Describe 'What a Map Run that runs waits for' {
    BeforeAll { $frozen = Start-LocalStepFunctions '--frozen true' }
    AfterAll { Stop-LocalStepFunctions $frozen }

    It 'is its input or the backlog while all counts are 0' {
        $mapRun = (Start-LocalExecution $frozen @{ backlogSeconds = 60 }).mapRunArns[0]
        $run = Get-SFNMapRun $mapRun -EndpointUrl $frozen.Url
        $run.WaitingFor | Should -Be 'Input'
        $run | Format-List | Out-String -Width 80 | Should -Match 'WaitingFor +its input or a turn in the account''s backlog'
        $run.ItemCounts.ResultsWritten | Should -Be 0
    }

    It 'is a free slot while as many child executions run as MaxConcurrency allows' {
        $mapRun = (Start-LocalExecution $frozen @{ maxConcurrency = 2 }).mapRunArns[0]
        (Get-SFNMapRun $mapRun -EndpointUrl $frozen.Url).WaitingFor | Should -Be 'Concurrency'
    }

    It 'is the last child executions once more has failed than it tolerates' {
        $order = @{ childType = 'EXPRESS'; maxConcurrency = 10; childSeconds = 300; failures = @(, @{ percent = 50; seconds = 5 }) }
        $mapRun = (Start-LocalExecution $frozen $order).mapRunArns[0]
        Move-LocalClock $frozen 10
        $run = Get-SFNMapRun $mapRun -EndpointUrl $frozen.Url
        $run.Status | Should -Be 'RUNNING'
        $run.WaitingFor | Should -Be 'WindingDown'
        $run | Format-List | Out-String -Width 80 | Should -Match 'WaitingFor +its last child executions: it is winding down'
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
        $before = (Get-HandledCount $endpoint)
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module SfnMapRun; Wait-SFNMapRun '$mapRun' -PollingInterval 3600")
            $running = $shell.BeginInvoke()
            while ((Get-HandledCount $endpoint) -eq $before) { $running.IsCompleted | Should -BeFalse }
            $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error | Should -HaveCount 0
        }
        finally { $shell.Dispose() }
    }
}
