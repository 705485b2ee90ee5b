# Why a Map Run failed: groups, samples, bounds.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions '--frozen true'
    Set-TestEnvironment $endpoint
    $order = @{
        items = 8000; itemsPerChild = 10; maxConcurrency = 100; toleratedFailurePercentage = 100
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
        $failures.Executions | Should -Be 160, 80, 8
        $failures.Items | Should -Be 1600, 800, 80
        $failures[0].CauseShape | Should -Match '^NoStock: No stock for O-<n>, request <id>$'
        $failures[1].CauseShape | Should -Be 'Connection to <ip> lost after <n> ms'
        $failures.MapRunArn | Select-Object -Unique | Should -Be $mapRun
        $failures.SampledExecutions | Select-Object -Unique | Should -Be 248
        $failures.UnsuccessfulExecutions | Select-Object -Unique | Should -Be 248
    }

    It 'gives a sample of each, and when it was seen' {
        $failure = Get-SFNMapRunFailure $mapRun | Select-Object -First 1
        $sample = Get-SFNMapRunExecution $mapRun -Status FAILED -IncludeDetail | Where-Object ExecutionArn -EQ $failure.SampleExecutionArn
        $sample.Cause | Should -Be $failure.SampleCause
        $failure.LastSeen | Should -BeGreaterOrEqual $failure.FirstSeen
        $sample.StopDate | Should -BeLessOrEqual $failure.LastSeen
    }

    It 'looks into no more than -Top, the few not hidden by the many, and says what it left out' {
        $before = (Get-HandledCount $endpoint)
        $failures = Get-SFNMapRunFailure $mapRun -Top 60 -WarningVariable warnings -WarningAction SilentlyContinue
        (Get-HandledOperation $endpoint DescribeExecution $before).Count | Should -Be 60
        $failures.Error | Should -Contain 'States.Timeout'
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -Match '^Sampled 60 of 248 unsuccessful .* -Top 248 samples all'
    }

    It 'reads like an answer' {
        $rendering = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
        try { $text = Get-SFNMapRunFailure $mapRun -Top 1000 | Out-String -Width 80 } finally { $PSStyle.OutputRendering = $rendering }
        $text | Should -Match '248 of 248 unsuccessful child executions'
        $text | Should -Match '(?m)^ +160 +1600 .* NoStock: No stock'
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
            $warnings.Message | Should -BeLike 'Sampled 30 of 248*'
        }
        finally { Stop-LocalStepFunctions $denying }
    }

    It 'tells of the execution where no child execution failed' {
        $files = 'arn:aws:states:eu-central-1:123456789012:mapRun:SupplierFeed/Files:738a4a36-6071-4283-8aa5-203b4c5d6e22'
        $failure = Get-SFNMapRunFailure $files
        $failure.Scope | Should -Be 'MapRun'
        $failure.Executions | Should -Be 0
        $failure.Status | Should -Be 'FAILED'
        $failure.Error | Should -Not -BeNullOrEmpty
        $failure.SampleExecutionArn | Should -BeLike '*:execution:*'
        $failure | Restart-SFNMapRun -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ExecutionArnGiven,*'
        "$($errors[0])" | Should -BeLike "*Restart-SFNMapRun '$files'."
    }

    It 'is not taken for its Map Run by what would do something to it' {
        Get-SFNMapRunFailure $mapRun -Top 30 -WarningAction SilentlyContinue | Select-Object -First 1 | Restart-SFNMapRun -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ChildExecutionArnGiven,*'
        "$($errors[0])" | Should -BeLike "*Restart-SFNMapRun '$mapRun'."
    }

    It 'takes a bad ARN for an error about that one' {
        $failures = 'nothing', $mapRun | Get-SFNMapRunFailure -ErrorVariable errors -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $failures | Should -Not -BeNullOrEmpty
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'NotAMapRunArn,*'
    }
}

