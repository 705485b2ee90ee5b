#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests and demonstrates SfnMapRun.
.DESCRIPTION
    Tools  brings Pester and PlatyPS where they are not installed, to output/tools.
    Build  compiles, and stages the module with everything it ships at output/SfnMapRun/<version>.
    Test   builds, then runs the .NET tests and the Pester tests.
    Demo   builds, then shows the module at work on a local Step Functions endpoint.
    Bench  builds, then measures the module, and its peers where they are installed.
    Docs   builds, then brings the help pages under docs in line with the cmdlets' parameters.
.EXAMPLE
    ./build.ps1 Demo
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Tools', 'Build', 'Test', 'Demo', 'Docs', 'Bench')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$root = $PSScriptRoot
$version = (Import-PowerShellDataFile "$root/SfnMapRun.psd1").ModuleVersion
$output = "$root/output"
$staged = "$output/SfnMapRun/$version"
$endpointProgram = "$root/tests/LocalStepFunctions/bin/$Configuration/net8.0/LocalStepFunctions.dll"

# Pester and PlatyPS: the installed ones where there are any, else pinned copies under output, never in the user's scope.
function Add-Tool([string] $Name, [string] $Version) {
    $folder = "$output/tools"
    if ($folder -notin ($env:PSModulePath -split [IO.Path]::PathSeparator)) {
        $env:PSModulePath += [IO.Path]::PathSeparator + $folder
    }
    if (-not (Get-Module -ListAvailable -FullyQualifiedName @{ ModuleName = $Name; ModuleVersion = $Version })) {
        $null = New-Item -ItemType Directory -Force $folder
        Save-PSResource -Name $Name -Version $Version -Path $folder -TrustRepository
    }
}

function Add-Tools {
    Add-Tool Pester 6.0.0
    Add-Tool Microsoft.PowerShell.PlatyPS 1.0.3
}

function Build-Module {
    Add-Tools
    dotnet build "$root/SfnMapRun.slnx" --configuration $Configuration --nologo --verbosity quiet
    if (Test-Path $staged) { Remove-Item -Recurse -Force $staged }
    $null = New-Item -ItemType Directory -Force "$staged/Dependencies", "$staged/en-US"
    Copy-Item "$root/SfnMapRun.psd1", "$root/LICENSE", "$root/README.md", "$root/CHANGELOG.md" $staged
    Copy-Item "$root/src/SfnMapRun/*.ps1xml" $staged
    Copy-Item "$root/src/SfnMapRun/bin/$Configuration/net8.0/SfnMapRun.dll" $staged
    Copy-Item "$root/src/SfnMapRun.Aws/bin/$Configuration/net8.0/*.dll" "$staged/Dependencies"
    Get-ChildItem "$root/src/SfnMapRun.Aws/bin/$Configuration/net8.0" -Directory | Copy-Item -Recurse -Destination "$staged/Dependencies"
    Copy-Item "$root/docs/en-US/about_*.help.txt" "$staged/en-US"
    Build-Help
    Write-Host "Staged: $staged"
}

# In a process of its own: PlatyPS brings assemblies that the tests must not see.
function Build-Help {
    pwsh -NoProfile -NonInteractive -File "$root/docs/Build-Help.ps1" -Source "$root/docs/en-US" -Destination "$staged/en-US"
}

# A clean child process that finds the staged module first.
function Invoke-Staged([string] $Script, [string[]] $Arguments = @()) {
    $saved = $env:PSModulePath
    try {
        $env:PSModulePath = $output + [IO.Path]::PathSeparator + $saved

        # Tests count every request, and PowerShell's own would be among them.
        $env:POWERSHELL_TELEMETRY_OPTOUT = '1'
        $PSNativeCommandUseErrorActionPreference = $false
        pwsh -NoProfile -File $Script @Arguments
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    }
    finally {
        $env:PSModulePath = $saved
    }
}

switch ($Task) {
    'Tools' { Add-Tools }
    'Build' { Build-Module }
    'Test' {
        Build-Module
        Invoke-Staged "$root/tests/Invoke-Tests.ps1" '-Configuration', $Configuration
    }
    'Demo' {
        Build-Module
        Invoke-Staged "$root/docs/Show-Demo.ps1" '-EndpointProgram', $endpointProgram
    }
    'Bench' {
        Build-Module
        Invoke-Staged "$root/tests/Benchmark/Invoke-Benchmark.ps1"
    }
    'Docs' {
        Build-Module
        # PlatyPS would add the module's present help to the pages that it comes from.
        Remove-Item "$staged/en-US/*-Help.xml"
        Invoke-Staged "$root/docs/Update-Help.ps1"
        Build-Help
    }
}
