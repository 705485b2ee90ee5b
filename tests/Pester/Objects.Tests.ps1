# The objects, without any call: made in a script, selected, exported, sent through a job.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $cliJson = @"
{
    "mapRunArn": "$failedArn", "executionArn": "arn:aws:states:eu-central-1:123456789012:execution:OrderImport:nightly",
    "status": "FAILED", "startDate": "2026-01-10T09:00:00.250000+01:00", "stopDate": "2026-01-10T08:30:00+00:00",
    "maxConcurrency": 40, "toleratedFailurePercentage": 12.5, "toleratedFailureCount": 0,
    "itemCounts": { "pending": 0, "running": 0, "succeeded": 80, "failed": 20, "timedOut": 0, "aborted": 0, "total": 100, "resultsWritten": 100, "failuresNotRedrivable": 4, "pendingRedrive": 0 },
    "executionCounts": { "pending": 0, "running": 0, "succeeded": 8, "failed": 2, "timedOut": 0, "aborted": 0, "total": 10, "resultsWritten": 10 },
    "redriveCount": 0
}
"@
}

Describe 'A Map Run made in a script' {
    It 'takes a line, and computes' {
        $run = [SfnMapRun.MapRun]@{ Status = 'FAILED'; ItemCounts = @{ Total = 100; Failed = 7 } }
        $run.FailurePercentage | Should -Be 7
        $run.FinishedPercentage | Should -Be 7
        $run.ItemCounts.TimedOut | Should -BeNullOrEmpty
    }

    It 'stands in for a call in the test of a script' {
        Mock Get-SFNMapRun { [SfnMapRun.MapRun]@{ MapRunArn = $MapRunArn[0]; Status = 'FAILED'; ItemCounts = @{ Total = 100; Failed = 7 } } }
        ($failedArn | Get-SFNMapRun).FailurePercentage | Should -Be 7
        Should -Invoke Get-SFNMapRun -Times 1 -Exactly
    }

    It 'stands in for a call as the README says, what a redrive would run included' {
        $mock = [regex]::Match((Get-Content "$root/README.md" -Raw), '(?m)^Mock Get-SFNMapRun .+$').Value
        . ([scriptblock]::Create($mock))
        $run = Get-SFNMapRun $failedArn
        $run | Should -BeOfType SfnMapRun.MapRun
        $run.ItemsRedrivable | Should -Be 7
    }

    It 'can fail as the README says, with an exception that a script may catch' {
        $mock = [regex]::Match((Get-Content "$root/README.md" -Raw), '(?m)^Mock Restart-SFNMapRun .+$').Value
        . ([scriptblock]::Create($mock))
        try { Restart-SFNMapRun $failedArn; $caught = $null } catch [SfnMapRun.StepFunctionsException] { $caught = $_.Exception }
        $caught.ErrorId | Should -Be 'NotRedrivable'
        $caught.Message | Should -Not -BeNullOrEmpty
    }

    It 'takes names in any case, and dates as text' {
        $run = [SfnMapRun.MapRun]@{ mapRunArn = $failedArn; status = 'FAILED'; startDate = '2026-01-10 09:00'; stopDate = '2026-01-10 10:30' }
        $run.DurationSeconds | Should -Be 5400
        $run.Label | Should -Be 'ReserveStock'
    }

    It 'refuses a name it does not know, and lists those it does' {
        { [SfnMapRun.MapRun]@{ Statuz = 'FAILED' } } | Should -Throw "*no property 'Statuz'*Status*ItemCounts*"
        { [SfnMapRun.MapRun]@{ ItemCounts = @{ Totl = 1 } } } | Should -Throw "*ItemCounts:*no property 'Totl'*"
        { [SfnMapRun.MapRun]@{ FailurePercentage = 7 } } | Should -Throw "*'FailurePercentage'*is computed*"
    }

    It 'names the property whose value it can not take' {
        { [SfnMapRun.MapRun]@{ StartDate = 'yesterday-ish' } } | Should -Throw '*StartDate:*yesterday-ish*'
    }
}

