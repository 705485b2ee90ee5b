# Result files that a ResultWriter left in S3, read from this machine.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    Set-TestEnvironment
    Copy-Item "$root/tests/ResultFiles" "$TestDrive/results" -Recurse
    $mapRun = "$TestDrive/results/9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103"

    # Which orders there are, and with which status.
    function Get-Order($Result) { ($Result | ForEach-Object { "$(($_.Input | ConvertFrom-Json).orderId -replace '^ORD-100')$($_.Status[0])" }) -join ' ' }
}

Describe 'Import-SFNMapRunResult' {
    It 'reads a manifest, with all fields' {
        $results = Import-SFNMapRunResult "$mapRun/manifest.json"
        Get-Order $results | Should -Be '4F 5T 6A 7P 8P 1S 2S 3S'
        $failed = $results[0]
        $failed | Should -BeOfType SfnMapRun.MapRunResult
        $failed.MapRunArn | Should -Be $failedArn
        $failed.Error, $failed.Cause | Should -Be 'NoStock', 'No stock for ORD-1004'
        $failed.StartDate | Should -Be ([datetime]'2026-01-11T09:00:04.104Z')
        $failed.DurationSeconds | Should -Be 30
        $failed.ResultFile | Should -Be (Get-Item "$mapRun/FAILED_0.json").FullName
        $results[3].ExecutionArn | Should -BeNullOrEmpty
    }

    It 'gives a folder as it is after the latest redrive, and each record once' {
        Get-Order (Import-SFNMapRunResult $mapRun) | Should -Be '4F 8P 1S 2S 3S 5S 6S 7S'
        Get-Order (Import-SFNMapRunResult "$TestDrive/results") | Should -Be '4F 8P 1S 2S 3S 5S 6S 7S'
    }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'wildcards'; Read = { Import-SFNMapRunResult "$mapRun/[FP]*_0.json" }; Orders = '4F 5T 6A 7P 8P' }
        @{ Name = 'several paths'; Read = { Import-SFNMapRunResult "$mapRun/PENDING_0.json", "$mapRun/FAILED_0.json" -Status FAILED, PENDING }; Orders = '7P 8P 4F' }
        @{ Name = 'texts from the pipeline'; Read = { "$mapRun/PENDING_0.json" | Import-SFNMapRunResult }; Orders = '7P 8P' }
        @{ Name = 'files from Get-ChildItem'; Read = { Get-ChildItem $mapRun -Filter *_0.json | Sort-Object Name | Import-SFNMapRunResult }; Orders = '4F 5T 6A 7P 8P 1S 2S 3S' }
        @{ Name = 'folders from Get-ChildItem'; Read = { Get-ChildItem "$TestDrive/results" -Directory | Import-SFNMapRunResult -Status pending }; Orders = '8P' }
        @{ Name = 'files that come as properties'; Read = { [pscustomobject]@{ LiteralPath = "$mapRun/PENDING_0.json" } | Import-SFNMapRunResult }; Orders = '7P 8P' }
    ) {
        Get-Order (& $Read) | Should -Be $Orders
    }

    It 'takes relative paths, drives of PowerShell, and names with brackets in them' {
        Push-Location $mapRun
        try { Get-Order (Import-SFNMapRunResult ./PENDING_0.json) | Should -Be '7P 8P' } finally { Pop-Location }
        Get-Order (Import-SFNMapRunResult TestDrive:/results -Status FAILED) | Should -Be '4F'
        Copy-Item $mapRun -Destination "$TestDrive/run [1]" -Recurse
        Get-Order (Import-SFNMapRunResult -LiteralPath "$TestDrive/run [1]" -Status FAILED) | Should -Be '4F'
        Get-Order (Get-Item -LiteralPath "$TestDrive/run [1]" | Import-SFNMapRunResult -Status FAILED) | Should -Be '4F'
    }

    It 'makes the input of the next run of what did not succeed' {
        $rest = Import-SFNMapRunResult $mapRun -Status FAILED, TIMED_OUT, ABORTED, PENDING | ForEach-Object Input
        ("[$($rest -join ',')]" | ConvertFrom-Json).orderId | Should -Be 'ORD-1004', 'ORD-1008'
    }

    It 'goes on after <Name>, which is an error' -ForEach @(
        @{ Name = 'a path that is not there'; Bad = 'no-such-file.json'; Id = 'ResultFileNotFound' }
        @{ Name = 'a wildcard that finds nothing'; Bad = 'no-such-*.json'; Id = 'ResultFileNotFound' }
        @{ Name = 'a drive that is not there'; Bad = 'nodrive:/x.json'; Id = 'ResultFileNotFound' }
        @{ Name = 'what is in no file system'; Bad = 'Env:/PATH'; Id = 'ResultFileNotFound' }
        @{ Name = 'a foreign file'; Bad = $PSCommandPath; Id = 'BrokenResultFile' }
    ) {
        $results = $Bad, "$mapRun/PENDING_0.json" | Import-SFNMapRunResult -ErrorAction SilentlyContinue -ErrorVariable errors
        Get-Order $results | Should -Be '7P 8P'
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be "$Id,SfnMapRun.Cmdlets.ImportSFNMapRunResultCommand"
        $errors[0].TargetObject | Should -Be $Bad
        $errors[0].Exception | Should -BeOfType SfnMapRun.StepFunctionsException
    }

    It 'says what to download where a file of the manifest is missing' {
        Copy-Item $mapRun "$TestDrive/part" -Recurse
        Remove-Item "$TestDrive/part/Redrive-1/FAILED_0.json"
        $results = Import-SFNMapRunResult "$TestDrive/part" -ErrorAction SilentlyContinue -ErrorVariable errors
        Get-Order $results | Should -Be '8P 1S 2S 3S 5S 6S 7S'
        "$errors" | Should -BeLike "*Download it: aws s3 cp 's3://order-results/*/Redrive-1/FAILED_0.json' '*FAILED_0.json'"
    }

    It 'reads no more than is taken' {
        $records = 1..2000 | ForEach-Object { "{""Input"":""{\""orderId\"":\""ORD-1001\""}"",""Status"":""PENDING""}" }
        $null = New-Item -ItemType Directory "$TestDrive/lines"
        Set-Content "$TestDrive/lines/PENDING_0.json" -Value ($records + 'broken')
        Import-SFNMapRunResult "$TestDrive/lines/PENDING_0.json" -ErrorAction Stop | Select-Object -First 3 | Should -HaveCount 3
        { Import-SFNMapRunResult "$TestDrive/lines/PENDING_0.json" -ErrorAction Stop } | Should -Throw '*record 2001, which begins at line 2001, byte *'
    }

    It 'says with -Verbose what it read' {
        $lines = Import-SFNMapRunResult $mapRun -Status FAILED -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$lines" | Should -Match 'Passed over: .*manifest\.json, as .*Redrive-1.*Read: .*FAILED_0\.json, 1 record, 1 of them wanted\.'
    }

    It 'needs neither credentials nor the AWS SDK' {
        $bare = New-Item -ItemType Directory "$TestDrive/SfnMapRun"
        Copy-Item "$installed/*" $bare -Recurse -Exclude Dependencies
        $lines = Invoke-CleanPowerShell "Get-ChildItem Env:AWS_* | Remove-Item; Import-Module '$bare'; (Import-SFNMapRunResult '$mapRun').Count; try { Get-SFNMapRun '$failedArn' } catch { `$_.ToString().Trim() }"
        $lines[0] | Should -Be 8
        $lines[1..9] -join "`n" | Should -Match 'SfnMapRun\.Aws'
    }

    It 'gives nothing that a redrive would take for its Map Run' {
        $endpoint = Start-LocalStepFunctions
        try {
            Set-TestEnvironment $endpoint
            Import-SFNMapRunResult $mapRun | Restart-SFNMapRun -ErrorAction SilentlyContinue -ErrorVariable errors
            $errors.FullyQualifiedErrorId -replace ',.*' | Group-Object | ForEach-Object { "$($_.Name) $($_.Count)" } | Sort-Object |
                Should -Be 'ChildExecutionArnGiven 7', 'NotAMapRunArn 1'
            Get-HandledRequest $endpoint | Should -BeNullOrEmpty
            Import-SFNMapRunResult $mapRun -Status PENDING | Get-SFNMapRun | ForEach-Object MapRunArn | Should -Be $failedArn
        }
        finally { Stop-LocalStepFunctions $endpoint; Set-TestEnvironment }
    }
}
