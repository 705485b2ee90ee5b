# The Map Runs of an execution: all pages, streamed, and what may stand for an execution.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint
    $execution = 'arn:aws:states:eu-central-1:123456789012:execution:OrderImport:nightly-0412'
    $many = New-FaultExecutionArn runs 2500
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'Get-SFNMapRunList' {
    It 'lists the Map Runs of an execution, each with its fields' {
        $items = Get-SFNMapRunList $execution
        $items.Label | Should -Contain 'ReserveStock'
        $items | ForEach-Object { $_ | Should -BeOfType SfnMapRun.MapRunListItem }
        $item = $items | Where-Object Label -EQ ReserveStock
        $item.MapRunArn | Should -Be $failedArn
        $item.ExecutionArn | Should -Be $execution
        $item.StateMachineArn | Should -BeLike '*:stateMachine:OrderImport/ReserveStock'
        $item.StartDate.Kind | Should -Be 'Local'
        $item.StopDate | Should -BeGreaterThan $item.StartDate
    }

    It 'pipes into Get-SFNMapRun: the everyday line' {
        $runs = Get-SFNMapRunList $execution | Get-SFNMapRun
        $runs.MapRunArn | Should -Be (Get-SFNMapRunList $execution).MapRunArn
        $runs | Where-Object Label -EQ ReserveStock | ForEach-Object Status | Should -Be 'FAILED'
    }

    It 'reads all pages, in order' {
        $items = Get-SFNMapRunList $many
        $items | Should -HaveCount 2500
        ($items.MapRunArn | Sort-Object -Unique).Count | Should -Be 2500
    }

    It 'fetches no page more than is needed' {
        $before = Get-HandledCount $endpoint
        Get-SFNMapRunList $many | Select-Object -First 1000 | Should -HaveCount 1000
        (Get-HandledCount $endpoint) - $before | Should -Be 1
        $before = Get-HandledCount $endpoint
        Get-SFNMapRunList $many | Select-Object -First 1001 | Should -HaveCount 1001
        (Get-HandledCount $endpoint) - $before | Should -Be 2
    }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'an ARN from the pipeline'; Source = { $execution } }
        @{ Name = 'an object with an ExecutionArn, such as a started execution'; Source = { [pscustomobject]@{ ExecutionArn = $execution; StartDate = Get-Date } } }
        @{ Name = 'a described Map Run, for its neighbours'; Source = { Get-SFNMapRun $failedArn } }
        @{ Name = 'the answer of aws stepfunctions list-executions'; Source = { "{ ""executions"": [ { ""executionArn"": ""$execution"", ""status"": ""RUNNING"" } ] }" | ConvertFrom-Json } }
    ) {
        (& $Source | Get-SFNMapRunList).MapRunArn | Should -Contain $failedArn
    }

    It '<Text> is <Id>, and the others are listed' -ForEach @(
        @{ Text = 'nightly'; Id = 'NotAnExecutionArn'; Says = '*execution:{stateMachine}:{name}*' }
        @{ Text = 'arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/ReserveStock:1'; Id = 'MapRunArnGiven'; Says = '*Get-SFNMapRun*' }
        @{ Text = 'arn:aws:states:eu-central-1:123456789012:activity:OrderImport'; Id = 'NotAnExecutionArn'; Says = '*-StateMachineArn*' }
        @{ Text = 'arn:aws:states:eu-central-1:123456789012:execution:OrderImport:never'; Id = 'ExecutionNotFound'; Says = '*90 days*' }
        @{ Text = 'arn:aws:states:eu-central-1:123456789012:execution:Faults:AccessDeniedException-always'; Id = 'AccessDenied'; Says = '*states:ListMapRuns on the resource arn:aws:states:eu-central-1:123456789012:execution:Faults:`**' }
    ) {
        $items = $Text, $execution | Get-SFNMapRunList -ErrorVariable errors -ErrorAction SilentlyContinue
        $items.MapRunArn | Should -Contain $failedArn
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be "$Id,SfnMapRun.Cmdlets.GetSFNMapRunListCommand"
        $errors[0].TargetObject | Should -Be $Text
        "$($errors[0])" | Should -BeLike $Says
    }

    It 'waits for its quota, and loses nothing' {
        $env:AWS_MAX_ATTEMPTS = '3'
        try { Get-SFNMapRunList (New-FaultExecutionArn ThrottlingException 2) -ErrorVariable errors | Should -HaveCount 1 }
        finally { $env:AWS_MAX_ATTEMPTS = '1' }
        $errors | Should -BeNullOrEmpty
    }
}

