<#
.SYNOPSIS
    Runs Pester tests, file by file, and ends with a line that counts them.
.PARAMETER Path
    Test files, separated as paths are.
.PARAMETER Name
    Parts of tests' names, separated as paths are. All tests where there are none.
.PARAMETER Verbosity
    Detailed names each test; Normal those that fail.
.PARAMETER Taken
    A folder in which processes that share the files say which they have taken. None where there is only this one.
#>
param([string] $Path, [string] $Name, [string] $Verbosity = 'Detailed', [string] $Taken)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 6.2.0
$passed = $failed = $skipped = 0

# Only one process can make a file that is not there.
function Test-Taken([string] $File) {
    if (-not $Taken) { return $false }
    try { [IO.File]::Open("$Taken/$(Split-Path -Leaf $File)", 'CreateNew').Dispose() } catch [IO.IOException] { return $true }
    $false
}

foreach ($file in $Path -split [IO.Path]::PathSeparator) {
    if (Test-Taken $file) { continue }
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $file
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = $Verbosity
    if ($Name) { $configuration.Filter.FullName = @($Name -split [IO.Path]::PathSeparator | ForEach-Object { "*$_*" }) }
    $pester = Invoke-Pester -Configuration $configuration
    $passed += $pester.PassedCount
    $failed += $pester.FailedCount + $pester.FailedBlocksCount + $pester.FailedContainersCount
    $skipped += $pester.SkippedCount
}

Write-Host "Pester: $passed passed, $failed failed, $skipped skipped"
