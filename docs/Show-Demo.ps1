<#
.SYNOPSIS
    Shows the module at work on a local Step Functions endpoint: real commands, real calls, made-up Map Runs.
#>
param([Parameter(Mandatory)] [string] $EndpointProgram)

$ErrorActionPreference = 'Stop'

# Errors are part of the show.
function Show([string] $Command) {
    Write-Host "`nPS> $Command" -ForegroundColor Cyan
    $ErrorActionPreference = 'Continue'
    & ([scriptblock]::Create($Command)) | Out-Default
}

# A local endpoint for a script; it stops when its standard input closes.
function Use-Endpoint([string] $Options, [scriptblock] $Script) {
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', "`"$EndpointProgram`" $Options")
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $endpoint = [System.Diagnostics.Process]::Start($start)
    try {
        $env:AWS_ENDPOINT_URL_SFN = $endpoint.StandardOutput.ReadLine()
        . $Script
    }
    finally {
        $endpoint.StandardInput.Close()
        $endpoint.WaitForExit()
    }
}

# The endpoint knows the example keys of the AWS documentation, and nobody else does.
Get-ChildItem Env:AWS_* | Remove-Item
$env:AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE'
$env:AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

Use-Endpoint '' {
    Write-Host "A local Step Functions endpoint listens at $env:AWS_ENDPOINT_URL_SFN"
    $prefix = 'arn:aws:states:eu-central-1:123456789012'
    $stateMachine = "${prefix}:stateMachine:OrderImport"
    $execution = "${prefix}:execution:OrderImport:nightly-0412"
    $failed = "${prefix}:mapRun:OrderImport/ReserveStock:9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103"
    $redriven = "${prefix}:mapRun:CatalogSync/Prices:3f5e7091-2c3d-4e4f-a061-8c9d0e1f2a08"
    $denied = "${prefix}:mapRun:Faults/AccessDeniedException:always"

    Show 'Import-Module SfnMapRun'
    Show 'Get-SFNMapRunList -StateMachineArn $stateMachine | Select-Object -First 1 | Get-SFNMapRun'
    Show 'Get-SFNMapRunList $execution | Get-SFNMapRun'
    Show 'Get-SFNMapRunList $execution | Get-SFNMapRun | Format-Table -View Progress'
    Show 'Get-SFNMapRunList $execution | Select-Object -First 2'
    Show 'Get-SFNMapRun $failed | Format-List'
    Show 'Get-SFNMapRun $failed | Format-Table -View Counters'
    Show 'Get-SFNMapRun $failed, $redriven | Format-Table -View Redrive'
    Show '(Get-SFNMapRun $failed).ItemCounts'
    Show '$execution, $denied, $failed | Get-SFNMapRun'

    # What a ResultWriter would have left in S3, as aws s3 sync brings it here.
    $results = (Resolve-Path "$PSScriptRoot/../tests/ResultFiles").Path
    Show 'Import-SFNMapRunResult $results -Status FAILED, PENDING'
}

# Its clock goes on by 20 seconds whenever a Map Run is looked at.
Use-Endpoint '--frozen true --tick 20' {
    Write-Host "`
An execution has started: 2,400 items, ten to each child execution, 40 of these at once; one in four will fail."
    $order = @{
        name = 'nightly-0413'; items = 2400; childSeconds = 30; maxConcurrency = 40; toleratedFailurePercentage = 10
        failures = @(
            @{ error = 'NoStock'; cause = '{"errorMessage":"No stock for {item}, request {guid}","errorType":"NoStock"}'; percent = 20 }
            @{ error = 'States.Timeout'; status = 'TIMED_OUT'; percent = 5 })
    }
    $execution = (Invoke-RestMethod -Method Post "${env:AWS_ENDPOINT_URL_SFN}_executions" -Body ($order | ConvertTo-Json -Depth 5)).executionArn

    $run = Get-SFNMapRunList $execution

    Show 'Get-SFNMapRunList $execution | Get-SFNMapRun'
    Show '$run | Update-SFNMapRun -MaxConcurrency 20'
    Show '$execution | Wait-SFNMapRun -PollingInterval 1 -ErrorOnFailure'
    Show '$run | Get-SFNMapRunFailure'
    Show '$run | Get-SFNMapRunExecution -Status FAILED -IncludeDetail | Select-Object -First 3'
    Show '$run | Restart-SFNMapRun -PassThru | Update-SFNMapRun -ToleratedFailurePercentage 50 -PassThru | Wait-SFNMapRun -PollingInterval 1'
}
Write-Host 'The endpoints have stopped.'
