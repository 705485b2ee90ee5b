# The child executions of a Map Run: filters, pages, details.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions '--frozen true'
    Set-TestEnvironment $endpoint
    $order = @{
        items = 30000; itemsPerChild = 10; maxConcurrency = 100; toleratedFailurePercentage = 100
        failures = @(@{ error = 'NoStock'; cause = 'none of {item}'; percent = 10 }, @{ error = 'States.Timeout'; status = 'TIMED_OUT'; percent = 5 })
    }
    $mapRun = (Start-LocalExecution $endpoint $order).mapRunArns[0]
    Move-LocalClock $endpoint 3600
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'Get-SFNMapRunExecution' {
    It 'lists all child executions, with their items, and asks nothing more' {
        $before = Get-HandledCount $endpoint
        $children = Get-SFNMapRunExecution $mapRun
        (Get-HandledCount $endpoint) - $before | Should -Be 3
        $children | Should -HaveCount 3000
        ($children | Measure-Object ItemCount -Sum).Sum | Should -Be 30000
        $children[0] | Should -BeOfType SfnMapRun.MapRunExecution
        $children[0].MapRunArn | Should -Be $mapRun
        $children[0].Error | Should -BeNullOrEmpty
    }

    It 'fetches no page more than is needed' {
        $before = Get-HandledCount $endpoint
        Get-SFNMapRunExecution $mapRun | Select-Object -First 3 | Should -HaveCount 3
        (Get-HandledCount $endpoint) - $before | Should -Be 1
    }

    It 'counts as the Map Run does, for each status' {
        $counts = (Get-SFNMapRun $mapRun).ExecutionCounts
        Get-SFNMapRunExecution $mapRun -Status FAILED | Should -HaveCount $counts.Failed
        Get-SFNMapRunExecution $mapRun -Status timed_out | Should -HaveCount $counts.TimedOut
        Get-SFNMapRunExecution $mapRun -Status RUNNING | Should -HaveCount 0
        (Get-SFNMapRunExecution $mapRun -Status TIMED_OUT, FAILED).Status | Select-Object -Unique | Should -Be 'TIMED_OUT', 'FAILED'
        Get-SFNMapRunExecution $mapRun -RedriveFilter REDRIVEN | Should -HaveCount 0
        Get-SFNMapRunExecution $mapRun -Status FAILED -RedriveFilter NOT_REDRIVEN | Should -HaveCount $counts.Failed
    }

    It 'adds error, cause and input on request, in the order of the list' {
        $listed = Get-SFNMapRunExecution $mapRun -Status FAILED
        $described = Get-SFNMapRunExecution $mapRun -Status FAILED -IncludeDetail
        $described.ExecutionArn | Should -Be $listed.ExecutionArn
        $described.Error | Select-Object -Unique | Should -Be 'NoStock'
        $described[0].Cause | Should -BeLike 'none of O-*'
        ($described[0].Input | ConvertFrom-Json).Items | Should -HaveCount 10
        $described[0].ItemCount | Should -Be 10
        $described[0].RedriveStatus | Should -Be 'REDRIVABLE_BY_MAP_RUN'
    }

    It 'stops asking for details with Select-Object -First' {
        $before = (Get-HandledOperation $endpoint DescribeExecution).Count
        Get-SFNMapRunExecution $mapRun -IncludeDetail -ThrottleLimit 4 | Select-Object -First 2 | Should -HaveCount 2
        # The two, and four for each of the calls at once: as far as calls may run ahead of the oldest one.
        (Get-HandledOperation $endpoint DescribeExecution).Count - $before | Should -BeLessOrEqual 18
    }

    It 'names the statuses to the one who misspells them, and completes them' {
        { Get-SFNMapRunExecution $mapRun -Status FAILD } | Should -Throw '*"RUNNING,SUCCEEDED,FAILED,TIMED_OUT,ABORTED,PENDING_REDRIVE"*'
        $line = 'Get-SFNMapRunExecution -Status T'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'TIMED_OUT'
    }

    It 'pipes into nothing that would do something to the whole Map Run' -ForEach 'Restart-SFNMapRun', 'Stop-SFNMapRun -Confirm:$false', 'Update-SFNMapRun -MaxConcurrency 1' {
        $child = Get-SFNMapRunExecution $mapRun | Select-Object -First 1
        $child | & ([scriptblock]::Create("`$input | $_ -ErrorVariable script:errors -ErrorAction SilentlyContinue"))
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ChildExecutionArnGiven,*'
        $errors[0].TargetObject | Should -Be $child.ExecutionArn
    }

    It 'leads back to its Map Run' {
        (Get-SFNMapRunExecution $mapRun | Select-Object -First 1 | Get-SFNMapRun).MapRunArn | Should -Be $mapRun
    }

    It '<_> is an error about that Map Run, and the others go on' -ForEach 'ResourceNotFound', 'AccessDeniedException' {
        $children = (New-FaultArn $_), $mapRun | Get-SFNMapRunExecution -Status TIMED_OUT -ErrorVariable errors -ErrorAction SilentlyContinue
        $children.Count | Should -BeGreaterThan 0
        $errors | Should -HaveCount 1
        $errors[0].TargetObject | Should -Be (New-FaultArn $_)
        $errors[0].Exception.Operation | Should -Be 'ListExecutions'
    }
}

