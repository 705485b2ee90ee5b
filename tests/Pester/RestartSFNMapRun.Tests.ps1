# Redrive: looked at first, once only, and never by accident.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    # Its clock runs: a redrive needs a moment before it shows.
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint
    $failing = @{ items = 100; itemsPerChild = 10; maxConcurrency = 2; toleratedFailurePercentage = 15; failures = @(, @{ error = 'NoStock'; percent = 30 }) }
    function Get-Redrive([int] $Skip) { @(Get-HandledOperation $endpoint RedriveExecution $Skip | ForEach-Object { $_.request | ConvertFrom-Json }) }
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'Restart-SFNMapRun' {
    BeforeEach {
        $execution = Start-LocalExecution $endpoint $failing
        $mapRun = $execution.mapRunArns[0]
        Move-LocalClock $endpoint 3600
        $before = (Get-HandledCount $endpoint)
    }

    It 'redrives through the parent execution, silently' {
        (Get-SFNMapRun $mapRun).Status | Should -Be 'FAILED'
        Restart-SFNMapRun $mapRun | Should -BeNullOrEmpty
        (Get-Redrive $before).executionArn | Should -Be $execution.executionArn
        $run = Get-SFNMapRun $mapRun
        $run.Status | Should -Be 'RUNNING'
        $run.RedriveCount | Should -Be 1
    }

    It 'returns the Map Run as it runs again with -PassThru' {
        $run = Get-SFNMapRun $mapRun | Restart-SFNMapRun -PassThru
        $run.Status | Should -Be 'RUNNING'
        $run.MapRunArn | Should -Be $mapRun
        $run.ItemCounts.Failed | Should -Be 0 -Because 'the counts from before are not passed on'
        (Get-HandledOperation $endpoint DescribeMapRun $before).Count | Should -BeLessOrEqual 4
        (Get-HandledOperation $endpoint DescribeExecution $before).request | Should -BeLike '*"includedData":"METADATA_ONLY"*'
    }

    It 'says with -WhatIf what would be redriven, in items, and does nothing' {
        $text = (Invoke-OnScreen 400 { Restart-SFNMapRun $mapRun -WhatIf } @{ mapRun = $mapRun }).Text
        $run = Get-SFNMapRun $mapRun
        $again = $run.ItemCounts.Failed + $run.ItemCounts.Aborted
        $text | Should -Match "Redrive $($run.ItemCounts.Pending) items that never started and $again items that did not succeed \($($run.ItemCounts.Failed) failed, $($run.ItemCounts.Aborted) aborted\)"
        $run.ItemsRedrivable | Should -Be ($run.ItemCounts.Pending + $again)
        Get-Redrive $before | Should -HaveCount 0
    }

    It 'is one call for all Map Runs of an execution' {
        $several = Start-LocalExecution $endpoint ($failing + @{ mapRuns = 3 })
        Move-LocalClock $endpoint 3600
        $before = (Get-HandledCount $endpoint)
        $runs = $several.mapRunArns | Restart-SFNMapRun -PassThru -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
        $runs.Status | Should -Be 'RUNNING', 'RUNNING', 'RUNNING'
        Get-Redrive $before | Should -HaveCount 1
    }

    It 'gives each redrive a token of its own, the same for every attempt' {
        Restart-SFNMapRun $mapRun
        Move-LocalClock $endpoint 3600
        (Get-Redrive $before).clientToken | Should -Match '^[0-9a-f-]{36}$'
    }

    It 'happens once for a -ClientToken, however often it is tried' {
        Restart-SFNMapRun $mapRun -ClientToken 'deploy-17'
        Restart-SFNMapRun $mapRun -ClientToken 'deploy-17' -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
        (Get-SFNMapRun $mapRun).RedriveCount | Should -Be 1
    }

    It 'does not take an earlier redrive with the same -ClientToken for a new one' {
        $again = (Start-LocalExecution $endpoint @{ items = 20; itemsPerChild = 10; childSeconds = 1; failures = @(, @{ error = 'NoStock'; percent = 100; afterRedrive = 'FAILED' }) }).mapRunArns[0]
        Move-LocalClock $endpoint 60
        Restart-SFNMapRun $again -ClientToken 'deploy-18'
        Move-LocalClock $endpoint 60
        (Get-SFNMapRun $again).Status | Should -Be 'FAILED'
        Restart-SFNMapRun $again -ClientToken 'deploy-18' -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'NotRedrivable,*'
        "$($errors[0])" | Should -BeLike "*'deploy-18'*nothing was redriven now*"
    }

    It 'refuses a -ClientToken that the service would refuse' {
        { Restart-SFNMapRun $mapRun -ClientToken 'two words' } | Should -Throw "*ClientToken*"
    }

    It 'says why a Map Run that <Name> can not be redriven, before any redrive' -ForEach @(
        @{ Name = 'runs'; Arn = { (Start-LocalExecution $endpoint).mapRunArns[0] }; Says = '*is running*' }
        @{ Name = 'has succeeded'; Arn = { $arn = (Start-LocalExecution $endpoint).mapRunArns[0]; Move-LocalClock $endpoint 3600; $arn }; Says = '*has succeeded: there is nothing to redrive*' }
        @{ Name = 'stopped more than 14 days ago'; Arn = { 'arn:aws:states:eu-central-1:123456789012:mapRun:LegacyExport/Rows:62839425-5f60-4172-9394-1f2a3b4c5d11' }; Says = '*past its redrivable period*14 days*' }
    ) {
        $arn = & $Arn
        $before = (Get-HandledCount $endpoint)
        $arn, $mapRun | Restart-SFNMapRun -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'NotRedrivable,SfnMapRun.Cmdlets.RestartSFNMapRunCommand'
        $errors[0].TargetObject | Should -Be $arn
        "$($errors[0])" | Should -BeLike $Says
        (Get-Redrive $before).executionArn | Should -Be $execution.executionArn -Because 'the other one is redriven'
    }
}

