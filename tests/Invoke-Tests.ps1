<#
.SYNOPSIS
    Runs the .NET tests and the Pester tests, or those asked for, and ends with a line over both.
.PARAMETER Path
    Test files, and parts of tests' names.
#>
param(
    [string] $Configuration = 'Release',
    [string] $Path
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot

# Each test file isolates itself from the machine's AWS configuration; the parent's variables must not get in at all.
Get-ChildItem Env:AWS_* | Remove-Item

# A .NET test class is named for its file; a name that is no file's may be that of tests of either kind.
$wanted = @($Path -split [IO.Path]::PathSeparator | Where-Object { $_ })
$pesterFiles = @($wanted | Where-Object { $_ -like '*.Tests.ps1' })
$names = @($wanted | Where-Object { $_ -notlike '*.ps1' } | ForEach-Object { $_ -like '*.cs' ? (Split-Path -LeafBase $_) : $_ })
$passed = $failed = $skipped = 0
$hasFailed = $false

if (-not $wanted -or $names) {
    $filter = @(if ($names) { '--filter'; ($names | ForEach-Object { "FullyQualifiedName~$_" }) -join '|' })
    dotnet test "$root/tests/SfnMapRun.Tests" --no-build --configuration $Configuration --nologo @filter | Tee-Object -Variable lines
    $hasFailed = $LASTEXITCODE -ne 0
    $counts = [regex]::Match($lines -join "`n", 'Failed:\s+(?<failed>\d+), Passed:\s+(?<passed>\d+), Skipped:\s+(?<skipped>\d+)').Groups
    if (-not $wanted -and -not $counts['passed'].Success) { $hasFailed = $true }
    $passed, $failed, $skipped = 'passed', 'failed', 'skipped' | ForEach-Object { [int]$counts[$_].Value }
}

if (-not $wanted -or $pesterFiles -or @($wanted -notlike '*.cs')) {
    Import-Module Pester -MinimumVersion 6.2.0
    $pesterConfiguration = New-PesterConfiguration
    $pesterConfiguration.Run.Path = if ($pesterFiles) { $pesterFiles } else { "$PSScriptRoot/Pester" }
    $pesterConfiguration.Run.PassThru = $true
    $pesterConfiguration.Output.Verbosity = 'Detailed'
    if ($names) { $pesterConfiguration.Filter.FullName = @($names | ForEach-Object { "*$_*" }) }
    $pester = Invoke-Pester -Configuration $pesterConfiguration
    $passed += $pester.PassedCount
    $failed += $pester.FailedCount + $pester.FailedBlocksCount + $pester.FailedContainersCount
    $skipped += $pester.SkippedCount
}

Write-Host "Tests: $passed passed, $failed failed, $skipped skipped"
exit [int]($hasFailed -or $failed -gt 0 -or $passed -eq 0)
