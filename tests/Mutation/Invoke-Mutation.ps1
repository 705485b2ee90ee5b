<#
.SYNOPSIS
    Breaks the code in thousands of small ways, one at a time, and tells which of them no .NET test notices.
.DESCRIPTION
    Runs Stryker.NET over both assemblies, one after the other, in a copy of the tree: an interrupted run leaves a broken
    assembly behind. Writes a score for each folder, and the breaks that survived to output/mutation.

    The configuration leaves out what no .NET test can see: what loads code before it is needed (Rehearsal), and the load context
    behind the interface to AWS (Service/ServiceLoadContext, AwsGateway), which needs the module as it is staged:
    tests/Pester/Isolation.Tests.ps1 tests it. Names of quotas (QuotaOf) only have to differ.
.PARAMETER Mutate
    Only these files of a project: globs such as **/Errors/*.cs.
#>
param([string[]] $Mutate)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$output = New-Item -ItemType Directory -Force "$root/output/mutation"
$copy = "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"

function Copy-Tree {
    foreach ($file in git -C $root ls-files --cached --others --exclude-standard | Where-Object { Test-Path "$root/$_" }) {
        $null = New-Item -ItemType Directory -Force (Split-Path "$copy/$file")
        Copy-Item "$root/$file" "$copy/$file"
    }
}

# Whether a project has a file that is to be broken: building and testing it takes minutes before the first break.
function Test-Wanted([string] $Project) {
    $patterns = @($Mutate | Where-Object { $_ } | ForEach-Object { $_ -replace '\*\*/', '*' })
    $files = Get-ChildItem "$copy/src/$Project" -Recurse -Filter *.cs | ForEach-Object { [IO.Path]::GetRelativePath("$copy/src/$Project", $_) -replace '\\', '/' }
    -not $patterns -or @($files | Where-Object { $file = $_; @($patterns | Where-Object { $file -like $_ }) }).Count -gt 0
}

function Invoke-Stryker([string] $Project) {
    # In the configuration, as PowerShell would expand a glob that is an argument.
    $file = "$copy/tests/Mutation/stryker-config.json"
    $config = Get-Content $file -Raw | ConvertFrom-Json -AsHashtable
    $config['stryker-config'].mutate = @($Mutate ? $Mutate : '**/*.cs') + $config['stryker-config'].mutate
    $config | ConvertTo-Json -Depth 5 | Set-Content $file
    Push-Location "$copy/src/$Project"
    try {
        dotnet dotnet-stryker --config-file $file --project "$Project.csproj" --output $copy/report | Out-Host
        (Get-Content "$copy/report/reports/mutation-report.json" -Raw | ConvertFrom-Json -AsHashtable -Depth 100).files
    }
    finally { Pop-Location }
}

function Get-Mutant([string] $Project) {
    $files = Invoke-Stryker $Project
    $mutants = foreach ($file in $files.Keys) {
        foreach ($mutant in $files[$file].mutants | Where-Object status -In 'Killed', 'Timeout', 'Survived', 'NoCoverage') {
            [pscustomobject]@{
                Folder = "$Project/$((Split-Path ([IO.Path]::GetRelativePath("$copy/src/$Project", $file))))"
                Place = "$([IO.Path]::GetRelativePath($copy, $file)):$($mutant.location.start.line)"
                Name = $mutant.mutatorName; Becomes = $mutant.replacement; IsNoticed = $mutant.status -in 'Killed', 'Timeout'
            }
        }
    }

    # Without what the tests' assemblies need beside them, Stryker takes every mutant for one that no test covers.
    if (-not ($mutants | Where-Object IsNoticed)) { throw "Not one of $($mutants.Count) mutants of $Project was noticed: the tests did not run." }
    $mutants
}

# Every break is covered by what tries thousands of odd responses and histories; a few of them tell as much of one break.
$env:SFNMAPRUN_FUZZ_COUNT = 200
$env:SFNMAPRUN_QUOTA_HISTORIES = '0-20'

try {
    Copy-Tree
    $projects = 'SfnMapRun', 'SfnMapRun.Aws' | Where-Object { Test-Wanted $_ }
    $mutants = foreach ($project in $projects) { Get-Mutant $project }
    if (-not $mutants) { throw "There is nothing to break in $($Mutate -join ', ')." }
}
finally {
    Remove-Item -Recurse -Force $copy -ErrorAction Ignore
}

$mutants | Where-Object { -not $_.IsNoticed } | Sort-Object Place | ForEach-Object { "$($_.Place)  $($_.Name)  $($_.Becomes -replace '\s+', ' ')" } |
    Set-Content "$output/survivors.txt"
$scores = $mutants | Group-Object Folder | Sort-Object Name | ForEach-Object {
    $noticed = @($_.Group | Where-Object IsNoticed).Count
    [pscustomobject]@{ Folder = $_.Name; Mutants = $_.Count; Noticed = $noticed; Score = [Math]::Round(100 * $noticed / $_.Count, 1) }
}
$scores | Format-Table
$scores | ConvertTo-Json | Set-Content "$output/scores.json"
