# A test of an ops script that needs no AWS: the Map Runs are made up, and the calls are mocked. Run it with Invoke-Pester.
# It is the test of Repair-MapRun.ps1 beside it; take it as a pattern for the tests of your own scripts.

BeforeAll {
    Import-Module SfnMapRun
    $script = "$PSScriptRoot/Repair-MapRun.ps1"
    $execution = 'arn:aws:states:eu-central-1:123456789012:execution:OrderImport:nightly-0412'

    # A Map Run of 100 items, as DescribeMapRun would answer. It stopped an hour ago: after 14 days nothing can be redriven.
    function New-MapRun([string] $Status, [int] $Failed, [int] $NotRedrivable = 0) {
        [SfnMapRun.MapRun]@{
            MapRunArn = 'arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/ReserveStock:9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103'
            ExecutionArn = $execution; Status = $Status; StartDate = (Get-Date).AddHours(-2); StopDate = (Get-Date).AddHours(-1)
            ItemCounts = @{ Total = 100; Succeeded = 100 - $Failed; Failed = $Failed; FailuresNotRedrivable = $NotRedrivable }
        }
    }
}

Describe 'Repair-MapRun.ps1' {
    BeforeAll {
        Mock Get-SFNMapRunList { [SfnMapRun.MapRunListItem]@{ MapRunArn = (New-MapRun 'FAILED' 0).MapRunArn } }
        Mock Get-SFNMapRunFailure { [SfnMapRun.MapRunFailure]@{ Error = 'NoStock'; Executions = 7 } }
        Mock Restart-SFNMapRun { }
        Mock Wait-SFNMapRun { }
        Mock Write-Host { }
    }

    It 'redrives what can be redriven, and ends well' {
        # Before the redrive, and after it.
        $answers = [System.Collections.Generic.Queue[object]]@((New-MapRun 'FAILED' 7), (New-MapRun 'SUCCEEDED' 0))
        Mock Get-SFNMapRun { $answers.Dequeue() }
        & $script -ExecutionArn $execution | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 0
        Should -Invoke Restart-SFNMapRun -Exactly 1
        Should -Invoke Wait-SFNMapRun -Exactly 1 -ParameterFilter { $Timeout -eq [SfnMapRun.WaitTime]7200 }
    }

    It 'says what is left, and why, where the redrive does not help' {
        Mock Get-SFNMapRun { New-MapRun 'FAILED' 7 }
        $left = & $script -ExecutionArn $execution
        $LASTEXITCODE | Should -Be 1
        $left.Error | Should -Contain 'NoStock'
    }

    It 'redrives nothing where nothing can be redriven' {
        Mock Get-SFNMapRun { New-MapRun 'FAILED' 7 -NotRedrivable 7 }
        & $script -ExecutionArn $execution
        $LASTEXITCODE | Should -Be 1
        Should -Invoke Restart-SFNMapRun -Exactly 0
    }

    It 'ends with 1 where the execution has not ended in time' {
        Mock Get-SFNMapRun { New-MapRun 'FAILED' 7 }
        Mock Wait-SFNMapRun { Write-Error 'still running' }
        & $script -ExecutionArn $execution -ErrorAction SilentlyContinue 2>$null | Should -Not -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 1
    }

    It 'changes nothing with -WhatIf' {
        Mock Get-SFNMapRun { New-MapRun 'FAILED' 7 }
        & $script -ExecutionArn $execution -WhatIf
        Should -Invoke Restart-SFNMapRun -Exactly 0
    }

    It 'ends where the list can not be had' {
        Mock Get-SFNMapRunList { throw [SfnMapRun.StepFunctionsException]::new('AccessDenied', 'Not allowed.') }
        { & $script -ExecutionArn $execution } | Should -Throw 'Not allowed.'
        Should -Invoke Restart-SFNMapRun -Exactly 0
    }
}
