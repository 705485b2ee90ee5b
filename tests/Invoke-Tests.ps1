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

# Each test file isolates itself from the machine's AWS configuration; the parent's variables must not get in at all.
Get-ChildItem Env:AWS_* | Remove-Item

# These processes are short-lived, and spend most of their time compiling. Recompiling what runs often, optimizing what PowerShell makes
# of scripts, and keeping pages of code from being writable and executable at once take a third of the processor time and gain nothing
# here. The .NET tests run some code often enough: for them the first two are as .NET has them; collecting garbage less often, too, saves
# them a tenth.
$env:DOTNET_TieredPGO = '0'
$env:DOTNET_TC_CallCountingDelayMs = '100000'
$env:DOTNET_JITMinOpts = '1'
$env:DOTNET_EnableWriteXorExecute = '0'
$forDotNetTests = 'DOTNET_TC_CallCountingDelayMs=64', 'DOTNET_JITMinOpts=0', 'DOTNET_GCgen0size=10000000', 'DOTNET_gcConcurrent=0' | ForEach-Object { '--environment'; $_ }

# A .NET test class is named for its file; a name that is no file's may be that of tests of either kind.
$wanted = @($Path -split [IO.Path]::PathSeparator | Where-Object { $_ })
$pesterFiles = @($wanted | Where-Object { $_ -like '*.Tests.ps1' })
$names = @($wanted | Where-Object { $_ -notlike '*.ps1' } | ForEach-Object { $_ -like '*.cs' ? (Split-Path -LeafBase $_) : $_ })

# Test files change the environment of their process. So there are some processes, each of which takes one file after the other: first
# those that take long, then the large ones. One more than there are processors, as tests also wait.
$processes = [Math]::Min(4, [Environment]::ProcessorCount) + 1
$takesLong = 'Credentials', 'Views', 'RestartSFNMapRun', 'Help', 'Story', 'WaitSFNMapRun', 'GetSFNMapRunFailure', 'Pictures' | ForEach-Object { "$PSScriptRoot/Pester/$_.Tests.ps1" }
if (-not $pesterFiles) {
    $bySize = (Get-ChildItem "$PSScriptRoot/Pester", "$root/docs/runbooks" -Filter *.Tests.ps1 | Sort-Object Length -Descending).FullName
    $pesterFiles = @(Get-Item $takesLong | ForEach-Object FullName) + $bySize | Select-Object -Unique
}

$taken = $null
$runs = @(
    if (-not $wanted -or $names) {
        $filter = @(if ($names) { '--filter'; ($names | ForEach-Object { "FullyQualifiedName~$_" }) -join '|' })
        @{
            Command = { dotnet test "$($args[0])/tests/SfnMapRun.Tests/bin/$($args[1])/net10.0/SfnMapRun.Tests.dll" --nologo @($args[2]) @($args[3]) 2>&1; $LASTEXITCODE }
            Arguments = $root, $Configuration, $filter, $forDotNetTests
            Counts = 'Failed:\s+(?<failed>\d+), Passed:\s+(?<passed>\d+), Skipped:\s+(?<skipped>\d+)'
        }
    }
    if (-not $wanted -or @($wanted -notlike '*.cs')) {
        $taken = New-Item -ItemType Directory "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
        foreach ($process in 1..[Math]::Min($processes, $pesterFiles.Count)) {
            @{
                Command = { . "$($args[0])/ThisPowerShell.ps1"; Invoke-ThisPowerShell -NoProfile -File "$($args[0])/Invoke-Pester.ps1" -Path $args[1] -Name $args[2] -Taken $args[3] 2>&1; $LASTEXITCODE }
                Arguments = $PSScriptRoot, ($pesterFiles -join [IO.Path]::PathSeparator), ($names -join [IO.Path]::PathSeparator), $taken.FullName
                Counts = 'Pester: (?<passed>\d+) passed, (?<failed>\d+) failed, (?<skipped>\d+) skipped'
            }
        }
    }
)

$passed = $failed = $skipped = 0
$hasFailed = $false
foreach ($run in $runs) { $run.Job = Start-ThreadJob $run.Command -ArgumentList $run.Arguments -ThrottleLimit $runs.Count }
foreach ($run in $runs) {
    $lines = @(Receive-Job $run.Job -Wait -AutoRemoveJob)
    Write-Host (($lines | Select-Object -SkipLast 1) -join "`n")
    $counts = [regex]::Match($lines -join "`n", $run.Counts).Groups
    # Where there are no tests of a name, none is counted; a run of all that counts none has failed.
    if ($lines[-1] -ne 0 -or (-not $wanted -and -not $counts['passed'].Success)) { $hasFailed = $true }
    $passed += [int]$counts['passed'].Value
    $failed += [int]$counts['failed'].Value
    $skipped += [int]$counts['skipped'].Value
}

if ($taken) { Remove-Item -Recurse $taken }
Write-Host "Tests: $passed passed, $failed failed, $skipped skipped"
exit [int]($hasFailed -or $failed -gt 0 -or $passed -eq 0)
