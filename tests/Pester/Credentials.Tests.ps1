# Credentials: each way to them, with and without another AWS SDK in the session; which way comes first; what is said when
# none works.

BeforeDiscovery {
    $cases = & $PSScriptRoot/CredentialCases.ps1
    $wrong = & $PSScriptRoot/WrongSetUps.ps1
    $sessions = @(
        @{ Session = 'alone'; Foreign = $null; First = $false }
        @{ Session = 'after another module with AWSSDK 3.7'; Foreign = '3.7'; First = $true }
        @{ Session = 'before another module with AWSSDK 3.7'; Foreign = '3.7'; First = $false }
        @{ Session = 'after another module with another AWSSDK 4, its SecurityToken, SSO and SSOOIDC'; Foreign = '4.0'; First = $true }
        @{ Session = 'before another module with another AWSSDK 4, its SecurityToken, SSO and SSOOIDC'; Foreign = '4.0'; First = $false }
    )
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    $endpoint = Start-LocalStepFunctions

    # Takes connections, and never answers.
    $silent = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $silent.Start()

    # Runs cases in a process of its own. The local endpoint is its proxy too: nothing leaves this machine.
    function Invoke-Cases([string] $CaseFile, [string] $Foreign, [bool] $First) {
        $assemblies = if ($Foreign) { (Get-ForeignAssembly $Foreign).FullName }
        $call = "& '$PSScriptRoot/Invoke-CredentialCases.ps1' -Url '$($endpoint.Url)' -Drive '$TestDrive' -MapRunArn '$failedArn' -CaseFile '$PSScriptRoot/$CaseFile' -Silent 'http://$($silent.LocalEndpoint)'"
        if ($assemblies) { $call += " -ForeignAssemblies '$($assemblies -join "','")' -ForeignFirst:`$$First" }
        Invoke-WithProxy $endpoint { Invoke-CleanPowerShell $call } | ConvertFrom-Json
    }
}

AfterAll {
    $silent.Stop()
    Stop-LocalStepFunctions $endpoint
}

Describe 'Credentials, <Session>' -ForEach $sessions {
    BeforeAll {
        $results = Invoke-Cases 'CredentialCases.ps1' $Foreign $First
        $byName = $results | Where-Object Name | Group-Object Name -AsHashTable
    }

    It '<Name>' -ForEach ($cases | Where-Object { $Foreign -or $_.Needs -ne 'Foreign' }) {
        $result = $byName[$Name]
        $result.Failure | Should -BeNullOrEmpty
        $result.Status | Should -Be 'FAILED' -Because 'the Map Run was described'
        if ($Token) { $result.Token | Should -BeLike "$Token*" } else { $result.Token | Should -BeNullOrEmpty }
    }

    It 'loads the AWS SDK of this module into no other context, and leaves the other one what it was' {
        $loaded = $results[-1].Loaded
        $own = Get-ChildItem "$installed/Dependencies/AWSSDK.*.dll" | ForEach-Object { "SfnMapRun $($_.BaseName) $($_.VersionInfo.FileVersion)" }
        $other = if ($Foreign) { Get-ForeignAssembly $Foreign | ForEach-Object { "Default $($_.BaseName) $($_.VersionInfo.FileVersion)" } }
        $loaded | Sort-Object | Should -Be (@($own) + $other | Where-Object { $_ } | Sort-Object)
    }
}

Describe 'A set-up that can not work' {
    BeforeAll { $byName = Invoke-Cases 'WrongSetUps.ps1' '' $false | Where-Object Name | Group-Object Name -AsHashTable }

    It '<Name>: <Id>' -ForEach $wrong {
        $result = $byName[$Name]
        $result.Id | Should -Be $Id
        $result.Calls | Should -BeNullOrEmpty -Because 'it is said before the first call'
        foreach ($text in $Names) { $result.Failure | Should -BeLike "*$($text.Replace('{drive}', $TestDrive))*" }
        $result.Failure | Should -Not -BeLike '*wJalrXUtnFEMI*'
    }
}

