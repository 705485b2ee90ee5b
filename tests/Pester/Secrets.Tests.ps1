# No secret shows anywhere: not in an error or what hangs on it, not in a message of any stream, whatever goes wrong.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint
    $wrongSecret = 'not/the+secret=that/belongs+to+this+key0'
    $token = 'FwoGZXIvYXdzEXAMPLESESSIONTOKENtEST//////////wEaDKxYz0'
    $password = 'pa55-of-the-pr0xy'
    $secrets = $secretKey, $wrongSecret, $token, $password
    $faults = 'AccessDeniedException', 'ExpiredTokenException', 'InvalidSignatureException', 'UnrecognizedClientException', 'Http500', 'Http403Html', 'Html', 'EmptyBody', 'CutJson', 'WrongTypes', 'CutBody', 'Reset'
    $arns = @($failedArn) + @($faults | ForEach-Object { New-FaultArn $_ })

    # All that a command leaves in the streams and in its errors, as text: what is printed, and what can be dug out of it.
    function Get-Trace([scriptblock] $Script) {
        $ErrorActionPreference = 'Continue'
        $records = try { & $Script *>&1 } catch { $_ }
        foreach ($record in $records) {
            "$record"
            if ($record -is [Management.Automation.ErrorRecord]) {
                "$($record.Exception)", "$($record.ErrorDetails)", "$($record.TargetObject)", "$($record.CategoryInfo)"
                $record.Exception.PSObject.Properties | ForEach-Object { "$($_.Value)" }
            }
        }
    }

    function Assert-NoSecret([string[]] $Trace) {
        $Trace.Count | Should -BeGreaterThan 10 -Because 'there is something to search'
        foreach ($secret in $secrets) {
            foreach ($form in $secret, [uri]::EscapeDataString($secret), ($secret | ConvertTo-Json).Trim('"')) {
                @($Trace | Where-Object { $_.Contains($form) }) | Should -BeNullOrEmpty
            }
        }
    }
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'A secret shows nowhere' {
    BeforeAll { $ConfirmPreference = 'None' }
    AfterEach { Set-TestEnvironment $endpoint }

    It 'with keys as parameters, right and wrong, in a command that reads and one that changes' {
        foreach ($command in 'Get-SFNMapRun', 'Restart-SFNMapRun') {
            foreach ($keys in @{ SecretKey = $secretKey }, @{ SecretKey = $wrongSecret }, @{ SecretKey = $secretKey; SessionToken = $token }) {
                Assert-NoSecret (Get-Trace { $arns | & $command -AccessKey $accessKey @keys -Verbose -Debug })
            }
        }
    }

    It 'with keys of the environment' {
        $env:AWS_SECRET_ACCESS_KEY = $wrongSecret
        $env:AWS_SESSION_TOKEN = $token
        Assert-NoSecret (Get-Trace { $arns | Get-SFNMapRun -Verbose -Debug })
    }

    It 'with a password in <Name>' -ForEach @(
        @{ Name = 'the address of the endpoint'; Url = { "http://ops:$password@$(([uri]$endpoint.Url).Authority)/" } }
        @{ Name = 'an address where nobody listens'; Url = { "http://ops:$password@127.0.0.1:1/" } }
        @{ Name = 'an address that is none'; Url = { "http://ops:$password@/" } }
        @{ Name = 'an address without a scheme'; Url = { "ops:$password@127.0.0.1" } }
    ) {
        $url = & $Url
        Assert-NoSecret (Get-Trace { $arns | Get-SFNMapRun -EndpointUrl $url -Verbose -Debug })
        $env:AWS_ENDPOINT_URL_SFN = $url
        Assert-NoSecret (Get-Trace { $arns | Get-SFNMapRun -Verbose -Debug })
    }

    It 'with a password in the address of a proxy that is not there' {
        Remove-Item Env:AWS_ENDPOINT_URL_SFN
        $trace = Invoke-WithProxy @{ Url = "http://ops:$password@127.0.0.1:1" } {
            Get-Trace { $arns | Get-SFNMapRun -Verbose -Debug }
        }
        Assert-NoSecret $trace
    }

    It 'with a credential_process that tells its secrets when it fails' {
        Set-Content "$TestDrive/leak.ps1" "[Console]::Error.WriteLine('SecretAccessKey=$wrongSecret SessionToken: $token'); exit 1"
        $shell = (Get-Process -Id $PID).MainModule.FileName
        $program = $shell -like '*dotnet*' ? "$shell `"$([Environment]::GetCommandLineArgs()[0])`"" : $shell
        Set-Content "$TestDrive/config" "[profile leaking]`ncredential_process = $program -NoProfile -File $TestDrive/leak.ps1`n"
        $env:AWS_CONFIG_FILE = "$TestDrive/config"
        $trace = Get-Trace { $arns | Get-SFNMapRun -ProfileName leaking -Verbose -Debug }
        "$trace" | Should -Match 'credential_process'
        Assert-NoSecret $trace
    }
}
