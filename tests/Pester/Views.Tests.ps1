# The views, as text, at 80 and 120 columns. With $env:SFNMAPRUN_UPDATE_SNAPSHOTS set, the expected texts are written again.

BeforeDiscovery {
    $views = @(
        @{ Name = 'Table'; View = { $runs | Format-Table } }
        @{ Name = 'List'; View = { $runs | Format-List } }
        @{ Name = 'Counters'; View = { $runs | Format-Table -View Counters } }
        @{ Name = 'Redrive'; View = { $runs | Format-Table -View Redrive } }
        @{ Name = 'Counts'; View = { $runs[2].ItemCounts, $runs[2].ExecutionCounts } }
        @{ Name = 'ListItems'; View = { $items } }
        @{ Name = 'Executions'; View = { $children } }
        @{ Name = 'Failures'; View = { $failures } }
    )
    $cases = foreach ($width in 80, 120) { foreach ($view in $views) { @{ Width = $width } + $view } }
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $prefix = 'arn:aws:states:eu-central-1:123456789012'
    # Winter dates, so that no clock change anywhere falls into the 14 days of a redrive.
    $runs = @(
        [SfnMapRun.MapRun]@{
            MapRunArn = "${prefix}:mapRun:OrderImport/ReadOrders:0f8b2f0e-6f1c-4a58-9d1a-2f4c1b7e9a01"; ExecutionArn = "${prefix}:execution:OrderImport:nightly-0412"
            Status = 'SUCCEEDED'; StartDate = '2026-01-10 03:00:00'; StopDate = '2026-01-10 04:11:35'; DescribedDate = '2026-01-12 12:00:00'
            MaxConcurrency = 0; ToleratedFailurePercentage = 12.3; ToleratedFailureCount = 0; RedriveCount = 0
            ItemCounts = @{ Pending = 0; Running = 0; Succeeded = 9871; Failed = 120; TimedOut = 9; Aborted = 0; Total = 10000; ResultsWritten = 10000; FailuresNotRedrivable = 0; PendingRedrive = 0 }
            ExecutionCounts = @{ Pending = 0; Running = 0; Succeeded = 394; Failed = 5; TimedOut = 1; Aborted = 0; Total = 400; ResultsWritten = 400; FailuresNotRedrivable = 0; PendingRedrive = 0 }
        }
        [SfnMapRun.MapRun]@{
            MapRunArn = "${prefix}:mapRun:OrderImport/PriceOrders:e7d19b52-4c3f-4e8a-92b6-8a5c7d3f1e05"; ExecutionArn = "${prefix}:execution:OrderImport:nightly-0412"
            Status = 'RUNNING'; StartDate = '2026-01-09 09:00:00'; DescribedDate = '2026-01-12 12:00:00'; RedriveCount = 2; RedriveDate = '2026-01-12 11:55:50'
            MaxConcurrency = 50; ToleratedFailurePercentage = 5; ToleratedFailureCount = 0
            ItemCounts = @{ Pending = 1500000; Running = 50; Succeeded = 999900; Failed = 0; TimedOut = 0; Aborted = 0; Total = 2500000; ResultsWritten = 0; FailuresNotRedrivable = 12; PendingRedrive = 50 }
            ExecutionCounts = @{ Pending = 15000; Running = 1; Succeeded = 9998; Failed = 0; TimedOut = 0; Aborted = 0; Total = 25000; ResultsWritten = 0; FailuresNotRedrivable = 1; PendingRedrive = 1 }
        }
        [SfnMapRun.MapRun]@{
            MapRunArn = "${prefix}:mapRun:Größenprüfung-注文/ReserveStock:9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103"; ExecutionArn = "${prefix}:execution:Größenprüfung-注文:nightly-0412"
            Status = 'FAILED'; StartDate = '2026-01-11 10:00:00'; StopDate = '2026-01-11 10:17:38'; DescribedDate = '2026-01-12 12:00:00'
            MaxConcurrency = 40; ToleratedFailurePercentage = 10; ToleratedFailureCount = 0; RedriveCount = 0
            ItemCounts = @{ Pending = 51; Running = 0; Succeeded = 10099; Failed = 1200; TimedOut = 50; Aborted = 600; Total = 12000; ResultsWritten = 12000; FailuresNotRedrivable = 250; PendingRedrive = 0 }
            ExecutionCounts = @{ Pending = 2; Running = 0; Succeeded = 201; Failed = 24; TimedOut = 1; Aborted = 12; Total = 240; ResultsWritten = 240 }
        }
        [SfnMapRun.MapRun]@{ MapRunArn = "${prefix}:mapRun:AStateMachineWithANameThatIsLongerThanItsColumn/AndALabelToo:2e4d6f80-1b2c-4d3e-9f50-7b8c9d0e1f07"; Status = 'RUNNING'; DescribedDate = '2026-01-12 12:00:00' }
        [SfnMapRun.MapRun]@{ Status = 'ABORTED'; DescribedDate = '2026-01-12 12:00:00' }
    )
    $items = @(
        [SfnMapRun.MapRunListItem]@{ MapRunArn = $runs[0].MapRunArn; StartDate = '2026-01-10 03:00:00'; StopDate = '2026-01-10 04:11:35' }
        [SfnMapRun.MapRunListItem]@{ MapRunArn = $runs[3].MapRunArn; StartDate = '2026-01-10 03:00:00' }
        [SfnMapRun.MapRunListItem]@{}
    )
    $children = @(
        [SfnMapRun.MapRunExecution]@{ MapRunArn = $runs[2].MapRunArn; Name = '35b05a30-dee4-44c2-a450-76fd66f1031d'; Status = 'FAILED'; ItemCount = 50; StartDate = '2026-01-10 03:00:00'; StopDate = '2026-01-10 03:01:30'; Error = 'Lambda.TooManyRequestsException' }
        [SfnMapRun.MapRunExecution]@{ MapRunArn = $runs[2].MapRunArn; Name = '3cc38437-dee4-44c2-a450-76fd66f1031d'; Status = 'PENDING_REDRIVE'; ItemCount = 1234567; StartDate = '2026-01-10 03:00:00'; StopDate = '2026-01-10 05:30:00'; Error = 'States.Timeout' }
        [SfnMapRun.MapRunExecution]@{ MapRunArn = $runs[2].MapRunArn; Name = 'ca2d787b-dee4-44c2-a450-76fd66f1031d'; Status = 'RUNNING'; StartDate = '2026-01-10 03:00:00'; DescribedDate = '2026-01-10 03:45:00' }
    )
    $failures = @(
        [SfnMapRun.MapRunFailure]@{ MapRunArn = $runs[2].MapRunArn; MapRunStatus = 'FAILED'; Scope = 'MapRun'; Status = 'FAILED'; Error = 'States.Runtime'; CauseShape = 'User: <arn> is not authorized to perform: s3:PutObject on resource: <arn>'; LastSeen = '2026-01-11 10:17:39'; SampledExecutions = 500; UnsuccessfulExecutions = 24000 }
        [SfnMapRun.MapRunFailure]@{ MapRunArn = $runs[2].MapRunArn; Status = 'FAILED'; Error = 'NoStock'; CauseShape = 'NoStock: No stock for order ORD-<n> in warehouse <id>'; Executions = 412; Items = 20600; LastSeen = '2026-01-11 10:17:30'; SampledExecutions = 500; UnsuccessfulExecutions = 24000 }
        [SfnMapRun.MapRunFailure]@{ MapRunArn = $runs[2].MapRunArn; Status = 'TIMED_OUT'; Error = 'States.Timeout'; Executions = 68; Items = 3400; LastSeen = '2026-01-11 10:12:02'; SampledExecutions = 500; UnsuccessfulExecutions = 24000 }
        [SfnMapRun.MapRunFailure]@{ MapRunArn = $runs[2].MapRunArn; MapRunStatus = 'FAILED'; Scope = 'CutOff'; Status = 'ABORTED'; CauseShape = 'The map run execution [<arn>] which was managing this resource was aborted'; Executions = 20; LastSeen = '2026-01-11 10:17:38'; SampledExecutions = 500; UnsuccessfulExecutions = 24000 }
    )
}

