# The runbooks, each run against the local endpoint as far as it goes there. The one that is a test is run with the tests.

BeforeDiscovery {
    . $PSScriptRoot/Support.ps1
    $runbooks = Get-ChildItem "$root/docs/runbooks" -Exclude README.md | ForEach-Object { @{ Name = $_.Name } }
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $folder = "$root/docs/runbooks"
    $endpoint = Start-LocalStepFunctions '--frozen true --tick 20'
    Set-TestEnvironment $endpoint

    # An execution of a state machine of its own: one in four child executions fails where that is wanted.
    function Start-Import([string] $StateMachine, [switch] $Failing) {
        $order = @{ stateMachine = $StateMachine; name = 'nightly'; items = 200; childSeconds = 30; maxConcurrency = 20; toleratedFailurePercentage = 10 }
        if ($Failing) { $order.failures = @(@{ error = 'NoStock'; cause = 'No stock for {item}'; percent = 25 }) }
        $started = Start-LocalExecution $endpoint $order
        [pscustomobject]@{ Execution = $started.executionArn; StateMachine = $started.executionArn -replace ':execution:', ':stateMachine:' -replace ':[^:]+$'; MapRuns = $started.mapRunArns }
    }

    # The commands of a step of a workflow or document: the lines below a key, or the one behind it.
    function Get-Step([string] $File, [string] $After) {
        $text = (Get-Content "$folder/$File" -Raw) -replace '\r\n', "`n"
        $step = [regex]::Match($text, "(?ms)^[^#\n]*$([regex]::Escape($After)).*?^(?<indent> *)(run: \||commands:)\n(?<lines>(\k<indent>  [^\n]*\n?)+)")
        $step.Success | Should -BeTrue
        $step.Groups['lines'].Value -replace '(?m)^ +(- )?'
    }
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'The runbook <Name>' -ForEach $runbooks {
    It 'is listed, and says what it needs' {
        Get-Content "$root/docs/runbooks/README.md" -Raw | Should -Match ([regex]::Escape("[$Name]($Name)"))
        $text = Get-Content "$folder/$Name" -Raw
        $text | Should -Match '(SYNOPSIS|^# A)'
        if ($Name -notlike '*.ps1') { $text | Should -Match 'was never run' }
    }
}

Describe 'Test-MapRun.ps1' {
    BeforeAll {
        $well = Start-Import 'WellImport'
        Move-LocalClock $endpoint 600
        $failing = Start-Import 'FailingImport' -Failing
        Move-LocalClock $endpoint 600
    }

    It 'ends with 0 where all is well' {
        & "$folder/Test-MapRun.ps1" -StateMachineArn $well.StateMachine 6>$null | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 0
    }

    It 'reports what is not, with the reason, and ends with 1' {
        $report = & "$folder/Test-MapRun.ps1" -StateMachineArn $well.StateMachine, $failing.StateMachine -ReportPath "$TestDrive/report.html" 6>$null
        $LASTEXITCODE | Should -Be 1
        $report.MapRunArn | Should -Be $failing.MapRuns
        $report.Why | Should -Be 'it is FAILED'
        $report.Failed | Should -BeGreaterThan 20
        Get-Content "$TestDrive/report.html" -Raw | Should -Match 'NoStock'
    }

    It 'does not take what it can not see for well' {
        & "$folder/Test-MapRun.ps1" -StateMachineArn "$($well.StateMachine)Gone" -ErrorAction SilentlyContinue 6>$null
        $LASTEXITCODE | Should -Be 1
    }

    It 'leaves out what is too old' {
        & "$folder/Test-MapRun.ps1" -StateMachineArn $failing.StateMachine -SinceHours -24 6>$null | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 0
    }

    It 'finds a Map Run that failed lately of an execution that began before a quieter one' {
        $own = Start-LocalStepFunctions '--frozen true'
        try {
            $env:AWS_ENDPOINT_URL_SFN = $own.Url
            $late = Start-LocalExecution $own @{
                stateMachine = 'LateImport'; name = 'early'; startDelaySeconds = 7200; items = 10; childSeconds = 1; failures = @(@{ error = 'NoStock'; percent = 100 })
            }
            Move-LocalClock $own 3600
            $null = Start-LocalExecution $own @{ stateMachine = 'LateImport'; name = 'later'; items = 10; childSeconds = 1 }
            Move-LocalClock $own 7200

            # An hour and a half from now, on the clock of the endpoint, lies between the two.
            $report = & "$folder/Test-MapRun.ps1" -StateMachineArn ($well.StateMachine -replace '[^:]+$', 'LateImport') -SinceHours -1.5 6>$null
            $LASTEXITCODE | Should -Be 1
            $report.MapRunArn | Should -Be (Get-SFNMapRunList $late.executionArn).MapRunArn
        }
        finally {
            $env:AWS_ENDPOINT_URL_SFN = $endpoint.Url
            Stop-LocalStepFunctions $own
        }
    }

    It 'is what the GitHub job runs' {
        $null = New-Item -ItemType Directory "$TestDrive/repository/ops"
        Copy-Item "$folder/Test-MapRun.ps1" "$TestDrive/repository/ops"
        $env:STATE_MACHINE_ARN = "$($well.StateMachine)Gone $($well.StateMachine) $($failing.StateMachine)"
        Push-Location "$TestDrive/repository"
        try {
            # As GitHub's shell runs it.
            $step = "`$ErrorActionPreference = 'stop'`n" + (Get-Step github-actions.yml 'Check the Map Runs')
            & ([scriptblock]::Create($step)) 2>$null 6>$null | Should -HaveCount 1
            $LASTEXITCODE | Should -Be 1
            'map-runs.html' | Should -Exist
        }
        finally {
            Pop-Location
            Remove-Item Env:STATE_MACHINE_ARN
        }
    }
}

Describe 'The GitHub job' {
    It 'installs the module from a package in the repository' {
        # Parsed, and each command known with its parameters: to run it would write to this user's modules.
        $errors = $null
        $step = [Management.Automation.Language.Parser]::ParseInput((Get-Step github-actions.yml 'Install SfnMapRun'), [ref]$null, [ref]$errors)
        $errors | Should -BeNullOrEmpty
        $commands = $step.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)
        $commands | Should -HaveCount 2
        foreach ($command in $commands) {
            $known = (Get-Command $command.GetCommandName()).Parameters.Keys
            $command.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] } | ForEach-Object { $known | Should -Contain $_.ParameterName }
        }
    }
}

