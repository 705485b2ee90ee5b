# Why a Map Run failed: groups, samples, bounds.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions '--frozen true'
    Set-TestEnvironment $endpoint
    $order = @{
        items = 20000; itemsPerChild = 10; maxConcurrency = 100; toleratedFailurePercentage = 100
        failures = @(
            @{ error = 'NoStock'; cause = '{"errorMessage":"No stock for {item}, request {guid}","errorType":"NoStock"}'; percent = 20 }
            @{ error = 'States.TaskFailed'; cause = 'Connection to 10.0.0.7 lost after {n} ms'; percent = 10 }
            @{ error = 'States.Timeout'; status = 'TIMED_OUT'; percent = 1 })
    }
    $mapRun = (Start-LocalExecution $endpoint $order).mapRunArns[0]
    Move-LocalClock $endpoint 3600
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'Get-SFNMapRunFailure' {
    It 'groups by error and by what the causes have in common, the most frequent first' {
        $failures = Get-SFNMapRunFailure $mapRun -Top 10000 -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $failures | Should -HaveCount 3
        $failures[0] | Should -BeOfType SfnMapRun.MapRunFailure
        $failures.Error | Should -Be 'NoStock', 'States.TaskFailed', 'States.Timeout'
        $failures.Status | Should -Be 'FAILED', 'FAILED', 'TIMED_OUT'
        $failures.Executions | Should -Be 400, 200, 20
        $failures.Items | Should -Be 4000, 2000, 200
        $failures[0].CauseShape | Should -Match '^NoStock: No stock for O-<n>, request <id>$'
        $failures[1].CauseShape | Should -Be 'Connection to <ip> lost after <n> ms'
        $failures.MapRunArn | Select-Object -Unique | Should -Be $mapRun
        $failures.SampledExecutions | Select-Object -Unique | Should -Be 620
        $failures.UnsuccessfulExecutions | Select-Object -Unique | Should -Be 620
    }

    It 'gives a sample of each, and when it was seen' {
        $failure = Get-SFNMapRunFailure $mapRun | Select-Object -First 1
        $sample = Get-SFNMapRunExecution $mapRun -Status FAILED -IncludeDetail | Where-Object ExecutionArn -EQ $failure.SampleExecutionArn
        $sample.Cause | Should -Be $failure.SampleCause
        $failure.LastSeen | Should -BeGreaterOrEqual $failure.FirstSeen
        $sample.StopDate | Should -BeLessOrEqual $failure.LastSeen
    }

    It 'looks into no more than -Top, the few not hidden by the many, and says what it left out' {
        $before = (Get-HandledRequest $endpoint).Count
        $failures = Get-SFNMapRunFailure $mapRun -Top 60 -WarningVariable warnings -WarningAction SilentlyContinue
        (Get-HandledOperation $endpoint DescribeExecution $before).Count | Should -BeLessOrEqual 60
        $failures.Error | Should -Contain 'States.Timeout'
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -Match '^Sampled (5\d|60) of 620 unsuccessful .* -Top 620 samples all'
    }

    It 'reads like an answer' {
        $rendering = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
        try { $text = Get-SFNMapRunFailure $mapRun -Top 1000 | Out-String -Width 80 } finally { $PSStyle.OutputRendering = $rendering }
        $text | Should -Match '620 of 620 unsuccessful child executions'
        $text | Should -Match '(?m)^ +400 +4000 .* NoStock: No stock'
    }

    It 'has nothing to say of a Map Run without failures' {
        $healthy = (Start-LocalExecution $endpoint).mapRunArns[0]
        Move-LocalClock $endpoint 3600
        Get-SFNMapRunFailure $healthy | Should -BeNullOrEmpty
    }

    It 'says once what keeps it from looking, and not for each child execution' {
        $denying = Start-LocalStepFunctions '--frozen true --deny DescribeExecution'
        try {
            $denied = (Start-LocalExecution $denying $order).mapRunArns[0]
            Move-LocalClock $denying 3600
            Get-SFNMapRunFailure $denied -EndpointUrl $denying.Url -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            Get-SFNMapRunExecution $denied -IncludeDetail -EndpointUrl $denying.Url -ErrorVariable +errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $errors | Should -HaveCount 2
            $errors[0].FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
            $errors[0].TargetObject | Should -Be $denied
            "$($errors[0])" | Should -BeLike '*Allow the action states:DescribeExecution on the resource arn:aws:states:eu-central-1:123456789012:execution:OrderImport/`**'
        }
        finally { Stop-LocalStepFunctions $denying }
    }

    It 'does not lose what it found out before it was kept from looking' {
        $denying = Start-LocalStepFunctions '--frozen true --deny DescribeExecution --after 30'
        try {
            $denied = (Start-LocalExecution $denying $order).mapRunArns[0]
            Move-LocalClock $denying 3600
            $failures = Get-SFNMapRunFailure $denied -ThrottleLimit 1 -EndpointUrl $denying.Url -ErrorVariable errors -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
            ($failures | Measure-Object Executions -Sum).Sum | Should -Be 30
            $failures[0].SampledExecutions | Should -Be 30
            $errors.FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
            $warnings.Message | Should -BeLike 'Sampled 30 of 620*'
        }
        finally { Stop-LocalStepFunctions $denying }
    }

    It 'tells of the execution where no child execution failed' {
        $failure = Get-SFNMapRunFailure 'arn:aws:states:eu-central-1:123456789012:mapRun:SupplierFeed/Files:738a4a36-6071-4283-8aa5-203b4c5d6e22'
        $failure.Executions | Should -Be 0
        $failure.Status | Should -Be 'FAILED'
        $failure.Error | Should -Not -BeNullOrEmpty
        $failure.SampleExecutionArn | Should -BeLike '*:execution:*'
        $failure | Restart-SFNMapRun -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ExecutionArnGiven,*'
    }

    It 'is not taken for its Map Run by what would do something to it' {
        Get-SFNMapRunFailure $mapRun -Top 30 -WarningAction SilentlyContinue | Select-Object -First 1 | Restart-SFNMapRun -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ChildExecutionArnGiven,*'
    }

    It 'shows how far it is of what it looks into, bad ARNs and all' {
        $slow = Start-LocalStepFunctions '--frozen true --latency 120'
        $shell = [powershell]::Create()
        try {
            $failing = (Start-LocalExecution $slow @{ items = 400; itemsPerChild = 10; maxConcurrency = 10; toleratedFailurePercentage = 100; failures = @(, @{ error = 'NoStock'; percent = 100 }) }).mapRunArns[0]
            Move-LocalClock $slow 3600
            $arns = (1..15 | ForEach-Object { New-FaultArn ResourceNotFound $_ }) + $failing
            $failures = $shell.AddScript("Import-Module SfnMapRun; '$($arns -join "','")' | Get-SFNMapRunFailure -ThrottleLimit 2 -EndpointUrl '$($slow.Url)' -ErrorAction SilentlyContinue").Invoke()
            $failures.Executions | Should -Be 40
            $shell.Streams.Error | Where-Object FullyQualifiedErrorId -NotLike 'MapRunNotFound,*' | Should -BeNullOrEmpty
            $bars = $shell.Streams.Progress | Where-Object Activity -EQ 'Sampling child executions'
            $bars[0].StatusDescription | Should -Match '^\d+ of 55 so far, 15 failed'
            ($bars.PercentComplete | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 100
        }
        finally {
            $shell.Dispose()
            Stop-LocalStepFunctions $slow
        }
    }

    It 'takes a bad ARN for an error about that one' {
        $failures = 'nothing', $mapRun | Get-SFNMapRunFailure -ErrorVariable errors -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $failures | Should -Not -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'NotAMapRunArn,*'
    }
}