Describe 'A Map Run of an execution that still runs' {
    It 'can not be redriven, and the reason is that of the service' {
        $fresh = Start-LocalStepFunctions
        try {
            Restart-SFNMapRun $failedArn -EndpointUrl $fresh.Url -ErrorVariable errors -ErrorAction SilentlyContinue
            $errors[0].FullyQualifiedErrorId | Should -BeLike 'NotRedrivable,*'
            "$($errors[0])" | Should -BeLike '*nightly-0412*RUNNING*'
        }
        finally { Stop-LocalStepFunctions $fresh }
    }
}

Describe 'A redrive that the service accepted' {
    It 'and that failed before it reached the Map Run is an error with the reason, at the first look' {
        $execution = Start-LocalExecution $endpoint ($failing + @{ errors = @(, @{ when = 'REDRIVE_EXECUTION'; cause = 'The role may not do that' }) })
        Move-LocalClock $endpoint 3600
        $before = (Get-HandledCount $endpoint)
        Restart-SFNMapRun $execution.mapRunArns[0] -ClientToken 'night-1' -PassThru -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'RedriveFailed,SfnMapRun.Cmdlets.RestartSFNMapRunCommand'
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $errors[0].TargetObject | Should -Be $execution.mapRunArns[0]
        "$($errors[0])" | Should -BeLike '*stopped again before it reached the Map Run*FAILED, States.Runtime: The role may not do that.*'
        (Get-HandledCount $endpoint) - $before | Should -Be 5 -Because 'it looks twice before and twice after'

        # With the same token nothing is redriven, though the Map Run stopped before the first try.
        Restart-SFNMapRun $execution.mapRunArns[0] -ClientToken 'night-1' -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'NotRedrivable,*'
        "$($errors[0])" | Should -BeLike "*'night-1'*nothing was redriven now*"
    }

    It 'and whose children the role may not redrive is an error that says what to allow' {
        # It takes seven seconds: here, one look.
        $ticking = Start-LocalStepFunctions '--frozen true --tick 8'
        try {
            $execution = Start-LocalExecution $ticking ($failing + @{ errors = @(, @{ when = 'REDRIVE_MAP_RUN' }) })
            Move-LocalClock $ticking 3600
            $run = Restart-SFNMapRun $execution.mapRunArns[0] -EndpointUrl $ticking.Url -PassThru -ErrorVariable errors -ErrorAction SilentlyContinue
        }
        finally { Stop-LocalStepFunctions $ticking }
        $run.Status | Should -Be 'FAILED'
        $run.RedriveCount | Should -Be 1
        $errors.FullyQualifiedErrorId | Should -BeLike 'RedriveFailed,*'
        "$($errors[0])" | Should -BeLike "*own role states:RedriveExecution on arn:aws:states:eu-central-1:123456789012:execution:OrderImport/ReserveStock:*, and redrive again."
    }

    It 'and that started a new Map Run in place of the old names that one' {
        $execution = Start-LocalExecution $endpoint @{ errors = @(, @{ when = 'BEFORE_CHILDREN'; error = 'States.DataLimitExceeded'; times = 1 }) }
        Move-LocalClock $endpoint 3600
        $run = Restart-SFNMapRun $execution.mapRunArns[0] -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
        $run.Status | Should -Be 'RUNNING'
        $run.MapRunArn | Should -Not -Be $execution.mapRunArns[0]
        $run.MapRunArn | Should -Be (Get-SFNMapRunList $execution.executionArn)[0].MapRunArn
        $warnings | Should -BeLike "*new Map Run in place of $($execution.mapRunArns[0])*$($run.MapRunArn)*"
    }

    It 'of a Map Run that failed without a child execution runs what never started' {
        $execution = Start-LocalExecution $endpoint @{ items = 1; itemsPerChild = 1; errors = @(, @{ when = 'BEFORE_CHILDREN'; times = 1 }) }
        Move-LocalClock $endpoint 3600
        $run = Get-SFNMapRun $execution.mapRunArns[0]
        $run.ItemsRedrivable | Should -Be 1
        ($run | Where-Object { $_.Status -eq 'FAILED' -and $_.ItemsRedrivable -gt 0 } | Restart-SFNMapRun -PassThru).ItemCounts.Running | Should -Be 1
    }

    It 'under a key that the caller may not use is redriven all the same' {
        $execution = Start-LocalExecution $endpoint ($failing + @{ kmsError = 'KmsAccessDeniedException' })
        Move-LocalClock $endpoint 3600
        (Restart-SFNMapRun $execution.mapRunArns[0] -PassThru -ErrorVariable errors).Status | Should -Be 'RUNNING'
        $errors | Should -BeNullOrEmpty
    }

    It 'for a client token is passed on when it is tried again' {
        $execution = Start-LocalExecution $endpoint $failing
        Move-LocalClock $endpoint 3600
        Restart-SFNMapRun $execution.mapRunArns[0] -ClientToken 'night-2'
        (Restart-SFNMapRun $execution.mapRunArns[0] -ClientToken 'night-2' -PassThru).RedriveCount | Should -Be 1
    }
}