Describe 'What the Map Run itself failed of' {
    It 'comes first, whatever its children did' {
        $execution = Start-LocalExecution $endpoint @{
            items = 100; itemsPerChild = 10; childSeconds = 1; toleratedFailurePercentage = 50
            failures = @(, @{ error = 'NoStock'; percent = 20 }); errors = @(, @{ when = 'WRITING_RESULTS'; error = 'States.ResultWriterFailed' })
        }
        Move-LocalClock $endpoint 600
        $failures = Get-SFNMapRunFailure $execution.mapRunArns[0]
        $failures.Scope | Should -Be 'MapRun', 'ChildExecution'
        $failures.Error | Should -Be 'States.ResultWriterFailed', 'NoStock'
        $failures[0].SampleCause | Should -BeLike '*is not authorized to perform: s3:PutObject*'
        $failures[0].SampleExecutionArn | Should -Be $execution.executionArn
        $failures.MapRunStatus | Should -Be 'FAILED', 'FAILED'
        ($failures | Out-String -Width 120) -replace '\s+', ' ' | Should -BeLike '* - - * The Map Run itself: States.ResultWriterFailed: User: *'
    }

    It 'is in the history where the execution caught it and went on' {
        $execution = Start-LocalExecution $endpoint @{
            items = 100; itemsPerChild = 10; childSeconds = 1; mapRuns = 2; catchesFailures = $true
            errors = @(, @{ when = 'BEFORE_CHILDREN'; error = 'States.ItemReaderFailed'; cause = 'no such bucket'; times = 1 })
        }
        Move-LocalClock $endpoint 600
        $before = (Get-HandledCount $endpoint)
        $failure = Get-SFNMapRunFailure $execution.mapRunArns[0]
        $failure.Scope | Should -Be 'MapRun'
        $failure.Error | Should -Be 'States.ItemReaderFailed'
        $failure.SampleCause | Should -Be 'no such bucket'
        $asked = (Get-HandledOperation $endpoint GetExecutionHistory $before).request | ConvertFrom-Json
        $asked.reverseOrder | Should -BeTrue
        (Get-HandledOperation $endpoint DescribeExecution $before).Count | Should -Be 1
    }

    It 'is not asked for where it has succeeded' {
        $before = (Get-HandledCount $endpoint)
        Get-SFNMapRunFailure $mapRun -Top 1 -WarningAction SilentlyContinue | Should -HaveCount 1
        (Get-HandledOperation $endpoint DescribeExecution $before).Count | Should -Be 1 -Because 'that is the child execution'
    }
}

Describe 'Children that were merely cut off' {
    It 'are one group, last, and worded as what they are' {
        $cut = (Start-LocalExecution $endpoint @{ items = 400; itemsPerChild = 10; maxConcurrency = 20; failures = @(, @{ error = 'NoStock'; percent = 5; seconds = 1 }) }).mapRunArns[0]
        Move-LocalClock $endpoint 600
        $failures = Get-SFNMapRunFailure $cut
        $failures.Scope | Should -Be 'ChildExecution', 'CutOff'
        $failures[0].Error | Should -Be 'NoStock'
        $failures[1].Executions | Should -BeGreaterThan $failures[0].Executions
        $failures[1].Status | Should -Be 'ABORTED'
        $failures | Out-String -Width 120 | Should -Match 'Stopped because the Map Run failed'
    }

    It 'were aborted with a Map Run that was stopped' {
        $unsigned = Start-LocalStepFunctions '--frozen true --unsigned true'
        try {
            $stopped = Start-LocalExecution $unsigned @{ items = 100; itemsPerChild = 10; maxConcurrency = 5 }
            Move-LocalClock $unsigned 5
            Stop-LocalExecution $unsigned $stopped.executionArn 'the night shift'
            $failures = Get-SFNMapRunFailure $stopped.mapRunArns[0] -EndpointUrl $unsigned.Url
        }
        finally { Stop-LocalStepFunctions $unsigned }
        $failures.Scope | Should -Be 'MapRun', 'CutOff'
        $failures[0].SampleCause | Should -Be 'the night shift'
        $failures | Out-String -Width 120 | Should -Match 'Stopped because the Map Run was aborted'
    }
}

Describe 'Errors and causes under a customer-managed key' {
    It 'that can not be used (<Code>) are one error, and the children are told by their status' -ForEach @(
        @{ Code = 'KmsAccessDeniedException'; Id = 'KmsAccessDenied'; Category = 'PermissionDenied'; Says = '*kms:Decrypt on the customer-managed key*' }
        @{ Code = 'KmsInvalidStateException'; Id = 'KmsInvalidState'; Category = 'ResourceUnavailable'; Says = '*Enable the customer-managed key*' }
    ) {
        $sealed = (Start-LocalExecution $endpoint @{
                kmsError = $Code; items = 300; itemsPerChild = 10; maxConcurrency = 100
                failures = @(@{ error = 'NoStock'; percent = 20 }, @{ error = 'States.Timeout'; status = 'TIMED_OUT'; percent = 10 })
            }).mapRunArns[0]
        Move-LocalClock $endpoint 600
        $failures = Get-SFNMapRunFailure $sealed -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $errors[0].CategoryInfo.Category | Should -Be $Category
        $errors[0].TargetObject | Should -Be $sealed
        "$($errors[0])" | Should -BeLike $Says
        $failures.Status | Should -Contain 'FAILED'
        $failures.Status | Should -Contain 'TIMED_OUT'
        $failures | Where-Object Error | Should -BeNullOrEmpty

        $children = Get-SFNMapRunExecution $sealed -Status FAILED -IncludeDetail -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors | Should -HaveCount 1
        $children.Count | Should -Be ($failures | Where-Object Status -EQ 'FAILED').Executions
        $children[0].RedriveStatus | Should -Be 'REDRIVABLE_BY_MAP_RUN'
        $children[0].Input | Should -BeNullOrEmpty
    }

    It 'that is throttled is throttling like any other' {
        $sealed = (Start-LocalExecution $endpoint @{ kmsError = 'KmsThrottlingException'; items = 10; failures = @(, @{ percent = 100 }) }).mapRunArns[0]
        Move-LocalClock $endpoint 600
        Get-SFNMapRunExecution $sealed -IncludeDetail -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors.FullyQualifiedErrorId | Should -BeLike 'Throttled,*'
    }
}
