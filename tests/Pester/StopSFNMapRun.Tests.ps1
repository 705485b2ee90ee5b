# Stop: asked for, once only, and with all that stops with it said before.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    # Time passes with each look, as express child executions take theirs.
    $endpoint = Start-LocalStepFunctions '--tick 60'
    Set-TestEnvironment $endpoint
    function Get-Stop([int] $Skip) { @(Get-HandledOperation $endpoint StopExecution $Skip | ForEach-Object { $_.request | ConvertFrom-Json }) }
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'Stop-SFNMapRun' {
    BeforeEach {
        $execution = Start-LocalExecution $endpoint @{ items = 1000; itemsPerChild = 10; childSeconds = 1000; maxConcurrency = 7; mapRuns = 3 }
        $mapRun = $execution.mapRunArns[0]
        $before = (Get-HandledCount $endpoint)
    }

    It 'stops the parent execution, silently, and its child executions with it' {
        Stop-SFNMapRun $mapRun -Cause 'wrong input' -Error Operator -Confirm:$false | Should -BeNullOrEmpty
        $stop = Get-Stop $before
        $stop.executionArn, $stop.error, $stop.cause | Should -Be $execution.executionArn, 'Operator', 'wrong input'
        $run = Get-SFNMapRun $mapRun
        $run.Status | Should -Be 'ABORTED'
        $run.ExecutionCounts.Aborted | Should -Be 7
        $run.ExecutionCounts.Pending | Should -Be 93
    }

    It 'says before what stops with it, in numbers' {
        $text = Stop-SFNMapRun $mapRun -Confirm:$false -Verbose 4>&1 | Out-String
        $text | Should -BeLike "*Stop the execution $($execution.executionArn), and with it this Map Run, 7 running child executions (standard ones*), 93 pending ones, which never start, 2 other Map Runs of the execution, and every other branch*"
        $text | Should -BeLike "*$($execution.executionArn) was stopped at *"
    }

    It 'does nothing with -WhatIf' {
        Stop-SFNMapRun $mapRun -PassThru -WhatIf | Should -BeNullOrEmpty
        Get-Stop $before | Should -HaveCount 0
    }

    It 'is one call for all Map Runs of an execution, each of which -PassThru returns once it has stopped' {
        $runs = Get-SFNMapRunList $execution.executionArn | Stop-SFNMapRun -Confirm:$false -PassThru -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
        $runs.MapRunArn | Sort-Object | Should -Be ($execution.mapRunArns | Sort-Object)
        $runs.Status | Should -Be 'ABORTED', 'ABORTED', 'ABORTED'
        Get-Stop $before | Should -HaveCount 1
    }

    It 'lets express child executions go on to their end' {
        $express = (Start-LocalExecution $endpoint @{ items = 1000; childSeconds = 40; maxConcurrency = 4; childType = 'EXPRESS'; mapRuns = 2 }).mapRunArns
        $run = ($express | Stop-SFNMapRun -Confirm:$false -PassThru)[0]
        $run.Status | Should -Be 'ABORTED'
        $run.ExecutionCounts.Aborted | Should -Be 0
        $run.ExecutionCounts.Pending | Should -BeGreaterThan 0
        $run.ExecutionCounts.Succeeded + $run.ExecutionCounts.Pending | Should -Be 100
    }

    It 'says that one has stopped already, before any stop, and stops the others' {
        $succeededArn, $mapRun | Stop-SFNMapRun -Confirm:$false -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be 'MapRunNotRunning,SfnMapRun.Cmdlets.StopSFNMapRunCommand'
        $errors[0].TargetObject | Should -Be $succeededArn
        "$($errors[0])" | Should -BeLike '*is not running: it has been SUCCEEDED since *'
        (Get-Stop $before).executionArn | Should -Be $execution.executionArn
    }

    It 'needs a key that can not be used for a cause only, and says so' {
        $protected = (Start-LocalExecution $endpoint @{ childSeconds = 1000; kmsError = 'KmsAccessDeniedException' }).mapRunArns[0]
        Stop-SFNMapRun $protected -Cause 'wrong input' -Confirm:$false -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'KmsAccessDenied,*'
        "$($errors[0])" | Should -BeLike '*Nothing was stopped. Leave out -Cause and -Error*'
        (Stop-SFNMapRun $protected -Confirm:$false -PassThru).Status | Should -Be 'ABORTED'
    }
}
