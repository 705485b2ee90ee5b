# Which endpoint is called: by Region, variants, configuration; through which proxy. And completion of names.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions

    # The Region's own endpoint is called through a proxy that goes no further, and remembers what it was asked for. All in one
    # session, in which the environment and the configuration change.
    function Get-CalledHost([string] $Arn, [hashtable] $Environment = @{}, [string] $Config, [hashtable] $Parameters = @{}) {
        Set-TestEnvironment
        $env:AWS_CONFIG_FILE = "$TestDrive/config"
        Set-Content $env:AWS_CONFIG_FILE $Config
        foreach ($name in $Environment.Keys) { Set-Item "Env:$name" $Environment[$name] }
        $before = Get-HandledCount $endpoint
        Invoke-WithProxy $endpoint { $null = Get-SFNMapRun $Arn @Parameters -ErrorAction SilentlyContinue }
        @(Invoke-RestMethod "$($endpoint.Url)_requests?skip=$before" | ForEach-Object { $_ }).target -replace '^AWSStepFunctions.*', 'the local endpoint'
    }
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'The endpoint' {
    It 'is <Expected> for <Name>' -ForEach @(
        @{ Name = 'a Region'; Region = 'eu-central-1'; Expected = 'CONNECT states.eu-central-1.amazonaws.com:443' }
        @{ Name = 'a Region that is newer than the SDK'; Region = 'eu-newplace-9'; Expected = 'CONNECT states.eu-newplace-9.amazonaws.com:443' }
        @{ Name = 'a Region in China'; Region = 'cn-north-1'; Expected = 'CONNECT states.cn-north-1.amazonaws.com.cn:443' }
        @{ Name = 'AWS_USE_FIPS_ENDPOINT'; Region = 'us-east-1'; Environment = @{ AWS_USE_FIPS_ENDPOINT = 'true' }; Expected = 'CONNECT states-fips.us-east-1.amazonaws.com:443' }
        @{ Name = 'AWS_USE_DUALSTACK_ENDPOINT'; Region = 'us-east-1'; Environment = @{ AWS_USE_DUALSTACK_ENDPOINT = 'true' }; Expected = 'CONNECT states.us-east-1.api.aws:443' }
        @{ Name = 'use_fips_endpoint of the profile in AWS_PROFILE'; Region = 'us-gov-east-1'; Environment = @{ AWS_PROFILE = 'ops' }; Config = "[profile ops]`nuse_fips_endpoint = true"; Expected = 'CONNECT states-fips.us-gov-east-1.amazonaws.com:443' }
        @{ Name = 'use_dualstack_endpoint of the profile in -ProfileName'; Region = 'us-east-1'; Config = "[profile ops]`naws_access_key_id = AKIAIOSFODNN7EXAMPLE`naws_secret_access_key = secret`nuse_dualstack_endpoint = true"; Parameters = @{ ProfileName = 'ops' }; Expected = 'CONNECT states.us-east-1.api.aws:443' }
        @{ Name = 'use_fips_endpoint of the profile in -ProfileName'; Region = 'us-east-1'; Config = "[profile ops]`naws_access_key_id = AKIAIOSFODNN7EXAMPLE`naws_secret_access_key = secret`nuse_fips_endpoint = true"; Parameters = @{ ProfileName = 'ops' }; Expected = 'CONNECT states-fips.us-east-1.amazonaws.com:443' }
        @{ Name = 'endpoint_url of the profile in AWS_PROFILE'; Region = 'eu-central-1'; Environment = @{ AWS_PROFILE = 'ops' }; Config = "[profile ops]`nendpoint_url = {url}"; Expected = 'the local endpoint' }
        @{ Name = 'endpoint_url of the profile in -ProfileName'; Region = 'eu-central-1'; Config = "[profile ops]`naws_access_key_id = AKIAIOSFODNN7EXAMPLE`naws_secret_access_key = secret`nendpoint_url = {url}"; Parameters = @{ ProfileName = 'ops' }; Expected = 'the local endpoint' }
        @{ Name = 'endpoint_url of sfn in the services section of a profile'; Region = 'eu-central-1'; Environment = @{ AWS_PROFILE = 'ops' }; Config = "[profile ops]`nservices = mine`n[services mine]`nsfn =`n  endpoint_url = {url}"; Expected = 'the local endpoint' }
        @{ Name = 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'; Region = 'eu-central-1'; Environment = @{ AWS_ENDPOINT_URL = '{url}'; AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = 'true' }; Expected = 'CONNECT states.eu-central-1.amazonaws.com:443' }
    ) {
        $variables = @{}
        foreach ($key in $Environment.Keys) { $variables[$key] = $Environment[$key].Replace('{url}', $endpoint.Url) }
        Get-CalledHost "arn:aws:states:${Region}:123456789012:mapRun:OrderImport/ReadOrders:1" $variables "$Config".Replace('{url}', $endpoint.Url) ($Parameters ?? @{}) | Should -Be $Expected
    }
}

Describe 'Completion' {
    BeforeAll {
        Set-TestEnvironment
        $env:AWS_CONFIG_FILE = "$TestDrive/config"
        "[profile ops]`naws_access_key_id = a`naws_secret_access_key = b`n[profile my dev]`naws_access_key_id = a`naws_secret_access_key = b" | Set-Content $env:AWS_CONFIG_FILE
        function Complete([string] $Text) { ([System.Management.Automation.CommandCompletion]::CompleteInput($Text, $Text.Length, $null)).CompletionMatches.CompletionText }
    }

    It 'of -Region gives the Regions, those that start so first' {
        Complete 'Get-SFNMapRun -Region eu-c' | Should -Be 'eu-central-1', 'eu-central-2'
        (Complete 'Get-SFNMapRun -Region central')[0] | Should -Match 'central'
    }

    It 'of -ProfileName gives the user''s own profiles' {
        Complete 'Get-SFNMapRun -ProfileName ' | Should -Be "'my dev'", 'ops'
        Complete 'Get-SFNMapRun -ProfileName o' | Should -Be 'ops'
    }
}
