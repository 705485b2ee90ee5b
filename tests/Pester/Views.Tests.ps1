# The views, as they stand on a screen of 80 and of 120 columns. With $env:SFNMAPRUN_UPDATE_SNAPSHOTS set, the expected texts are written again.

BeforeDiscovery {
    $views = @(
        @{ Name = 'Table'; View = { $runs } }
        @{ Name = 'List'; View = { $runs | Format-List } }
        @{ Name = 'Counters'; View = { $runs | Format-Table -View Counters } }
        @{ Name = 'Redrive'; View = { $runs | Format-Table -View Redrive } }
        @{ Name = 'Progress'; View = { $runs + $further | Format-Table -View Progress } }
        @{ Name = 'Counts'; View = { $runs[2].ItemCounts, $runs[2].ExecutionCounts, $runs[0].ItemCounts } }
        @{ Name = 'CountList'; View = { $runs[2].ItemCounts | Format-List } }
        @{ Name = 'ListItems'; View = { $items } }
        @{ Name = 'ListItemList'; View = { $items | Format-List } }
        @{ Name = 'Executions'; View = { $children } }
        @{ Name = 'ExecutionList'; View = { $children | Format-List } }
        @{ Name = 'Failures'; View = { $failures } }
        @{ Name = 'FailureList'; View = { $failures | Format-List } }
        @{ Name = 'Results'; View = { $results } }
        @{ Name = 'ResultList'; View = { $results | Format-List } }
        @{ Name = 'Mixed'; View = { $items[0], $runs[2], $children[0], $failures[0], $runs[2].ItemCounts, $items[1] } }
    )
    # The list of counts has no line that a wider screen would change.
    $cases = foreach ($width in 80, 120) { foreach ($view in $views | Where-Object { $width -eq 80 -or $_.Name -ne 'CountList' }) { @{ Width = $width } + $view } }
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    Set-TestEnvironment
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
        [SfnMapRun.MapRun]@{ MapRunArn = "${prefix}:mapRun:OrderImport/34a8d7c6-ed5e-37c8-a758-52f3cbb41e32:3aa9bb89-1c55-4d29-8f1a-6f1c2a7be9c0"; Status = 'FAILED_IN_A_NEW_WAY'; DescribedDate = '2026-01-12 12:00:00'; ItemCounts = @{ Total = 2; Failed = 1; Pending = 1 } }
        [SfnMapRun.MapRun]@{ Status = 'ABORTED'; DescribedDate = '2026-01-12 12:00:00' }
    )
    # Names as long as AWS allows, and what the bar has to show besides.
    $further = @(
        [SfnMapRun.MapRun]@{
            MapRunArn = "${prefix}:mapRun:$('NightlyOrderImports_' * 4)/34a8d7c6-ed5e-37c8-a758-52f3cbb41e32:3aa9bb89-1c55-4d29-8f1a-6f1c2a7be9c0"
            Status = 'RUNNING'; StartDate = '2026-01-12 11:20:00'; DescribedDate = '2026-01-12 12:00:00'; ToleratedFailurePercentage = 100; ToleratedFailureCount = 0
            ItemCounts = @{ Pending = 320; Running = 160; Succeeded = 1460; Failed = 60; TimedOut = 0; Aborted = 0; Total = 2000 }
        }
        [SfnMapRun.MapRun]@{
            MapRunArn = "${prefix}:mapRun:$('注文' * 40)/納品:2e4d6f80-1b2c-4d3e-9f50-7b8c9d0e1f07"
            Status = 'FAILED'; StartDate = '2026-01-12 11:59:00'; StopDate = '2026-01-12 12:00:00'; DescribedDate = '2026-01-12 12:00:00'; ToleratedFailurePercentage = 0; ToleratedFailureCount = 5
            ItemCounts = @{ Pending = 51; Running = 0; Succeeded = 0; Failed = 6; TimedOut = 0; Aborted = 1; Total = 58 }
        }
        [SfnMapRun.MapRun]@{ MapRunArn = "${prefix}:mapRun:OrderImport/ReadOrders:1"; Status = 'RUNNING'; DescribedDate = '2026-01-12 12:00:00'; ItemCounts = @{ Total = 0 } }
    )
    $items = @(
        [SfnMapRun.MapRunListItem]@{ MapRunArn = $runs[0].MapRunArn; StartDate = '2026-01-10 03:00:00'; StopDate = '2026-01-10 04:11:35' }
        [SfnMapRun.MapRunListItem]@{ MapRunArn = $runs[3].MapRunArn; StartDate = '2026-01-10 03:00:00' }
        [SfnMapRun.MapRunListItem]@{}
    )
    $children = @(
        [SfnMapRun.MapRunExecution]@{ MapRunArn = $runs[2].MapRunArn; Name = '35b05a30-dee4-44c2-a450-76fd66f1031d'; DescribedDate = '2026-01-12 12:00:00'; Status = 'FAILED'; ItemCount = 50; StartDate = '2026-01-10 03:00:00'; StopDate = '2026-01-10 03:01:30'; Error = 'Lambda.TooManyRequestsException' }
        [SfnMapRun.MapRunExecution]@{ MapRunArn = $runs[2].MapRunArn; Name = '3cc38437-dee4-44c2-a450-76fd66f1031d'; DescribedDate = '2026-01-12 12:00:00'; Status = 'PENDING_REDRIVE'; ItemCount = 1234567; StartDate = '2026-01-10 03:00:00'; StopDate = '2026-01-10 05:30:00'; Error = 'States.Timeout' }
        [SfnMapRun.MapRunExecution]@{ MapRunArn = $runs[2].MapRunArn; Name = '34a8d7c6-ed5e-37c8-a758-52f3cbb41e32:0b1d6c5e-dee4-44c2-a450-76fd66f1031d'; DescribedDate = '2026-01-12 12:00:00'; Status = 'TIMED_OUT'; ItemCount = 1; StartDate = '2026-01-10 03:00:00'; StopDate = '2026-01-10 03:05:00'; Error = 'States.Timeout'; Cause = "It took`ntoo long." }
        [SfnMapRun.MapRunExecution]@{ MapRunArn = $runs[2].MapRunArn; Name = 'ca2d787b-dee4-44c2-a450-76fd66f1031d'; Status = 'RUNNING'; StartDate = '2026-01-10 03:00:00'; DescribedDate = '2026-01-10 03:45:00' }
    )
    $failures = @(
        [SfnMapRun.MapRunFailure]@{ MapRunArn = $runs[2].MapRunArn; MapRunStatus = 'FAILED'; Scope = 'MapRun'; Status = 'FAILED'; Error = 'States.Runtime'; CauseShape = 'User: <arn> is not authorized to perform: s3:PutObject on resource: <arn>'; LastSeen = '2026-01-11 10:17:39'; SampledExecutions = 500; UnsuccessfulExecutions = 24000 }
        [SfnMapRun.MapRunFailure]@{ MapRunArn = $runs[2].MapRunArn; Status = 'FAILED'; Error = 'NoStock'; CauseShape = 'NoStock: No stock for order ORD-<n> in warehouse <id>'; Executions = 412; Items = 20600; LastSeen = '2026-01-11 10:17:30'; SampledExecutions = 500; UnsuccessfulExecutions = 24000 }
        [SfnMapRun.MapRunFailure]@{ MapRunArn = $runs[2].MapRunArn; Status = 'TIMED_OUT'; Error = 'States.Timeout'; Executions = 68; Items = 3400; LastSeen = '2026-01-11 10:12:02'; SampledExecutions = 500; UnsuccessfulExecutions = 24000 }
        [SfnMapRun.MapRunFailure]@{ MapRunArn = $runs[2].MapRunArn; MapRunStatus = 'FAILED'; Scope = 'CutOff'; Status = 'ABORTED'; CauseShape = 'The map run execution [<arn>] which was managing this resource was aborted'; Executions = 20; LastSeen = '2026-01-11 10:17:38'; SampledExecutions = 500; UnsuccessfulExecutions = 24000 }
    )
    $results = @(
        [SfnMapRun.MapRunResult]@{ MapRunArn = $runs[2].MapRunArn; Name = '35b05a30-dee4-44c2-a450-76fd66f1031d'; Status = 'FAILED'; StartDate = '2026-01-10 03:00:00'; StopDate = '2026-01-10 03:01:30'; Error = 'Lambda.TooManyRequestsException'; Input = '{"orderId":"ORD-1004","sku":"A-4"}'; ResultFile = 'C:\reserve\FAILED_0.json' }
        [SfnMapRun.MapRunResult]@{ MapRunArn = $runs[2].MapRunArn; Name = '34a8d7c6-ed5e-37c8-a758-52f3cbb41e32:0b1d6c5e-dee4-44c2-a450-76fd66f1031d'; Status = 'TIMED_OUT'; StartDate = '2026-01-10 03:00:00'; StopDate = '2026-01-10 03:05:00'; RedriveCount = 1; RedriveDate = '2026-01-10 03:04:00'; Error = 'States.Timeout'; Cause = "It took`ntoo long."; Input = '{"Items":[{"orderId":"注文-1005"}],"BatchInput":{"warehouse":"East"}}' }
        [SfnMapRun.MapRunResult]@{ MapRunArn = $runs[2].MapRunArn; Status = 'PENDING'; Input = '{"orderId":"ORD-1007"}' }
        [SfnMapRun.MapRunResult]@{ MapRunArn = $runs[2].MapRunArn; Status = 'SUCCEEDED'; Output = '{"reserved":1}' }
    )
}

