#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, packs and demonstrates SfnMapRun.
.DESCRIPTION
    Build      compiles, and stages the module with everything it ships at output/SfnMapRun/<version>.
    Test       builds and packs, installs the package into a folder of its own, and runs the .NET tests and the Pester tests on it.
    Demo       builds, then shows the module at work on a local Step Functions endpoint.
    Package    builds, then makes the package that a PowerShell repository takes, at output/package.
    Reproduce  builds the commit once more in another folder, and compares what the module ships to the byte.
    Mutate     breaks the code in thousands of small ways and tells which of them no .NET test notices. Takes two hours; with
               -Path, minutes.
    Fuzz       tries odd responses and odd input: other ones with another -Seed, more with a greater -Count.
    Soak       runs commands a thousand times, stops them, runs them side by side, and counts what is lost and left behind.
    Bench      builds, then measures the module, and its peers where they are installed.
    Pictures   builds, and makes the pictures of the README from what the commands print today.
    Docs       builds, brings the help pages in line with the cmdlets' parameters, and makes the help from them. Needs PlatyPS.
.PARAMETER Path
    Tests to run instead of all: a test file, or a part of a test's name. With the task Mutate: globs of the files to break.
.PARAMETER Package
    A package that was made before, to be tested instead of one made now. Only with the task Test.
.PARAMETER Seed
    What all that the task Fuzz tries follows from.
.PARAMETER Count
    How many responses and inputs the task Fuzz tries. Each response comes by a connection of its own, so that more than 25,000 use up
    the ports of most machines: try other seeds instead.
.EXAMPLE
    ./build.ps1 Demo
.EXAMPLE
    ./build.ps1 Test -Path tests/Pester/Views.Tests.ps1
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Package', 'Reproduce', 'Mutate', 'Fuzz', 'Soak', 'Bench', 'Pictures', 'Docs')]
    [string] $Task = 'Build',

    [string[]] $Path,

    [string] $Package,

    [int] $Seed = 20261124,

    [int] $Count = 20000,

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$root = $PSScriptRoot
$version = (Import-PowerShellDataFile "$root/SfnMapRun.psd1").ModuleVersion
$output = "$root/output"
$staged = "$output/SfnMapRun/$version"
$packageFile = "$output/package/SfnMapRun.$version.nupkg"
$installed = "$output/installed"

. "$root/tests/ThisPowerShell.ps1"
. "$root/src/Staging.ps1"

function Build-Project([string[]] $Project) {
    foreach ($path in $Project) {
        dotnet build "$root/$path" --configuration $Configuration --nologo --verbosity quiet
    }
}

# What was made from an older staged module goes before the staged module changes.
function Build-Module([string[]] $AndProject = @()) {
    Build-Project (@('src/SfnMapRun.Aws') + $AndProject)
    $files = Get-ModuleFile $root $Configuration
    Sync-Folder $staged $files -BeforeChange { Remove-Item -Recurse -Force "$output/package", $installed -ErrorAction Ignore }
    Write-Host "Staged: $staged"
}

function New-Package {
    if (-not (Test-Path $packageFile)) {
        $null = New-Item -ItemType Directory -Force (Split-Path $packageFile)
        Compress-PSResource -Path $staged -DestinationPath (Split-Path $packageFile)
    }
    Write-Host "Package: $packageFile"
}

# In a process of its own, whose list of repositories is not the user's where that can be helped.
function Install-Package([string] $File) {
    if ((Test-Path "$installed/SfnMapRun/$version") -and -not $Package) { return }
    Remove-Item -Recurse -Force $installed -ErrorAction Ignore
    $null = New-Item -ItemType Directory $installed
    Invoke-ThisPowerShell -NoProfile -NonInteractive -File "$root/tests/Install-Package.ps1" -Package $File -Destination $installed
}

# A clean child process, of this PowerShell or that of another folder, that finds a module in a folder first, and the tools.
function Invoke-WithModule([string] $Folder, [string] $Script, [string[]] $Arguments = @(), [string] $PowerShell = $PSHOME) {
    $saved = $env:PSModulePath
    try {
        $env:PSModulePath = @($Folder, "$output/tools", $saved) -join [IO.Path]::PathSeparator

        # Tests count every request, and PowerShell's own would be among them.
        $env:POWERSHELL_TELEMETRY_OPTOUT = '1'
        $PSNativeCommandUseErrorActionPreference = $false
        Invoke-PowerShell $PowerShell -NoProfile -File $Script @Arguments
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    }
    finally {
        $env:PSModulePath = $saved
    }
}

switch ($Task) {
    'Build' { Build-Module }
    'Package' {
        Build-Module
        New-Package
    }
    'Test' {
        Build-Module -AndProject 'SfnMapRun.slnx'
        if ($Package) { Install-Package (Resolve-Path $Package).Path } else { New-Package; Install-Package $packageFile }
        $arguments = @('-Configuration', $Configuration)
        # A shell's "a,b" comes as one text.
        if ($Path) { $arguments += @('-Path', ($Path -split ',' -join [IO.Path]::PathSeparator)) }
        # An installed PowerShell is compiled ahead; the .NET tool is not.
        $powershell = (Test-DotNetTool) -and $Configuration -eq 'Release' ? (& "$root/tests/Copy-PowerShell.ps1" "$root/tests/obj/PowerShell") : $PSHOME
        Invoke-WithModule $installed "$root/tests/Invoke-Tests.ps1" $arguments $powershell
    }
    'Demo' {
        Build-Module -AndProject 'tests/LocalStepFunctions'
        $program = "$root/tests/LocalStepFunctions/bin/$Configuration/net8.0/LocalStepFunctions.dll"
        Invoke-WithModule $output "$root/docs/Show-Demo.ps1" '-EndpointProgram', $program
    }
    'Reproduce' {
        if (git -C $root status --porcelain) { throw 'Only a commit can be built again: there are changes that are in none.' }
        Build-Module
        $copy = "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
        git clone --quiet $root $copy
        Invoke-ThisPowerShell -NoProfile -File "$copy/build.ps1" Build
        Assert-SameFolder $staged "$copy/output/SfnMapRun/$version"
        Remove-Item -Recurse -Force $copy
    }
    'Mutate' { & "$root/tests/Mutation/Invoke-Mutation.ps1" -Mutate ($Path -split ',') }
    'Fuzz' {
        Build-Project 'tests/SfnMapRun.Tests'
        $env:SFNMAPRUN_FUZZ_SEED = $Seed
        $env:SFNMAPRUN_FUZZ_COUNT = $Count
        dotnet test "$root/tests/SfnMapRun.Tests" --no-build --configuration $Configuration --nologo --filter FullyQualifiedName~.Fuzz. --logger 'console;verbosity=detailed'
    }
    'Soak' {
        Build-Module -AndProject 'tests/LocalStepFunctions'
        Invoke-WithModule $output "$root/tests/Soak/Invoke-Soak.ps1"
    }
    'Bench' {
        Build-Module -AndProject 'SfnMapRun.slnx'
        Invoke-WithModule $output "$root/tests/Benchmark/Invoke-Benchmark.ps1"
    }
    'Pictures' {
        Build-Module -AndProject 'tests/LocalStepFunctions', 'tests/TestDoubles'
        Invoke-WithModule $output "$root/docs/Write-Pictures.ps1"
    }
    'Docs' {
        Build-Module
        # PlatyPS would add the module's present help to the pages that it comes from.
        Remove-Item "$staged/en-US/*-Help.xml"
        Invoke-WithModule $output "$root/docs/Update-Help.ps1"
        Build-Module
    }
}