Describe 'A child execution that runs' {
    BeforeAll { $fresh = Start-LocalStepFunctions }
    AfterAll { Stop-LocalStepFunctions $fresh }

    It 'tells how long it has run, so that stragglers sort' {
        $prices = 'arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/PriceOrders:e7d19b52-4c3f-4e8a-92b6-8a5c7d3f1e05'
        $running = Get-SFNMapRunExecution $prices -Status RUNNING -EndpointUrl $fresh.Url | Sort-Object DurationSeconds -Descending
        $running.Count | Should -BeGreaterThan 1
        $running | ForEach-Object { $_.DurationSeconds | Should -Be ($_.DescribedDate - $_.StartDate).TotalSeconds }
        $running[0].StartDate | Should -BeLessThan $running[-1].StartDate
        $running | Where-Object StopDate | Should -BeNullOrEmpty
    }

    It 'is among the -Slowest where few have run longer, with how long it has run in the table' {
        # Time stands still between the two lists: one that ended meanwhile would be in the first alone.
        $frozen = Start-LocalStepFunctions '--frozen true'
        try {
            $prices = 'arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/PriceOrders:e7d19b52-4c3f-4e8a-92b6-8a5c7d3f1e05'
            $running = Get-SFNMapRunExecution $prices -Status RUNNING -EndpointUrl $frozen.Url | Sort-Object StartDate
            $slowest = Get-SFNMapRunExecution $prices -Slowest 3 -EndpointUrl $frozen.Url
            $slowest | Should -HaveCount 3
            $slowest.StartDate | Should -Be $running[0..2].StartDate
            $slowest | Format-Table | Out-String | Should -Match 'RUNNING +\d+[smhd]'
        }
        finally { Stop-LocalStepFunctions $frozen }
    }

    It 'keeps its redrive fields, which only the list tells, with -IncludeDetail' {
        $again = (Start-LocalExecution $fresh @{ items = 100; itemsPerChild = 10; childSeconds = 100; failures = @(, @{ percent = 30 }) }).mapRunArns[0]
        Move-LocalClock $fresh 600
        Restart-SFNMapRun $again -EndpointUrl $fresh.Url
        $running = Get-SFNMapRunExecution $again -Status RUNNING -IncludeDetail -EndpointUrl $fresh.Url
        $running | Should -Not -BeNullOrEmpty
        $running | Where-Object { $_.RedriveCount -ne 1 -or $_.RedriveDate -isnot [datetime] } | Should -BeNullOrEmpty
    }
}
