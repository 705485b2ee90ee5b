# Many ARNs: overlapped, in order, throttled without loss, interruptible. No timing: counts, order, losses.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint
    function Get-RequestCount { [int](Invoke-RestMethod "$($endpoint.Url)_requests/count") }
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

Describe 'A producer' {
    It 'that is slow sees each result before it sends the next' {
        $seen = [System.Collections.Generic.List[string]]::new()
        1..4 | ForEach-Object { $seen.Add("sent $_"); Start-Sleep -Milliseconds 60; New-MapRunArn $_ } | Get-SFNMapRun | ForEach-Object { $seen.Add("got $($_.Label)") }
        $seen | Should -Be 'sent 1', 'got Run1', 'sent 2', 'got Run2', 'sent 3', 'got Run3', 'sent 4', 'got Run4'
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
        $before = Get-RequestCount
        $runs = 1..1000 | ForEach-Object { New-MapRunArn $_ } | Get-SFNMapRun -ThrottleLimit 4 | Select-Object -First 3
        $runs.Label | Should -Be 'Run1', 'Run2', 'Run3'
        (Get-RequestCount) - $before | Should -BeLessOrEqual 24 -Because 'no more are under way and read ahead'
    }
}

Describe 'Throttling' {
    It 'loses nothing and fails nothing' {
        $env:AWS_MAX_ATTEMPTS = '3'
        $arns = 1..60 | ForEach-Object { if ($_ % 6) { New-MapRunArn $_ } else { New-FaultArn ThrottlingException 1 } }
        try {
            $messages = $arns | Get-SFNMapRun -Verbose -ErrorVariable errors 4>&1
        }
        finally { $env:AWS_MAX_ATTEMPTS = '1' }
        $errors | Should -BeNullOrEmpty
        $messages.MapRunArn | Where-Object { $_ } | Should -Be $arns
        $messages[-1].Message | Should -Match '^60 Map Runs, no errors; \d+ calls, [1-9]\d* throttled'
    }

    It 'is an error where the user wants one attempt only' {
        Get-SFNMapRun (New-FaultArn ThrottlingException) -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'Throttled,*'
    }
}

Describe 'A transient failure' {
    BeforeAll { $env:AWS_MAX_ATTEMPTS = '3' }
    AfterAll { $env:AWS_MAX_ATTEMPTS = '1' }

    It '<_> is retried' -ForEach 'Http500', 'Http503', 'CutJson', 'CutBody', 'Html' {
        (Get-SFNMapRun (New-FaultArn $_ 2)).Status | Should -Be 'SUCCEEDED'
    }

    It 'is tried as often as the environment says, whatever the profile says' {
        $env:AWS_CONFIG_FILE = "$TestDrive/config"
        Set-Content $env:AWS_CONFIG_FILE "[profile eager]`nmax_attempts = 5`naws_access_key_id = $accessKey`naws_secret_access_key = $secretKey"
        try {
            foreach ($attempts in 2, $null) {
                $env:AWS_MAX_ATTEMPTS = $attempts
                $before = Get-RequestCount
                Get-SFNMapRun (New-FaultArn Http503 always) -ProfileName eager -ErrorAction SilentlyContinue
                (Get-RequestCount) - $before | Should -Be ($attempts ?? 5)
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
            $before = Get-RequestCount
            Get-SFNMapRun (New-FaultArn Http503 always) -ErrorAction SilentlyContinue
            (Get-RequestCount) - $before | Should -Be 5
            $before = Get-RequestCount
            Update-SFNMapRun (New-FaultArn Http503 always) -MaxConcurrency 1 -ErrorAction SilentlyContinue
            (Get-RequestCount) - $before | Should -Be 3
        }
        finally { $env:AWS_MAX_ATTEMPTS = '3' }
    }

    It 'that does not pass is an error after as many attempts as AWS_MAX_ATTEMPTS says' {
        $before = Get-RequestCount
        Get-SFNMapRun (New-FaultArn Http503 always) -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ServiceUnavailable,*'
        (Get-RequestCount) - $before | Should -Be 3
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

Describe 'Progress of work that is visibly long' {
    It 'says how far it is, and that the quota holds it back, and ends' {
        $slow = Start-LocalStepFunctions '--bucket 3 --refill 2'
        $shell = [powershell]::Create()
        $env:AWS_MAX_ATTEMPTS = '3'
        try {
            $runs = $shell.AddScript("Import-Module SfnMapRun; Get-SFNMapRun -EndpointUrl '$($slow.Url)' -MapRunArn '$((1..10 | ForEach-Object { New-MapRunArn $_ }) -join "','")'").Invoke()
            $runs | Should -HaveCount 10
            $progress = $shell.Streams.Progress | Where-Object Activity -EQ 'Describing Map Runs'
            $progress[0].StatusDescription | Should -Match '^\d+ of 10 so far, 0 failed, \d+\.\d a second\. The account''s quota'
            $progress[-1].RecordType | Should -Be 'Completed'
        }
        finally {
            $env:AWS_MAX_ATTEMPTS = '1'
            $shell.Dispose()
            Stop-LocalStepFunctions $slow
        }
    }
}

Describe 'A stop' {
    It 'ends all calls that are under way, and those behind them' {
        $before = Get-RequestCount
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module SfnMapRun; Get-SFNMapRun (1..200 | ForEach-Object { 'arn:aws:states:eu-central-' + `$_ + ':123456789012:mapRun:Faults/NoAnswer:always' }) -ThrottleLimit 8")
            $running = $shell.BeginInvoke()
            while ((Get-RequestCount) - $before -lt 8) { $running.IsCompleted | Should -BeFalse }
            $stopping = $shell.BeginStop($null, $null)
            $stopping.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            (Get-RequestCount) - $before | Should -Be 8 -Because 'nothing is asked for after a stop'
        }
        finally { $shell.Dispose() }
    }
}