Describe 'The view' {
    BeforeAll {
        $rendering = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
    }

    AfterAll { $PSStyle.OutputRendering = $rendering }

    It '<Name> at <Width> columns is what it was' -ForEach $cases {
        $text = (& $View | Out-String -Width $Width) -replace '\r\n', "`n" -replace '[ ]+(?=\n)'
        $file = "$PSScriptRoot/Snapshots/$Name.$Width.txt"
        if ($env:SFNMAPRUN_UPDATE_SNAPSHOTS) { [IO.File]::WriteAllText($file, $text) }
        $text | Should -BeExactly ([IO.File]::ReadAllText($file))
    }

    It '<Name> at 80 columns leaves out nothing and fits a terminal' -ForEach $views {
        # A terminal of 80 columns leaves 79 to a table.
        $text = & $View | Out-String -Width 79
        $text | Should -Not -Match '…|\.\.\.'
        ($text -split '\r?\n' | Measure-Object -Maximum Length).Maximum | Should -BeLessOrEqual 79
    }
}

Describe 'Colour' {
    BeforeAll { $rendering = $PSStyle.OutputRendering }
    AfterEach { $PSStyle.OutputRendering = $rendering }

    It 'marks failed and running' {
        $PSStyle.OutputRendering = 'Ansi'
        $text = $runs | Format-Table | Out-String
        foreach ($coloured in
            "$($PSStyle.Formatting.Error)FAILED$($PSStyle.Reset)",
            "$($PSStyle.Formatting.Warning)RUNNING$($PSStyle.Reset)",
            "$($PSStyle.Formatting.Error)1250$($PSStyle.Reset)") {
            $text.Contains($coloured) | Should -BeTrue -Because "$coloured is coloured"
        }
        $text.Contains(' SUCCEEDED ') | Should -BeTrue -Because 'it is not'
    }

    It 'is gone <When>' -ForEach @(
        @{ When = 'when output is redirected'; NoColor = $false; Expected = 'Host' }
        @{ When = 'where NO_COLOR is set'; NoColor = $true; Expected = 'PlainText' }
    ) {
        $saved = $env:NO_COLOR
        try {
            if ($NoColor) { $env:NO_COLOR = '1' } else { Remove-Item Env:NO_COLOR -ErrorAction Ignore }
            $lines = Invoke-CleanPowerShell "Import-Module SfnMapRun; [SfnMapRun.MapRun]@{ Status = 'FAILED' }, [SfnMapRun.MapRun]@{ Status = 'RUNNING' } | Format-Table; `$PSStyle.OutputRendering"
        }
        finally {
            if ($null -eq $saved) { Remove-Item Env:NO_COLOR -ErrorAction Ignore } else { $env:NO_COLOR = $saved }
        }
        $lines[-1] | Should -Be $Expected
        $lines -join "`n" | Should -MatchExactly 'FAILED'
        $lines -join "`n" | Should -Not -MatchExactly "$([char]27)\[[0-9;]*m(FAILED|RUNNING)"
    }

    It 'stays in redirected output where the user asked for it' {
        $lines = Invoke-CleanPowerShell "`$PSStyle.OutputRendering = 'Ansi'; Import-Module SfnMapRun; [SfnMapRun.MapRun]@{ Status = 'FAILED' } | Format-Table"
        $lines -join "`n" | Should -MatchExactly "$([char]27)\[[0-9;]*mFAILED"
    }
}
