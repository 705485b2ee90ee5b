# What -Verbose and -Debug tell, and how the module presents itself.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe '-Verbose' {
    It 'says where credentials, Region and endpoint come from, and how each call went' {
        $messages = Get-SFNMapRun $failedArn -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message
        $requestId = (Get-HandledRequest $endpoint)[-1].requestId
        $messages[0] | Should -BeLike 'Credentials: the environment variables AWS_ACCESS_KEY_ID*'
        $messages[1] | Should -Be "Region: eu-central-1, from the ARN. Endpoint: $($endpoint.Url), as configured in the environment or the profile."
        $messages[2] | Should -Match "^DescribeMapRun ${failedArn}: answered, request id $requestId, \d+ ms, attempt 1\.$"
        $messages[3] | Should -Match '^1 Map Run, no errors; 1 call, 0 throttled, 0 retries; \d+\.\d s\.$'
        $messages | Should -HaveCount 4
    }

    It 'counts retries, and tells of failures too' {
        $env:AWS_MAX_ATTEMPTS = '3'
        try {
            $messages = Get-SFNMapRun (New-FaultArn Http503 1), (New-FaultArn ResourceNotFound) -Verbose -ErrorAction SilentlyContinue 4>&1 |
                Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message
        }
        finally { $env:AWS_MAX_ATTEMPTS = '1' }
        $messages -match 'ServiceUnavailable.*, attempt 1' | Should -HaveCount 1
        $messages -match 'answered.*, attempt 2' | Should -HaveCount 1
        $messages -match 'MapRunNotFound, request id [0-9a-f-]{36}.*, attempt 1' | Should -HaveCount 1
        $messages[-1] | Should -Match '^1 Map Run, 1 error \(MapRunNotFound 1\); 3 calls, 0 throttled, 1 retry;'
    }

    It 'says that the Region and the endpoint were given' {
        $messages = Get-SFNMapRun $failedArn -Region eu-central-1 -EndpointUrl $endpoint.Url -Verbose 4>&1 | ForEach-Object Message
        $messages -join "`n" | Should -BeLike '*from -Region. Endpoint: *, from -EndpointUrl.*'
    }
}

Describe 'Debug messages' {
    It 'adds versions and settings' {
        $DebugPreference = 'Continue'
        $messages = Get-SFNMapRun $failedArn 5>&1 | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | ForEach-Object Message
        $messages -join "`n" | Should -Match "SfnMapRun $version, AWSSDK.Core 4"
        $messages -join "`n" | Should -Match 'Access key: AKIA…, permanent'
        $messages -join "`n" | Should -Match '1 attempts, 30 s each; FIPS False, dual-stack False'
        $messages -join "`n" | Should -Match 'HTTP 200, \d+ bytes'
    }
}

Describe 'The user agent' {
    It 'names the module and its version' {
        $null = Get-SFNMapRun $failedArn
        (Get-HandledRequest $endpoint)[-1].userAgent | Should -BeLike "*SfnMapRun/$version*"
    }
}
