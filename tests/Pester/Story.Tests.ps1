# What an operator does around one Map Run: start, watch, throttle, fail, explain, redrive, finish.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions '--quotas aws --frozen true --tick 20'
    Set-TestEnvironment $endpoint
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'The story of a Map Run' {
    It 'starts, is watched and slowed down, fails, is explained, redriven, and finishes' {
        $execution = (Start-LocalExecution $endpoint @{
                items = 2400; itemsPerChild = 10; childSeconds = 30; maxConcurrency = 40; toleratedFailurePercentage = 10
                failures = @(
                    @{ error = 'NoStock'; cause = '{"errorMessage":"No stock for {item}","errorType":"NoStock"}'; percent = 20 }
                    @{ error = 'States.Timeout'; status = 'TIMED_OUT'; percent = 5 })
            }).executionArn

        # What runs, and how far?
        $run = Get-SFNMapRunList $execution | Get-SFNMapRun
        $run.Status | Should -Be 'RUNNING'
        $run.MaxConcurrency | Should -Be 40

        # Too fast for the warehouse.
        ($run | Update-SFNMapRun -MaxConcurrency 20 -PassThru).MaxConcurrency | Should -Be 20
        $run = $run | Get-SFNMapRun
        $run.ItemCounts.Running | Should -Be 200
        $run.FinishedPercentage | Should -BeGreaterThan 0

        # A runbook waits, and stops at the failure.
        { $run | Wait-SFNMapRun -PollingInterval 0.1 -ErrorOnFailure -ErrorAction Stop } | Should -Throw -ErrorId 'MapRunFailed,*'
        $failed = $run | Get-SFNMapRun
        $failed.ToleratedFailureExceeded | Should -BeTrue
        $failed.ItemsRedrivable | Should -BeGreaterThan 0

        # Why?
        $failures = $failed | Get-SFNMapRunFailure
        $failures[0].Error | Should -Be 'NoStock'
        $failures[0].CauseShape | Should -Be 'NoStock: No stock for O-<n>'
        ($failures | Measure-Object Items -Sum).Sum | Should -Be ($failed.ItemCounts.Failed + $failed.ItemCounts.TimedOut + $failed.ItemCounts.Aborted)
        $child = $failed | Get-SFNMapRunExecution -Status FAILED -IncludeDetail | Select-Object -First 1
        $child.Cause | Should -BeLike '*No stock for O-*'

        # Stock has come in. The tolerance is raised for what else may fail.
        $redriven = $failed | Restart-SFNMapRun -PassThru
        $redriven.Status | Should -Be 'RUNNING'
        $redriven.RedriveCount | Should -Be 1
        $redriven | Update-SFNMapRun -ToleratedFailurePercentage 50 -MaxConcurrency 80

        # And to the end.
        $finished = $redriven | Wait-SFNMapRun -PollingInterval 0.1
        $finished.Status | Should -Be 'SUCCEEDED'
        $finished.RedriveCount | Should -Be 1
        $finished.FinishedPercentage | Should -Be 100
        $finished | Restart-SFNMapRun -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'NotRedrivable,*'
    }
}