Describe 'Repair-MapRun.ps1' {
    It 'says what it would redrive, redrives it, and ends with 0 once all has succeeded' {
        $import = Start-Import 'RepairedImport' -Failing
        Move-LocalClock $endpoint 600
        & "$folder/Repair-MapRun.ps1" -ExecutionArn $import.Execution -WhatIf 6>$null | Should -Not -BeNullOrEmpty
        ($import.MapRuns | Get-SFNMapRun).RedriveCount | Should -Be 0

        & "$folder/Repair-MapRun.ps1" -ExecutionArn $import.Execution 6>$null | Out-Null
        ($import.MapRuns | Get-SFNMapRun).RedriveCount | Should -Be 1
    }

    It 'is what the Automation document runs' {
        $import = Start-Import 'AutomatedImport'
        Move-LocalClock $endpoint 600
        $line = (Get-Step systems-manager.yml 'name: Repair').Trim().Replace('{{ ExecutionArn }}', $import.Execution).Replace('/opt/ops', $folder)
        $program, $arguments = $line -split ' ', 2
        $program | Should -Be 'pwsh'
        Invoke-Expression "Invoke-ThisPowerShell $arguments" | Should -Match '^1 Map Runs, 0 of them with items to redrive'
        $LASTEXITCODE | Should -Be 0
    }

    It 'takes from the Automation document no ARN with a command in it' {
        $pattern = [regex]::Match((Get-Content "$folder/systems-manager.yml" -Raw), "allowedPattern: '(?<pattern>.+)'").Groups['pattern'].Value.Replace("''", "'")
        'arn:aws:states:eu-central-1:123456789012:execution:OrderImport:nightly-0412' | Should -Match $pattern
        "arn:aws:states:eu-central-1:123456789012:execution:OrderImport:x'; rm -rf /; '" | Should -Not -Match $pattern
    }
}

