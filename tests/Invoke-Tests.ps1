<#
.SYNOPSIS
    Runs the .NET tests and the Pester tests side by side, or those asked for, and ends with a line over all.
.PARAMETER Path
    Test files, and parts of tests' names.
#>
param(
    [string] $Configuration = 'Release',
    [string] $Path
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
. $PSScriptRoot/ThisPowerShell.ps1

# Each test file isolates itself from the machine's AWS configuration; the parent's variables must not get in at all.
Get-ChildItem Env:AWS_* | Remove-Item

# These processes are short-lived, and spend most of their time compiling. Recompiling what runs often, optimizing what PowerShell makes
# of scripts, and keeping pages of code from being writable and executable at once take a third of the processor time and gain nothing
# here. The .NET tests run some code often enough: for them the first two are as .NET has them; collecting garbage less often, too, saves
# them a tenth.
$forAll = @{ DOTNET_TieredPGO = '0'; DOTNET_EnableWriteXorExecute = '0'; DOTNET_gcConcurrent = '0' }
$forPester = $forAll + @{ DOTNET_TC_CallCountingDelayMs = '100000'; DOTNET_JITMinOpts = '1' }
$forDotNet = $forAll + @{ DOTNET_GCgen0size = '10000000' }

# A .NET test class is named for its file; a name that is no file's may be that of tests of either kind.
$wanted = @($Path -split [IO.Path]::PathSeparator | Where-Object { $_ })
$pesterFiles = @($wanted | Where-Object { $_ -like '*.Tests.ps1' })
$names = @($wanted | Where-Object { $_ -notlike '*.ps1' } | ForEach-Object { $_ -like '*.cs' ? (Split-Path -LeafBase $_) : $_ })

# Test files change the environment of their process. So there are some processes, each of which takes one file after the other: one
# more than there are processors, as tests also wait. First come those that take longest: of them, those that mostly wait, while the .NET
# tests have the processors. Then the large ones.
$processes = [Math]::Min(4, [Environment]::ProcessorCount) + 1
$first = 'Credentials', 'RestartSFNMapRun', 'Story', 'WaitSFNMapRun', 'Help', 'Views', 'Pictures' | ForEach-Object { "$PSScriptRoot/Pester/$_.Tests.ps1" }
if (-not $pesterFiles) {
    $bySize = (Get-ChildItem "$PSScriptRoot/Pester", "$root/docs/runbooks" -Filter *.Tests.ps1 | Sort-Object Length -Descending).FullName
    $pesterFiles = @(Get-Item $first | ForEach-Object FullName) + $bySize | Select-Object -Unique
}

# Starts a process and has what it writes read, as it comes: one whose output nobody reads stands still.
function Start-Tests([string[]] $Command, [hashtable] $Environment, [string] $Counts) {
    $start = [Diagnostics.ProcessStartInfo]::new($Command[0], [string[]]($Command | Select-Object -Skip 1))
    $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    $process = [Diagnostics.Process]::Start($start)
    @{ Process = $process; Output = $process.StandardOutput.ReadToEndAsync(); Errors = $process.StandardError.ReadToEndAsync(); Counts = $Counts }
}

$taken = $null
$runs = @(
    if (-not $wanted -or $names) {
        $filter = @(if ($names) { '--filter'; ($names | ForEach-Object { "FullyQualifiedName~$_" }) -join '|' })
        $command = @('dotnet', 'test', "$PSScriptRoot/SfnMapRun.Tests/bin/$Configuration/net10.0/SfnMapRun.Tests.dll", '--nologo') + $filter
        Start-Tests $command $forDotNet 'Failed:\s+(?<failed>\d+), Passed:\s+(?<passed>\d+), Skipped:\s+(?<skipped>\d+)'
    }
    if (-not $wanted -or @($wanted -notlike '*.cs')) {
        $taken = New-Item -ItemType Directory "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
        $command = @(Get-PowerShellCommand $PSHOME) + '-NoProfile', '-File', "$PSScriptRoot/Invoke-Pester.ps1", '-Taken', $taken.FullName,
            '-Path', ($pesterFiles -join [IO.Path]::PathSeparator), '-Name', ($names -join [IO.Path]::PathSeparator),
            '-Verbosity', ($wanted ? 'Detailed' : 'Normal')
        foreach ($process in 1..[Math]::Min($processes, $pesterFiles.Count)) {
            Start-Tests $command $forPester 'Pester: (?<passed>\d+) passed, (?<failed>\d+) failed, (?<skipped>\d+) skipped'
        }
    }
)

$passed = $failed = $skipped = 0
$hasFailed = $false
foreach ($run in $runs) {
    $lines = $run.Output.Result + $run.Errors.Result
    $run.Process.WaitForExit()
    Write-Host $lines
    $counts = [regex]::Match($lines, $run.Counts).Groups
    # Where there are no tests of a name, none is counted; a run of all that counts none has failed.
    if ($run.Process.ExitCode -ne 0 -or (-not $wanted -and -not $counts['passed'].Success)) { $hasFailed = $true }
    $passed += [int]$counts['passed'].Value
    $failed += [int]$counts['failed'].Value
    $skipped += [int]$counts['skipped'].Value
}

if ($taken) { Remove-Item -Recurse $taken }
Write-Host "Tests: $passed passed, $failed failed, $skipped skipped"
exit [int]($hasFailed -or $failed -gt 0 -or $passed -eq 0)
