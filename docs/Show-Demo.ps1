<#
.SYNOPSIS
    Shows the module at work on a local Step Functions endpoint: real commands, real calls, made-up Map Runs.
#>
param([Parameter(Mandatory)] [string] $EndpointProgram)

$ErrorActionPreference = 'Stop'

# Dot-sourced, so that the variables of one step are there in the next; errors are part of the show.
function Show([string] $Command) {
    Write-Host "`nPS> $Command" -ForegroundColor Cyan
    $ErrorActionPreference = 'Continue'
    . ([scriptblock]::Create($Command)) | Out-Default
}

$start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', "`"$EndpointProgram`"")
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$endpoint = [System.Diagnostics.Process]::Start($start)
try {
    # The endpoint knows the example keys of the AWS documentation, and nobody else does.
    Get-ChildItem Env:AWS_* | Remove-Item
    $env:AWS_ENDPOINT_URL_SFN = $endpoint.StandardOutput.ReadLine()
    $env:AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE'
    $env:AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
    Write-Host "A local Step Functions endpoint listens at $env:AWS_ENDPOINT_URL_SFN"

    # The answer of 'aws stepfunctions list-map-runs', in short.
    $prefix = 'arn:aws:states:eu-central-1:123456789012:mapRun'
    $mapRuns = @"
{ "mapRuns": [
    { "mapRunArn": "${prefix}:OrderImport/ReadOrders:0f8b2f0e-6f1c-4a58-9d1a-2f4c1b7e9a01" },
    { "mapRunArn": "${prefix}:OrderImport/CheckAddresses:5b0d9c1e-2d57-4c3b-8f0e-7a61c2d4e502" },
    { "mapRunArn": "${prefix}:OrderImport/ReserveStock:9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103" },
    { "mapRunArn": "${prefix}:OrderImport/NotifyWarehouse:c2a6f1d4-7e08-4b9c-a3d5-6f1b20c4d804" },
    { "mapRunArn": "${prefix}:OrderImport/PriceOrders:e7d19b52-4c3f-4e8a-92b6-8a5c7d3f1e05" }
] }
"@
    $failed = "${prefix}:OrderImport/ReserveStock:9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103"
    $redriven = "${prefix}:CatalogSync/Prices:3f5e7091-2c3d-4e4f-a061-8c9d0e1f2a08"
    $denied = "${prefix}:Faults/AccessDeniedException:always"

    Show 'Import-Module SfnMapRun'
    Show '$mapRuns | ConvertFrom-Json | Get-SFNMapRun'
    Show 'Get-SFNMapRun $failed | Format-List'
    Show 'Get-SFNMapRun $failed | Format-Table -View Counters'
    Show 'Get-SFNMapRun $failed, $redriven | Format-Table -View Redrive'
    Show '(Get-SFNMapRun $failed).ItemCounts'
    Show '''arn:aws:states:eu-central-1:123456789012:execution:OrderImport:nightly'', $denied, $failed | Get-SFNMapRun'
}
finally {
    $endpoint.StandardInput.Close()
    $endpoint.WaitForExit()
    Write-Host 'The endpoint has stopped.'
}