Describe 'The order' {
    BeforeAll {
        Import-Module SfnMapRun
        Set-TestEnvironment $endpoint
        $env:AWS_SHARED_CREDENTIALS_FILE = "$TestDrive/order"
        "[ops]", "aws_access_key_id = ASIAIOSFODNN7EXAMPLE", "aws_secret_access_key = $secretKey", "aws_session_token = issued-by-profile" | Set-Content $env:AWS_SHARED_CREDENTIALS_FILE
        $env:AWS_ACCESS_KEY_ID = 'ASIAIOSFODNN7EXAMPLE'
        $env:AWS_SESSION_TOKEN = 'issued-by-environment'
        function Keys([string] $Token) { @{ AccessKey = 'ASIAIOSFODNN7EXAMPLE'; SecretKey = $secretKey; SessionToken = $Token } }
        function global:Get-AWSCredential { [pscustomobject]@{ AccessKey = 'ASIAIOSFODNN7EXAMPLE'; SecretKey = $env:AWS_SECRET_ACCESS_KEY; Token = 'issued-by-aws-tools' } }
        $credential = @{ Credential = [pscustomobject](Keys 'issued-by-credential') }
        $parameters = Keys 'issued-by-parameters'
        $profileName = @{ ProfileName = 'ops' }
    }

    AfterAll { Remove-Item Function:Get-AWSCredential }

    BeforeEach { $global:StoredAWSCredentials = [pscustomobject]@{} }
    AfterEach { Remove-Variable StoredAWSCredentials -Scope Global -ErrorAction Ignore }

    It 'is parameters, -Credential, -ProfileName, AWS Tools defaults, the chain of the SDK' {
        $null = Get-SFNMapRun $failedArn @parameters @credential @profileName
        $null = Get-SFNMapRun $failedArn @credential @profileName
        $null = Get-SFNMapRun $failedArn @profileName
        $null = Get-SFNMapRun $failedArn
        Remove-Variable StoredAWSCredentials -Scope Global
        $null = Get-SFNMapRun $failedArn
        (Get-HandledRequest $endpoint | Select-Object -Last 5).sessionToken |
            Should -Be 'issued-by-parameters', 'issued-by-credential', 'issued-by-profile', 'issued-by-aws-tools', 'issued-by-environment'
    }
}

Describe 'Keys that come with each record' {
    BeforeAll {
        Import-Module SfnMapRun
        Set-TestEnvironment $endpoint
    }

    It 'are used for that record, and a bad row is an error of that row' {
        $rows = "MapRunArn,AccessKey,SecretKey,SessionToken", "$failedArn,ASIAIOSFODNN7EXAMPLE,$secretKey,issued-by-row-1",
            "$failedArn,ASIAIOSFODNN7EXAMPLE,,issued-by-row-2", "$failedArn,ASIAIOSFODNN7EXAMPLE,$secretKey,issued-by-row-3" | ConvertFrom-Csv
        $runs = $rows | Get-SFNMapRun -ErrorVariable errors -ErrorAction SilentlyContinue
        $runs | Should -HaveCount 2
        # The calls overlap: which of them comes first is not said.
        (Get-HandledRequest $endpoint | Select-Object -Last 2).sessionToken | Sort-Object | Should -Be 'issued-by-row-1', 'issued-by-row-3'
        $errors.FullyQualifiedErrorId | Should -Be 'InvalidCredentials,SfnMapRun.Cmdlets.GetSFNMapRunCommand'
        $errors.TargetObject | Should -Be $failedArn
    }
}

Describe 'Keys that change' {
    BeforeAll {
        Import-Module SfnMapRun
        Set-TestEnvironment $endpoint
        function Set-Keys([string] $Token) {
            "[ops]", "aws_access_key_id = ASIAIOSFODNN7EXAMPLE", "aws_secret_access_key = $secretKey", "aws_session_token = $Token" | Set-Content $env:AWS_SHARED_CREDENTIALS_FILE
        }
    }

    It 'in a profile are picked up by the next command <How>' -ForEach @(
        @{ How = 'with -ProfileName'; Parameters = @{ ProfileName = 'ops' } }
        @{ How = 'with AWS_PROFILE'; Parameters = @{} }
    ) {
        try {
            $env:AWS_SHARED_CREDENTIALS_FILE = "$TestDrive/rotated"
            Remove-Item Env:AWS_ACCESS_KEY_ID, Env:AWS_SECRET_ACCESS_KEY
            $env:AWS_PROFILE = 'ops'
            Set-Keys 'issued-by-first'
            $null = Get-SFNMapRun $failedArn @Parameters
            Set-Keys 'issued-by-second'
            $null = Get-SFNMapRun $failedArn @Parameters
            (Get-HandledRequest $endpoint | Select-Object -Last 2).sessionToken | Should -Be 'issued-by-first', 'issued-by-second'
        }
        finally { Set-TestEnvironment $endpoint }
    }

    It 'in an object given as -Credential are picked up by the next call' {
        $credential = [pscustomobject]@{ AccessKey = 'ASIAIOSFODNN7EXAMPLE'; SecretKey = $secretKey; SessionToken = 'issued-by-first' }
        $failedArn, $failedArn | ForEach-Object { $_ } | Get-SFNMapRun -Credential $credential | ForEach-Object { $credential.SessionToken = 'issued-by-second' }
        (Get-HandledRequest $endpoint | Select-Object -Last 2).sessionToken | Should -Be 'issued-by-first', 'issued-by-second'
    }
}
