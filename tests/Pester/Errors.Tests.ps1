# Errors: the id and the category that scripts match on, the target, what to do next, and that the others go on.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'An ARN that fails' {
    It '<Fault> is <Id>, <Category>' -ForEach @(
        @{ Fault = 'ResourceNotFound'; Id = 'MapRunNotFound'; Category = 'ObjectNotFound'; Code = 'ResourceNotFound'; Status = 400 }
        @{ Fault = 'InvalidArn'; Id = 'InvalidArn'; Category = 'InvalidArgument'; Code = 'InvalidArn'; Status = 400 }
        @{ Fault = 'AccessDeniedException'; Id = 'AccessDenied'; Category = 'PermissionDenied'; Code = 'AccessDeniedException'; Status = 400 }
        @{ Fault = 'ExpiredTokenException'; Id = 'ExpiredCredentials'; Category = 'AuthenticationError'; Code = 'ExpiredTokenException'; Status = 400 }
        @{ Fault = 'UnrecognizedClientException'; Id = 'UnknownCredentials'; Category = 'AuthenticationError'; Code = 'UnrecognizedClientException'; Status = 400 }
        @{ Fault = 'InvalidSignatureException'; Id = 'InvalidSignature'; Category = 'AuthenticationError'; Code = 'InvalidSignatureException'; Status = 400 }
        @{ Fault = 'ThrottlingException'; Id = 'Throttled'; Category = 'LimitsExceeded'; Code = 'ThrottlingException'; Status = 400 }
        @{ Fault = 'Http500'; Id = 'ServiceUnavailable'; Category = 'ResourceUnavailable'; Code = 'InternalFailure'; Status = 500 }
        @{ Fault = 'Http503'; Id = 'ServiceUnavailable'; Category = 'ResourceUnavailable'; Code = $null; Status = 503 }
        @{ Fault = 'Html'; Id = 'InvalidResponse'; Category = 'InvalidResult'; Code = $null; Status = 200 }
        @{ Fault = 'CutJson'; Id = 'InvalidResponse'; Category = 'InvalidResult'; Code = $null; Status = 200 }
        @{ Fault = 'WrongTypes'; Id = 'InvalidResponse'; Category = 'InvalidResult'; Code = $null; Status = 200 }
        @{ Fault = 'Reset'; Id = 'EndpointUnreachable'; Category = 'ConnectionError'; Code = $null; Status = $null }
        @{ Fault = 'BrandNewException'; Id = 'ServiceError'; Category = 'InvalidOperation'; Code = 'BrandNewException'; Status = 400 }
    ) {
        $arn = New-FaultArn $Fault
        $run = $arn, $failedArn | Get-SFNMapRun -ErrorVariable errors -ErrorAction SilentlyContinue
        $run.Status | Should -Be 'FAILED' -Because 'the next one is described'
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -Be "$Id,SfnMapRun.Cmdlets.GetSFNMapRunCommand"
        $errors[0].CategoryInfo.Category | Should -Be $Category
        $errors[0].TargetObject | Should -Be $arn
        $errors[0].Exception | Should -BeOfType SfnMapRun.StepFunctionsException
        $errors[0].Exception.ErrorCode | Should -Be $Code
        $errors[0].Exception.StatusCode | Should -Be $Status
        [bool]$errors[0].Exception.RequestId | Should -Be ($null -ne $Status)
        $errors[0].ErrorDetails.Message.Length | Should -BeGreaterThan ($errors[0].Exception.Message.Length + 20) -Because 'it says what to do next'
    }

    It 'names the action and the resource to allow' {
        Get-SFNMapRun (New-FaultArn AccessDeniedException) -ErrorVariable errors -ErrorAction SilentlyContinue
        "$($errors[0])" | Should -BeLike '*Allow the action states:DescribeMapRun on the resource arn:aws:states:eu-central-1:123456789012:mapRun:Faults/*'
    }

    It '"<Text>" is <Id>, without a call' -ForEach @(
        @{ Text = 'ReserveStock'; Id = 'NotAMapRunArn' }
        @{ Text = 'arn:aws:states:evil.example/x:123456789012:mapRun:A/B:1'; Id = 'NotAMapRunArn' }
        @{ Text = 'arn:aws:states:eu-central-1:123456789012:execution:OrderImport:nightly'; Id = 'ExecutionArnGiven'; Points = '*Get-SFNMapRunList*' }
        @{ Text = 'arn:aws:states:eu-central-1:123456789012:express:OrderImport/ReadOrders:1:2'; Id = 'ChildExecutionArnGiven'; Points = '*describe-execution*' }
        @{ Text = 'arn:aws:states:eu-central-1:123456789012:stateMachine:OrderImport'; Id = 'StateMachineArnGiven'; Points = '*Get-SFNMapRunList -StateMachineArn ''arn:*' }
    ) {
        $before = (Get-HandledCount $endpoint)
        $Text | Get-SFNMapRun -ErrorVariable errors -ErrorAction SilentlyContinue
        (Get-HandledCount $endpoint) | Should -Be $before
        $errors[0].FullyQualifiedErrorId | Should -Be "$Id,SfnMapRun.Cmdlets.GetSFNMapRunCommand"
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $errors[0].TargetObject | Should -Be $Text
        if ($Points) { "$($errors[0])" | Should -BeLike $Points }
    }

    It 'does not keep an array from going on' {
        $runs = Get-SFNMapRun 'nope', $failedArn, (New-FaultArn ResourceNotFound), $succeededArn -ErrorVariable errors -ErrorAction SilentlyContinue
        $runs.Status | Should -Be 'FAILED', 'SUCCEEDED'
        $errors.TargetObject | Should -Be 'nope', (New-FaultArn ResourceNotFound)
    }

    It 'may be missing: the others go on' {
        $runs = Get-SFNMapRun $null, $failedArn -ErrorVariable errors -ErrorAction SilentlyContinue
        $runs.Status | Should -Be 'FAILED'
        $errors.FullyQualifiedErrorId | Should -Be 'NotAMapRunArn,SfnMapRun.Cmdlets.GetSFNMapRunCommand'
    }

    It 'obeys -ErrorAction Stop' {
        { 'nope', $failedArn | Get-SFNMapRun -ErrorAction Stop } | Should -Throw -ErrorId 'NotAMapRunArn,SfnMapRun.Cmdlets.GetSFNMapRunCommand'
    }
}

