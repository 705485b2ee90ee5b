<#
.SYNOPSIS
    Runs the .NET tests and the Pester tests, and ends with a line over both.
#>
param([string] $Configuration = 'Release')

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot

# Each test file isolates itself from the machine's AWS configuration; the parent's variables must not get in at all.
Get-ChildItem Env:AWS_* | Remove-Item

dotnet test "$root/SfnMapRun.slnx" --no-build --configuration $Configuration --nologo | Tee-Object -Variable dotnetLines
$dotnetFailed = $LASTEXITCODE -ne 0
$counts = [regex]::Match($dotnetLines -join "`n", 'Failed:\s+(?<failed>\d+), Passed:\s+(?<passed>\d+), Skipped:\s+(?<skipped>\d+)')

Import-Module Pester -MinimumVersion 6.0.0
$pesterConfiguration = New-PesterConfiguration
$pesterConfiguration.Run.Path = "$PSScriptRoot/Pester"
$pesterConfiguration.Run.PassThru = $true
$pesterConfiguration.Output.Verbosity = 'Detailed'
$pester = Invoke-Pester -Configuration $pesterConfiguration

$passed = [int]$counts.Groups['passed'].Value + $pester.PassedCount
$failed = [int]$counts.Groups['failed'].Value + $pester.FailedCount + $pester.FailedBlocksCount + $pester.FailedContainersCount
$skipped = [int]$counts.Groups['skipped'].Value + $pester.SkippedCount
Write-Host "Tests: $passed passed, $failed failed, $skipped skipped"
exit [int]($dotnetFailed -or $failed -gt 0 -or -not $counts.Success)
