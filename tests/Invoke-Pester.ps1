<#
.SYNOPSIS
    Runs Pester tests, and ends with a line that counts them.
.PARAMETER Path
    Test files, separated as paths are.
.PARAMETER Name
    Parts of tests' names, separated as paths are. All tests where there are none.
#>
param([string] $Path, [string] $Name)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 6.2.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path -split [IO.Path]::PathSeparator
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
if ($Name) { $configuration.Filter.FullName = @($Name -split [IO.Path]::PathSeparator | ForEach-Object { "*$_*" }) }
$pester = Invoke-Pester -Configuration $configuration
$failed = $pester.FailedCount + $pester.FailedBlocksCount + $pester.FailedContainersCount
Write-Host "Pester: $($pester.PassedCount) passed, $failed failed, $($pester.SkippedCount) skipped"