Describe 'The view' {
    BeforeAll {
        $data = @{ runs = $runs; further = $further; items = $items; children = $children; failures = $failures; results = $results }

        # PowerShell's own colours, of headers and labels.
        $colour = "$([char]27)\[[0-9;]*m"

        # What a line of text takes on a screen: East Asian wide characters take two cells.
        function Measure-Line([string] $Line) { $Line.Length + [regex]::Matches($Line, '[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]').Count }
    }

    Context '<Name> at <Width> columns' -ForEach $cases {
        BeforeAll { $text = (Invoke-OnScreen $Width $View $data).Text -replace $colour }

        It 'is what it was' {
            $shown = $text -replace '[ ]+(?=\n)'
            $file = "$PSScriptRoot/Snapshots/$Name.$Width.txt"
            if ($env:SFNMAPRUN_UPDATE_SNAPSHOTS) { [IO.File]::WriteAllText($file, $shown) }
            $shown | Should -BeExactly ([IO.File]::ReadAllText($file))
        }

        It 'fits the screen, leaves out nothing, and breaks no word that has room' {
            $lines = $text -split '\n'
            # A payload has room in no table.
            if ($Name -ne 'Results') { $lines -match '…|\.\.\.' | Should -BeNullOrEmpty }
            ($lines | ForEach-Object { Measure-Line $_ } | Measure-Object -Maximum).Maximum | Should -BeLessThan $Width

            # The mixed screen is PowerShell's own, and so are its lines.
            if ($Name -ne 'Mixed') {
                # The parts of ids, and the ends of names, stand on one line.
                $ids = '9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103', '3aa9bb89-1c55-4d29-8f1a-6f1c2a7be9c0', '35b05a30-dee4-44c2-a450-76fd66f1031d'
                foreach ($start in [regex]::Matches($lines -join "`n", '(9c4e7a30|3aa9bb89|35b05a30)\S*').Value) {
                    $start.Length -le 17 -or @($ids | Where-Object { $start.StartsWith($_) }).Count -eq 1 | Should -BeTrue -Because "$start is whole or cut to what identifies it"
                }
            }
        }
    }

    It 'has the room that it needs where the width is not known' {
        # A host without a screen, as that of a service is.
        $shell = [powershell]::Create()
        try {
            $text = $shell.AddScript('param($run) Import-Module SfnMapRun; $run | Out-String -Width 200').AddArgument($runs[4]).Invoke()
            $text | Should -Match 'OrderImport/34a8d7c6-ed5e-37c8-a758-52f3cbb41e32:3aa9bb89-1c55-4d29-8f1a-6f1c2a7be9c0'
        }
        finally { $shell.Dispose() }
    }
}

