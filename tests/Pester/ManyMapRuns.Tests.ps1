# Many ARNs: overlapped, in order, throttled without loss, interruptible. No timing: counts, order, losses.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'Order' {
    It 'of output is the order of input, errors in their place' {
        $arns = 1..120 | ForEach-Object { if ($_ % 10) { New-MapRunArn $_ } else { New-FaultArn ResourceNotFound $_ } }
        $output = $arns | Get-SFNMapRun -ErrorAction Continue 2>&1 | ForEach-Object { $_ -is [SfnMapRun.MapRun] ? $_.MapRunArn : $_.TargetObject }
        $output | Should -Be $arns
    }

    It 'is kept with one call at a time' {
        $arns = 1..20 | ForEach-Object { New-MapRunArn $_ }
        (Get-SFNMapRun $arns -ThrottleLimit 1).MapRunArn | Should -Be $arns
    }
}

Describe 'Equal ARNs' {
    It 'are described as often as they are given' {
        $arns = @(New-MapRunArn 1) * 50 + @(New-MapRunArn 2) * 50
        (Get-SFNMapRun $arns).MapRunArn | Should -Be $arns
    }
}

Describe 'Select-Object -First' {
    It 'stops the calls behind it' {
        $before = Get-HandledCount $endpoint
        $runs = 1..1000 | ForEach-Object { New-MapRunArn $_ } | Get-SFNMapRun -ThrottleLimit 4 | Select-Object -First 3
        $runs.Label | Should -Be 'Run1', 'Run2', 'Run3'
        (Get-HandledCount $endpoint) - $before | Should -BeLessOrEqual 24 -Because 'no more are under way and read ahead'
    }
}

Describe 'Throttling' {
    It 'is an error where the user wants one attempt only' {
        Get-SFNMapRun (New-FaultArn ThrottlingException) -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'Throttled,*'
    }
}

Describe 'A transient failure' {
    BeforeAll { $env:AWS_MAX_ATTEMPTS = '3' }
    AfterAll { $env:AWS_MAX_ATTEMPTS = '1' }

    It '<_> is retried' -ForEach 'Http503', 'CutBody' {
        (Get-SFNMapRun (New-FaultArn $_ 2)).Status | Should -Be 'SUCCEEDED'
    }

    It 'is tried as often as the environment says, whatever the profile says' {
        $env:AWS_CONFIG_FILE = "$TestDrive/config"
        Set-Content $env:AWS_CONFIG_FILE "[profile eager]`nmax_attempts = 5`naws_access_key_id = $accessKey`naws_secret_access_key = $secretKey"
        try {
            foreach ($attempts in 2, $null) {
                $env:AWS_MAX_ATTEMPTS = $attempts
                $before = Get-HandledCount $endpoint
                Get-SFNMapRun (New-FaultArn Http503 always) -ProfileName eager -ErrorAction SilentlyContinue
                (Get-HandledCount $endpoint) - $before | Should -Be ($attempts ?? 5)
            }
        }
        finally {
            $env:AWS_MAX_ATTEMPTS = '3'
            $env:AWS_CONFIG_FILE = "$PSScriptRoot/no-such-file"
        }
    }

    It 'is tried five times where nobody has said how often, and three times where it changes something' {
        $env:AWS_MAX_ATTEMPTS = $null
        try {
            $before = Get-HandledCount $endpoint
            Get-SFNMapRun (New-FaultArn Http503 always) -ErrorAction SilentlyContinue
            (Get-HandledCount $endpoint) - $before | Should -Be 5
            $before = Get-HandledCount $endpoint
            Update-SFNMapRun (New-FaultArn Http503 always) -MaxConcurrency 1 -ErrorAction SilentlyContinue
            (Get-HandledCount $endpoint) - $before | Should -Be 3
        }
        finally { $env:AWS_MAX_ATTEMPTS = '3' }
    }

    It 'that does not pass is an error after as many attempts as AWS_MAX_ATTEMPTS says' {
        $before = Get-HandledCount $endpoint
        Get-SFNMapRun (New-FaultArn Http503 always) -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ServiceUnavailable,*'
        (Get-HandledCount $endpoint) - $before | Should -Be 3
    }
}

Describe 'Progress' {
    It 'is not shown for short work' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module SfnMapRun; '$(New-MapRunArn 1)', '$(New-MapRunArn 2)' | Get-SFNMapRun").Invoke()
            $shell.Streams.Progress | Where-Object Activity -Like '*Map Runs*' | Should -BeNullOrEmpty
        }
        finally { $shell.Dispose() }
    }
}

Describe 'A stop' {
    It 'ends all calls that are under way, and those behind them' {
        $before = Get-HandledCount $endpoint
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module SfnMapRun; Get-SFNMapRun (1..200 | ForEach-Object { 'arn:aws:states:eu-central-' + `$_ + ':123456789012:mapRun:Faults/NoAnswer:always' }) -ThrottleLimit 8")
            $running = $shell.BeginInvoke()
            while ((Get-HandledCount $endpoint) - $before -lt 8) { $running.IsCompleted | Should -BeFalse }
            $stopping = $shell.BeginStop($null, $null)
            $stopping.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            (Get-HandledCount $endpoint) - $before | Should -Be 8 -Because 'nothing is asked for after a stop'
        }
        finally { $shell.Dispose() }
    }
}
