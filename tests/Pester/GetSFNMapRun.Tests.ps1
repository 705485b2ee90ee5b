# Get-SFNMapRun: what can be piped into it, which Region and endpoint it calls, what comes out.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'Input' {
    It 'takes an ARN by position' {
        (Get-SFNMapRun $failedArn).MapRunArn | Should -Be $failedArn
    }

    It 'takes many ARNs as an argument, and keeps their order' {
        (Get-SFNMapRun -MapRunArn $succeededArn, $failedArn, $succeededArn).Status | Should -Be 'SUCCEEDED', 'FAILED', 'SUCCEEDED'
    }

    It 'takes ARNs from the pipeline' {
        ($failedArn, $succeededArn | Get-SFNMapRun).Status | Should -Be 'FAILED', 'SUCCEEDED'
    }

    It 'takes any object with a MapRunArn, by pipeline or as an argument' {
        $item = [pscustomobject]@{ ExecutionArn = 'e'; MapRunArn = $failedArn; StartDate = Get-Date }
        ($item | Get-SFNMapRun).Status | Should -Be 'FAILED'
        (Get-SFNMapRun $item).Status | Should -Be 'FAILED'
        (@{ MapRunArn = $failedArn } | Get-SFNMapRun).Status | Should -Be 'FAILED'
    }

    It 'takes its own output' {
        (Get-SFNMapRun $failedArn | Get-SFNMapRun).Status | Should -Be 'FAILED'
    }

    It 'takes the answer of the AWS CLI, whole or item by item' {
        $answer = "{""mapRuns"":[{""executionArn"":""e"",""mapRunArn"":""$failedArn""},{""mapRunArn"":""$succeededArn""}]}" | ConvertFrom-Json
        ($answer | Get-SFNMapRun).Status | Should -Be 'FAILED', 'SUCCEEDED'
        ($answer.mapRuns | Get-SFNMapRun).Status | Should -Be 'FAILED', 'SUCCEEDED'
    }

    It 'takes rows of a CSV file' {
        ("MapRunArn,Owner", "$failedArn,me" | ConvertFrom-Csv | Get-SFNMapRun).Status | Should -Be 'FAILED'
    }

    It 'passes over blanks around an ARN' {
        (" $failedArn `t" | Get-SFNMapRun).Status | Should -Be 'FAILED'
    }

    It 'takes a name that is not ASCII' {
        (Get-SFNMapRun $unicodeArn).StateMachineName | Should -Be 'Größenprüfung-注文'
    }
}

Describe 'Output' {
    It 'emits each Map Run as it comes, before the next is asked for' {
        $before = (Get-HandledCount $endpoint)
        $null = $failedArn, $succeededArn | ForEach-Object { $_ } | Get-SFNMapRun | Select-Object -First 1
        (Get-HandledCount $endpoint) - $before | Should -Be 1
    }

    It 'has local dates to compute with' {
        $run = Get-SFNMapRun $failedArn
        $run.StartDate.Kind | Should -Be 'Local'
        ((Get-Date) - $run.StartDate).TotalHours | Should -BeGreaterThan 25
        ((Get-Date) - $run.StartDate).TotalHours | Should -BeLessThan 27
        $run.Duration | Should -Be ([timespan]'00:17:38.5')
    }

    It 'shows a status that was invented later' {
        (Get-SFNMapRun 'arn:aws:states:eu-central-1:123456789012:mapRun:LegacyExport/Rows:73940536-6071-4283-a4a5-2a3b4c5d6e12').Status | Should -Be 'PAUSED'
    }

    It 'has every field as it came over the wire' {
        $run = Get-SFNMapRun $failedArn
        $wire = (Get-HandledRequest $endpoint)[-1].answer | ConvertFrom-Json
        foreach ($name in 'mapRunArn', 'executionArn', 'status', 'maxConcurrency', 'toleratedFailurePercentage', 'toleratedFailureCount', 'redriveCount', 'redriveDate') {
            $run.$name | Should -Be $wire.$name -Because $name
        }
        foreach ($name in 'startDate', 'stopDate') {
            [decimal]([DateTimeOffset]$run.$name).ToUnixTimeMilliseconds() / 1000 | Should -Be $wire.$name -Because $name
        }
        foreach ($counts in 'itemCounts', 'executionCounts') {
            @($wire.$counts.PSObject.Properties).Count | Should -Be 10
            foreach ($count in $wire.$counts.PSObject.Properties) {
                $run.$counts.($count.Name) | Should -Be $count.Value -Because "$counts.$($count.Name)"
            }
        }
    }
}

Describe 'Region and endpoint' {
    It 'calls the Region that each ARN names' {
        ($failedArn, $usArn, $chinaArn | Get-SFNMapRun).Region | Should -Be 'eu-central-1', 'us-east-1', 'cn-north-1'
    }

    It 'calls the Region that it is told to' {
        { Get-SFNMapRun $failedArn -Region us-east-1 -ErrorAction Stop } | Should -Throw '*in us-east-1*'
    }

    It 'takes the endpoint from <Name>' -ForEach @(
        @{ Name = 'AWS_ENDPOINT_URL_SFN' }
        @{ Name = 'AWS_ENDPOINT_URL' }
    ) {
        $saved = $env:AWS_ENDPOINT_URL_SFN
        try {
            $env:AWS_ENDPOINT_URL_SFN = $null
            Set-Item "Env:$Name" $saved
            (Get-SFNMapRun $failedArn).Status | Should -Be 'FAILED'
        }
        finally {
            $env:AWS_ENDPOINT_URL = $null
            $env:AWS_ENDPOINT_URL_SFN = $saved
        }
    }

    It 'takes -EndpointUrl before the environment' {
        $saved = $env:AWS_ENDPOINT_URL_SFN
        try {
            $env:AWS_ENDPOINT_URL_SFN = 'http://127.0.0.1:1'
            (Get-SFNMapRun $failedArn -EndpointUrl $saved).Status | Should -Be 'FAILED'
        }
        finally { $env:AWS_ENDPOINT_URL_SFN = $saved }
    }

    It 'keeps its connection from one command to the next' {
        $before = (Get-HandledCount $endpoint)
        1..3 | ForEach-Object { $null = Get-SFNMapRun $failedArn }
        (Get-HandledRequest $endpoint | Select-Object -Skip $before).connection | Select-Object -Unique | Should -HaveCount 1
    }
}