Describe 'The JSON of the AWS CLI' {
    It 'can be cast' {
        $run = [SfnMapRun.MapRun]($cliJson | ConvertFrom-Json)
        $run.StartDate.ToUniversalTime() | Should -Be ([datetime]'2026-01-10T08:00:00.25')
        $run.DurationSeconds | Should -Be 1799.75
        $run.ToleratedFailurePercentage | Should -Be 12.5
        $run.ToleratedFailureExceeded | Should -BeTrue
        $run.ExecutionCounts.FailuresNotRedrivable | Should -BeNullOrEmpty
    }

    It 'can be cast with dates in epoch seconds, as the older CLI and the wire have them' {
        $run = [SfnMapRun.MapRun]('{"startDate":1768035600.5,"stopDate":1768037400}' | ConvertFrom-Json)
        $run.StartDate.ToUniversalTime() | Should -Be ([datetime]'2026-01-10T09:00:00.5')
        $run.StopDate.ToUniversalTime() | Should -Be ([datetime]'2026-01-10T09:30:00')
    }

    It 'can be cast with members that are new' {
        ([SfnMapRun.MapRun]('{"status":"FAILED","brandNew":{"a":1},"itemCounts":{"total":5,"alsoNew":1}}' | ConvertFrom-Json)).ItemCounts.Total | Should -Be 5
    }
}

Describe 'A Map Run on its way' {
    BeforeAll { $run = [SfnMapRun.MapRun]($cliJson | ConvertFrom-Json) }

    It 'has the property set Counters' {
        ($run | Select-Object Counters).PSObject.Properties.Name | Should -Be 'MapRunArn', 'Status', 'FinishedPercentage', 'ItemCounts', 'ExecutionCounts'
        ($run | Select-Object Counters | Out-String -Width 200) | Should -Match 'ItemCounts +: Total=100 Pending=0 .* Failed=20 '
    }

    It 'has the property set Redrive' {
        $redrive = $run | Select-Object Redrive
        $redrive.PSObject.Properties.Name | Should -Be 'MapRunArn', 'Status', 'RedriveCount', 'RedriveDate', 'ItemsPendingRedrive', 'ItemsNotRedrivable', 'ItemsRedrivable', 'RedriveUntil'
        $redrive.ItemsNotRedrivable | Should -Be 20 -Because 'the 14 days are over'
    }

    It 'becomes JSON without a warning, and comes back from it' {
        $json = $run | ConvertTo-Json -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $members = $json | ConvertFrom-Json -AsHashtable
        $members.Keys | Should -Be ([SfnMapRun.MapRun].GetProperties().Name)
        $members.ItemCounts.Failed | Should -Be 20
        $members.RedriveDate | Should -BeNullOrEmpty
        [SfnMapRun.MapRun]($json | ConvertFrom-Json) | ConvertTo-Json | Should -Be $json
    }

    It 'becomes CSV whose every field says something' {
        $row = $run | ConvertTo-Csv | ConvertFrom-Csv
        $row.ItemCounts | Should -BeLike 'Total=100 * Failed=20 *'
        $row.DurationSeconds | Should -Be 1799.75
        ($run | ConvertTo-Csv) -join '' | Should -Not -Match 'SfnMapRun\.'
    }

    It 'gives the counts a row of their own, with the run beside them' {
        $row = $run | Select-Object MapRunArn, Status -ExpandProperty ItemCounts | ConvertTo-Csv | ConvertFrom-Csv
        $row.Failed | Should -Be 20
        $row.MapRunArn | Should -Be $failedArn
    }

    It 'reads as its ARN' {
        "$run" | Should -Be $failedArn
    }

    It 'survives a job whole' {
        $received = Start-Job { param($json) Import-Module SfnMapRun; [SfnMapRun.MapRun]($json | ConvertFrom-Json) } -ArgumentList $cliJson | Receive-Job -Wait -AutoRemoveJob
        $received | Should -BeOfType SfnMapRun.MapRun
        $received.ItemCounts.Failed | Should -Be 20
        $received.DescribedDate | Should -BeOfType datetime
        ($received | Format-Table | Out-String) | Should -Be ($run | Format-Table | Out-String)
        ($received | Format-Table -View Counters | Out-String) | Should -Be ($run | Format-Table -View Counters | Out-String)
    }

    It 'survives a file whole, its snapshot date included' {
        $run | Export-Clixml "$TestDrive/run.xml"
        $read = Import-Clixml "$TestDrive/run.xml"
        $read | Should -BeOfType SfnMapRun.MapRun
        $read.DescribedDate | Should -Be $run.DescribedDate
    }

    It 'keeps its views where it came back before the module was loaded' {
        $run | Export-Clixml "$TestDrive/run.xml"
        $lines = Invoke-CleanSession "`$r = Import-Clixml '$TestDrive/run.xml'; Import-Module SfnMapRun; `$r.PSTypeNames[0]; `$r | Format-Table | Out-String; `$r | Format-List | Out-String"
        $lines[0] | Should -Be 'Deserialized.SfnMapRun.MapRun'
        $lines -join "`n" | Should -Match 'FAILED +29m █████ 100% +100 +20 +0 OrderImport/ReserveStock'
        $lines -join "`n" | Should -Match 'FailurePercentage +20 %, more than tolerated'
    }
}