Describe 'Lambda.ps1' {
    It 'answers the event of a failed execution with its Map Runs and the reasons' {
        $import = Start-Import 'ExplainedImport' -Failing
        Move-LocalClock $endpoint 600
        $LambdaInput = [pscustomobject]@{ 'detail-type' = 'Step Functions Execution Status Change'; detail = [pscustomobject]@{ executionArn = $import.Execution; status = 'FAILED' } }
        $answer = & "$folder/Lambda.ps1" | ConvertFrom-Json
        $answer.mapRuns.mapRunArn | Should -Be $import.MapRuns
        $answer.mapRuns.reasons.error | Should -Contain 'NoStock'
    }
}

Describe 'Export-MapRunCsv.ps1' {
    It 'writes a row for each Map Run, which a spreadsheet reads' {
        $import = Start-Import 'ListedImport'
        Move-LocalClock $endpoint 600
        & "$folder/Export-MapRunCsv.ps1" -StateMachineArn $import.StateMachine -Path "$TestDrive/runs.csv" -Delimiter ';'
        $rows = @(Import-Csv "$TestDrive/runs.csv" -Delimiter ';')
        $rows | Should -HaveCount 1
        $rows[0].StateMachine | Should -Be 'ListedImport'
        $rows[0].Succeeded | Should -Be '200'
        $rows[0].Started | Should -Match '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$'
        $rows[0].Minutes | Should -Match '^\d+(\.\d)?$'
    }
}

Describe 'Export-RemainingItem.ps1' {
    BeforeAll {
        # Stands in for the AWS CLI, which is not run here.
        function aws {
            Copy-Item "$root/tests/ResultFiles/*/*" $args[-1] -Recurse
            if ($missing) { Remove-Item "$($args[-1])/Redrive-1/$missing" }
            if ($batches) { Set-Content "$($args[-1])/Redrive-1/manifest.json" '{"ResultFiles":{"PENDING":[{"Key":"Redrive-1/PENDING_0.json"}]}}' }
            if ($batches) { Set-Content "$($args[-1])/Redrive-1/PENDING_0.json" $batches }
            $global:LASTEXITCODE = $exitCode
        }
        $missing = $batches = $null
        $exitCode = 0
        $rest = "$TestDrive/rest.jsonl"
    }

    BeforeEach { Remove-Item $rest -ErrorAction Ignore }

    It 'writes an item a line' {
        & "$folder/Export-RemainingItem.ps1" -Source s3://order-results/results/reserve/9c4e7a30 -Path $rest
        Get-Content $rest | Should -Be '{"orderId":"ORD-1004","sku":"A-4"}', '{"orderId":"ORD-1008","sku":"A-8"}'
    }

    It 'takes batches apart' {
        $batches = @{ Input = '{"Items":[{"a":"2026-01-10T09:00:00Z"},7,[],null],"BatchInput":{}}'; Status = 'PENDING' } | ConvertTo-Json -Compress
        & "$folder/Export-RemainingItem.ps1" -Source s3://order-results/results/reserve/9c4e7a30 -Path $rest -Batched
        Get-Content $rest | Should -Be '{"a":"2026-01-10T09:00:00Z"}', '7', '[]', 'null'
    }

    It 'writes nothing where an input is no batch' {
        $batches = @{ Input = '{"a":1}'; Status = 'PENDING' } | ConvertTo-Json -Compress
        { & "$folder/Export-RemainingItem.ps1" -Source s3://order-results/results/reserve/9c4e7a30 -Path $rest -Batched } | Should -Throw '*not a batch*'
        $rest | Should -Not -Exist
    }

    It 'writes nothing where anything can not be read' {
        $missing = 'FAILED_0.json'
        { & "$folder/Export-RemainingItem.ps1" -Source s3://order-results/results/reserve/9c4e7a30 -Path $rest } | Should -Throw '*FAILED_0.json*, but that file is missing*'
        $missing = $null
        $exitCode = 1
        { & "$folder/Export-RemainingItem.ps1" -Source s3://order-results/results/reserve/9c4e7a30 -Path $rest } | Should -Throw '*exit code 1*'
        $rest | Should -Not -Exist
    }
}
