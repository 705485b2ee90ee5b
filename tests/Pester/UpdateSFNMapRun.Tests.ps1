# Settings of a Map Run that runs: only those that are given, and only on purpose.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions '--frozen true'
    Set-TestEnvironment $endpoint
    function Get-Update([int] $Skip) { Get-HandledOperation $endpoint UpdateMapRun $Skip | ForEach-Object { $_.request | ConvertFrom-Json } }
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'Update-SFNMapRun' {
    BeforeEach {
        $mapRun = (Start-LocalExecution $endpoint @{ toleratedFailurePercentage = 5; maxConcurrency = 10 }).mapRunArns[0]
        $before = (Get-HandledCount $endpoint)
    }

    It 'sets what is given, silently' {
        Update-SFNMapRun $mapRun -MaxConcurrency 0 -ToleratedFailureCount 7 | Should -BeNullOrEmpty
        $run = Get-SFNMapRun $mapRun
        $run.MaxConcurrency | Should -Be 0
        $run.ToleratedFailureCount | Should -Be 7
        $run.ToleratedFailurePercentage | Should -Be 5
    }

    It 'never sends again what a piped Map Run has' {
        Get-SFNMapRun $mapRun | Update-SFNMapRun -MaxConcurrency 20
        (Get-Update $before).PSObject.Properties.Name | Should -Be 'mapRunArn', 'maxConcurrency'
    }

    It 'binds nothing but the ARN from the pipeline' {
        (Get-Command Update-SFNMapRun).Parameters.Values | Where-Object Name -In MaxConcurrency, ToleratedFailurePercentage, ToleratedFailureCount |
            ForEach-Object { $_.Attributes.ValueFromPipelineByPropertyName | Should -BeFalse; $_.Attributes.ValueFromPipeline | Should -BeFalse }
    }

    It 'takes a Map Run inside a child execution for what it is' {
        $nested = [SfnMapRun.MapRun]@{ MapRunArn = $mapRun; ExecutionArn = 'arn:aws:states:eu-central-1:123456789012:execution:OrderImport/Outer:5f1c' }
        ($nested | Update-SFNMapRun -MaxConcurrency 4 -PassThru).MaxConcurrency | Should -Be 4
    }

    It 'returns the Map Run with -PassThru' {
        ($mapRun | Update-SFNMapRun -ToleratedFailurePercentage 12.5 -PassThru).ToleratedFailurePercentage | Should -Be 12.5
    }

    It 'only says what it would do with -WhatIf' {
        $mapRun | Update-SFNMapRun -MaxConcurrency 3 -WhatIf
        Get-Update $before | Should -BeNullOrEmpty
    }

    It 'says in its confirmation what it sets' {
        $messages = $mapRun | Update-SFNMapRun -MaxConcurrency 3 -ToleratedFailurePercentage 1.5 -Verbose 4>&1
        $messages[0].Message | Should -BeLike "*""Set MaxConcurrency to 3, ToleratedFailurePercentage to 1.5"" on target ""$mapRun""*"
    }

    It 'refuses to set nothing, before any call' {
        { Update-SFNMapRun $mapRun } | Should -Throw -ErrorId 'NothingToUpdate,SfnMapRun.Cmdlets.UpdateSFNMapRunCommand'
        (Get-HandledCount $endpoint) | Should -Be $before
    }

    It 'refuses -<Name> <Value>' -ForEach @(
        @{ Name = 'MaxConcurrency'; Value = -1 }, @{ Name = 'ToleratedFailurePercentage'; Value = 101 }, @{ Name = 'ToleratedFailureCount'; Value = -1 }
    ) {
        $parameters = @{ $Name = $Value }
        { Update-SFNMapRun $mapRun @parameters } | Should -Throw "*'$Name'*"
    }

    It 'has an error of its own for a Map Run that has stopped, and goes on' {
        Move-LocalClock $endpoint 36000
        $running = (Start-LocalExecution $endpoint).mapRunArns[0]
        $updated = $mapRun, $running | Update-SFNMapRun -MaxConcurrency 2 -PassThru -ErrorVariable errors -ErrorAction SilentlyContinue
        $updated.MapRunArn | Should -Be $running
        $errors[0].FullyQualifiedErrorId | Should -Be 'MapRunHasStopped,SfnMapRun.Cmdlets.UpdateSFNMapRunCommand'
        $errors[0].TargetObject | Should -Be $mapRun
    }

    It 'names the action to allow' {
        Update-SFNMapRun (New-FaultArn AccessDeniedException) -MaxConcurrency 1 -ErrorVariable errors -ErrorAction SilentlyContinue
        "$($errors[0])" | Should -BeLike '*Allow the action states:UpdateMapRun on the resource arn:aws:states:eu-central-1:123456789012:mapRun:Faults/*'
    }
}