Describe 'Get-SFNMapRunList -StateMachineArn' {
    BeforeAll {
        $machine = 'arn:aws:states:eu-central-1:123456789012:stateMachine:Weekly'
        $newest = foreach ($order in @{ items = 10 }, @{ alias = 'PROD'; errors = @(, @{ when = 'BEFORE_CHILDREN' }) }, @{ mapRuns = 2 }) {
            Start-LocalExecution $endpoint ($order + @{ stateMachine = 'Weekly' })
            Move-LocalClock $endpoint 60
        }
        [array]::Reverse($newest)
    }

    It 'lists the Map Runs of all executions, those of the latest first' {
        $items = Get-SFNMapRunList -StateMachineArn $machine
        $items.ExecutionArn | Should -Be (@($newest[0].executionArn) * 2 + $newest[1, 2].executionArn)
        $items.MapRunArn[0, 1] | Sort-Object | Should -Be ($newest[0].mapRunArns | Sort-Object)
    }

    It 'costs two calls where one is enough, and a third to describe it' {
        $before = Get-HandledCount $endpoint
        Get-SFNMapRunList -StateMachineArn $machine | Select-Object -First 1 | Should -HaveCount 1
        (Get-HandledCount $endpoint) - $before | Should -Be 2
        $run = Get-SFNMapRunList -StateMachineArn $machine | Select-Object -First 1 | Get-SFNMapRun
        $run.ExecutionArn | Should -Be $newest[0].executionArn
        (Get-HandledCount $endpoint) - $before | Should -Be 5
    }

    It 'takes executions of some statuses, of a version or of an alias' {
        (Get-SFNMapRunList -StateMachineArn $machine -ExecutionStatus FAILED, succeeded).ExecutionArn | Should -Be $newest[1, 2].executionArn
        (Get-SFNMapRunList -StateMachineArn "${machine}:PROD").ExecutionArn | Should -Be $newest[1].executionArn
    }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'an ARN from the pipeline'; Source = { $machine } }
        @{ Name = 'what AWS Tools list'; Source = { [pscustomobject]@{ CreationDate = Get-Date; Name = 'Weekly'; StateMachineArn = $machine; Type = 'STANDARD' } } }
        @{ Name = 'the answer of aws stepfunctions list-state-machines'; Source = { "{ ""stateMachines"": [ { ""stateMachineArn"": ""$machine"", ""type"": ""STANDARD"" } ] }" | ConvertFrom-Json } }
    ) {
        & $Source | Get-SFNMapRunList | Should -HaveCount 4
    }

    It '<Name> is <Id>, and the others are listed' -ForEach @(
        @{ Name = 'ExpressImport'; Id = 'StateMachineTypeNotSupported'; Says = '*express state machine*' }
        @{ Name = 'NoSuch'; Id = 'StateMachineNotFound'; Says = '*Check the ARN*' }
        @{ Name = 'Weekly:7'; Id = 'StateMachineNotFound'; Says = '*a version or an alias*' }
    ) {
        $other = $machine -replace 'Weekly', $Name
        Get-SFNMapRunList -StateMachineArn $other, $machine -ErrorVariable errors -ErrorAction SilentlyContinue | Should -HaveCount 4
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be "$Id,SfnMapRun.Cmdlets.GetSFNMapRunListCommand"
        $errors[0].TargetObject | Should -Be $other
        "$($errors[0])" | Should -BeLike $Says
    }
}

Describe 'A list that is read for longer than a day' {
    It 'ends with an error that says so, after what was listed' {
        $items = Get-SFNMapRunList $many -ErrorVariable errors -ErrorAction SilentlyContinue | ForEach-Object -Begin { $number = 0 } -Process {
            if (++$number -eq 1000) { Move-LocalClock $endpoint 90000 }
            $_
        }
        $items | Should -HaveCount 1000
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'PageTokenExpired,*'
    }
}