Describe 'The headers of tables' {
    It 'can be used in Where-Object and Select-Object, and fill neither JSON nor CSV' {
        $run = $runs[2]
        $run | Where-Object { $_.Failed -gt 1000 -and $_.Redrivable -gt 0 -and $_.Items -eq 12000 -and $_.Done -gt 99 } | Should -Be $run
        $run | Where-Object Failed -GT 1250 | Should -BeNullOrEmpty
        $row = $run | Select-Object Status, Ran, Done, Items, Failed, Redrivable, MapRun
        $row.Ran | Should -Be ([timespan]'00:17:38')
        $row.MapRun | Should -Be 'Größenprüfung-注文/ReserveStock:9c4e7a30'
        $row.Failed | Should -Be $run.ItemsFailed
        ($failures[1] | Select-Object Children, Items, LastSeen, Why).Children | Should -Be 412
        ($children[0] | Select-Object Ran, Items, ChildExecution, Why).Why | Should -Be 'Lambda.TooManyRequestsException'
        ($run | Select-Object PerMinute, Tolerated).Tolerated | Should -Be 1200
        $run | Where-Object { $_.PerMinute -gt 600 -and $_.Failed -gt $_.Tolerated } | Should -Be $run
        ($results[1] | Select-Object Ran, ChildExecution).ChildExecution | Should -Be '34a8d7c6:0b1d6c5e'
        foreach ($object in $run, $items[0], $children[0], $failures[0], $results[0]) {
            ($object | ConvertTo-Json | ConvertFrom-Json).PSObject.Properties.Name | Should -Be $object.GetType().GetProperties().Name
        }
    }
}