Describe 'An endpoint that is not there' {
    It 'is a connection error that names it' {
        Get-SFNMapRun $failedArn -EndpointUrl 'http://127.0.0.1:1' -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'EndpointUnreachable,*'
        $errors[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        "$($errors[0])" | Should -BeLike '*http://127.0.0.1:1/*'
    }
}

Describe 'A set-up that can not work' {
    It '<Name> ends the command before any call' -ForEach @(
        @{ Name = 'no credentials'; Parameters = @{}; NoKeys = $true; Id = 'NoCredentials'; Category = 'AuthenticationError' }
        @{ Name = 'half a pair of keys'; Parameters = @{ AccessKey = 'AKIA' }; Id = 'InvalidCredentials'; Category = 'AuthenticationError' }
        @{ Name = 'a profile that is not there'; Parameters = @{ ProfileName = 'nobody' }; Id = 'ProfileNotFound'; Category = 'ObjectNotFound' }
        @{ Name = 'a Region that is none'; Parameters = @{ Region = 'Frankfurt!' }; Id = 'InvalidEndpoint'; Category = 'InvalidArgument' }
        @{ Name = 'an endpoint that is none'; Parameters = @{ EndpointUrl = 'localhost:8083' }; Id = 'InvalidEndpoint'; Category = 'InvalidArgument' }
    ) {
        $before = (Get-HandledCount $endpoint)
        try {
            if ($NoKeys) { Remove-Item Env:AWS_ACCESS_KEY_ID, Env:AWS_SECRET_ACCESS_KEY }
            $e = { $failedArn, $succeededArn | Get-SFNMapRun @Parameters -ErrorAction Continue } | Should -Throw -PassThru -ErrorId "$Id,SfnMapRun.Cmdlets.GetSFNMapRunCommand"
        }
        finally { Set-TestEnvironment $endpoint }
        $e.CategoryInfo.Category | Should -Be $Category
        $e.Exception | Should -BeOfType SfnMapRun.StepFunctionsException
        (Get-HandledCount $endpoint) | Should -Be $before
    }
}

Describe 'Secrets' {
    It 'show in no stream and in no exception' {
        $secrets = 'a-wrong-secret-key', 'local-session-token'
        $keys = @{ AccessKey = 'ASIAIOSFODNN7EXAMPLE'; SecretKey = $secrets[0]; SessionToken = $secrets[1] }
        $output = $failedArn, (New-FaultArn AccessDeniedException), 'nope' | Get-SFNMapRun @keys -Verbose -Debug -ErrorAction Continue -ErrorVariable errors *>&1
        $shown = ($output | Out-String) + ($errors | Format-List * -Force | Out-String) + ($errors.Exception | ForEach-Object ToString) + ($Error | Out-String)
        (Get-HandledRequest $endpoint)[-1].answer | Should -BeLike "*$($secrets[1])*" -Because 'the service did send it'
        foreach ($secret in $secrets) { $shown | Should -Not -BeLike "*$secret*" }
    }
}