Describe 'Text that would act on a terminal' {
    BeforeAll {
        # A colour, a title, a clear screen, C1, an override of the direction, and a line that fakes another.
        $hostile = "x$([char]27)[31mred$([char]27)]0;title$([char]7)$([char]27)[2J$([char]0x9b)1m$([char]0x202e)evil$([char]0x2066)`r`nStatus : SUCCEEDED"
        $arn = "${prefix}:mapRun:Orders$hostile/Label${hostile}:id$hostile"
        $acting = '[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|(?m)^Status : SUCCEEDED'
        $ownColours = [regex]::Escape($PSStyle.Formatting.FormatAccent), [regex]::Escape($PSStyle.Formatting.TableHeader), [regex]::Escape($PSStyle.Formatting.CustomTableHeaderLabel), [regex]::Escape($PSStyle.Reset) -join '|'
        $objects = @(
            [SfnMapRun.MapRun]@{ MapRunArn = $arn; ExecutionArn = $arn; Status = $hostile; ItemCounts = @{ Total = 1 }; ExecutionCounts = @{ Total = 1 } }
            [SfnMapRun.MapRunListItem]@{ MapRunArn = $arn; ExecutionArn = $arn; StateMachineArn = $hostile }
            [SfnMapRun.MapRunExecution]@{ ExecutionArn = $arn; MapRunArn = $arn; StateMachineArn = $hostile; Name = $hostile; Status = $hostile; Error = $hostile; Cause = $hostile; Input = $hostile; Output = $hostile; RedriveStatus = $hostile; RedriveStatusReason = $hostile }
            [SfnMapRun.MapRunFailure]@{ MapRunArn = $arn; Status = $hostile; Error = $hostile; CauseShape = $hostile; SampleExecutionArn = $arn; SampleCause = $hostile; UnsuccessfulExecutions = 2 }
            [SfnMapRun.MapRunResult]@{ ExecutionArn = $arn; MapRunArn = $arn; StateMachineArn = $hostile; Name = $hostile; Status = $hostile; Error = $hostile; Cause = $hostile; Input = $hostile; Output = $hostile; RedriveStatus = $hostile; RedriveStatusReason = $hostile; ResultFile = $hostile }
        )
    }

    It 'is harmless in <Name>, where it can be seen' -ForEach @(
        @{ Name = 'every table'; View = { foreach ($object in $objects) { $object | Format-Table } } }
        @{ Name = 'every list'; View = { foreach ($object in $objects) { $object | Format-List } } }
        @{ Name = 'the counters'; View = { $objects[0] | Format-Table -View Counters; $objects[0].ItemCounts, $objects[0].ExecutionCounts } }
        @{ Name = 'the redrive'; View = { $objects[0] | Format-Table -View Redrive } }
        @{ Name = 'the progress'; View = { $objects[0] | Format-Table -View Progress } }
        @{ Name = 'a screen of many types'; View = { $objects[1], $objects[0], $objects[2], $objects[3], $objects[4]; $objects[1] } }
    ) {
        foreach ($width in 80, 120) {
            $text = (Invoke-OnScreen $width $View @{ objects = $objects }).Text -replace $ownColours
            $text | Should -Not -Match $acting
            $text | Should -Match '␛\[31mred'
        }
    }

    It 'is harmless in errors, warnings, progress and what would be done' {
        $screen = Invoke-OnScreen 120 {
            $VerbosePreference = 'Continue'
            Get-SFNMapRun $text
            Get-SFNMapRunList $arn
            Get-SFNMapRun $arn -EndpointUrl http://127.0.0.1:1
            Wait-SFNMapRun $arn -EndpointUrl http://127.0.0.1:1 -PollingInterval 0.1 -Timeout 5
            Update-SFNMapRun $arn -MaxConcurrency 1 -WhatIf
            $Error | ForEach-Object { $_.Exception.Message; "$_"; "$($_.CategoryInfo)" }
            $ErrorView = 'NormalView'
            Get-SFNMapRunFailure $arn -EndpointUrl http://127.0.0.1:1
        } @{ arn = $arn; text = $hostile }
        $screen.Text | Should -Not -Match $acting
        $screen.Text | Should -Match 'WARNING: Still waiting.*␛\[31mred'
        $screen.Text | Should -Match 'What if: .*␛\[31mred'
        $screen.Text | Should -Match 'VERBOSE: .*␛\[31mred'
        $screen.Progress | Should -Not -BeNullOrEmpty
        $screen.Progress -join "`n" | Should -Not -Match $acting
    }

    It 'is kept as it came in the objects' {
        $objects[2].Error | Should -BeExactly $hostile
        $objects[0].MapRunArn | Should -BeExactly $arn

        # Of a text of several lines, each line is one.
        Get-SFNMapRun $hostile -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].TargetObject | Should -BeExactly ($hostile -split '\r')[0]
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
            "$($PSStyle.Bold)RUNNING$($PSStyle.Reset)",
            "$($PSStyle.Formatting.Error)1250$($PSStyle.Reset)") {
            $text.Contains($coloured) | Should -BeTrue -Because "$coloured is coloured"
        }
        $text | Should -Match '(?m)^SUCCEEDED ' -Because 'it is not coloured'
    }

    It 'marks the parts of a bar, and its legend' {
        $PSStyle.OutputRendering = 'Ansi'
        $text = $runs[2] | Format-Table -View Progress | Out-String
        foreach ($coloured in "$($PSStyle.Foreground.Green)█", "$($PSStyle.Formatting.Error)×", "$($PSStyle.Bold)▒") {
            $text.Contains("$coloured$($PSStyle.Reset) ") | Should -BeTrue -Because "$coloured is in the legend"
        }
        $text | Should -Match ([regex]::Escape($PSStyle.Foreground.Green) + '█{5,}')
        $PSStyle.OutputRendering = 'PlainText'
        $runs[2] | Format-Table -View Progress | Out-String | Should -Not -Match "$([char]27)"
    }

    Context 'in redirected output<And>' -ForEach @(
        @{ And = ''; NoColor = $null; Expected = 'Host' }
        @{ And = ', where NO_COLOR is set'; NoColor = '1'; Expected = 'PlainText' }
    ) {
        BeforeAll {
            $saved = $env:NO_COLOR
            try {
                $env:NO_COLOR = $NoColor
                $lines = Invoke-CleanPowerShell @'
                    Import-Module SfnMapRun
                    $runs = [SfnMapRun.MapRun]@{ Status = 'FAILED' }, [SfnMapRun.MapRun]@{ Status = 'RUNNING' }
                    $runs | Format-Table
                    $PSStyle.OutputRendering
                    $PSStyle.OutputRendering = 'Ansi'
                    $runs | Format-Table
'@
            }
            finally { $env:NO_COLOR = $saved }
            $plain, $asked = $lines -join "`n" -split "\n$Expected\n"
        }

        It 'is gone' {
            $plain | Should -MatchExactly 'FAILED'
            $plain | Should -Not -MatchExactly "$([char]27)\[[0-9;]*m(FAILED|RUNNING)"
        }

        It 'stays where the user asked for it' {
            $asked | Should -MatchExactly "$([char]27)\[[0-9;]*mFAILED"
        }
    }
}
