<#
.SYNOPSIS
    Runs commands again and again, stops them, and runs them side by side; tells what was lost and what was left behind.
.DESCRIPTION
    What is counted belongs to this process: managed memory after a collection, open handles, threads, child processes and timers.
    Counts of the first hundred invocations are the base: until then things are still being loaded.
#>
param(
    [int] $Invocations = 1000,
    [int] $Stops = 200,
    [int] $ProcessStops = 40,
    [int] $Runspaces = 20
)

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/../Pester/Support.ps1"
Import-Module SfnMapRun
$endpoint = Start-LocalStepFunctions
Set-TestEnvironment $endpoint
$arns = 1..5 | ForEach-Object { New-MapRunArn $_ }
$self = [Diagnostics.Process]::GetCurrentProcess()

function Get-Footprint {
    [GC]::Collect(); [GC]::WaitForPendingFinalizers(); [GC]::Collect()
    $self.Refresh()
    [pscustomobject]@{
        ManagedKiB = [long]([GC]::GetTotalMemory($true) / 1KB); Handles = $self.HandleCount
        Threads = $self.Threads.Count; Timers = [Threading.Timer]::ActiveCount; Children = @(Get-ChildProcess).Count
    }
}

function Get-ChildProcess {
    if (-not $IsLinux) { return }
    Get-ChildItem /proc -Directory | Where-Object Name -Match '^\d+$' | Where-Object {
        # The parent's id is the second field behind the name, which stands in brackets.
        $stat = Get-Content "$_/stat" -Raw -ErrorAction Ignore
        $stat -and ($stat.Substring($stat.LastIndexOf(')') + 2) -split ' ')[1] -eq $PID
    }
}

function Show-Difference([string] $What, $Before, $After, [string] $Result) {
    $left = $After.PSObject.Properties.Name | ForEach-Object { '{0} {1:+0;-0;0}' -f $_, ($After.$_ - $Before.$_) }
    "${What}: $Result; left behind: $($left -join ', ')"
}

# Begins a script in a shell, waits until a call of it is under way, stops it, and tells whether that went well.
function Stop-UnderWay([string] $Script, [scriptblock] $IsUnderWay) {
    $shell = [powershell]::Create().AddScript("Import-Module SfnMapRun; $Script")
    try {
        $running = $shell.BeginInvoke()
        while (-not (& $IsUnderWay)) { if ($running.IsCompleted) { throw "It ended by itself: $($shell.Streams.Error)" } }
        $shell.Stop()
        $shell.InvocationStateInfo.State -eq 'Stopped' -and $shell.Streams.Error.Count -eq 0
    }
    finally { $shell.Dispose() }
}

try {
    1..100 | ForEach-Object { $null = $arns | Get-SFNMapRun }
    $before = Get-Footprint
    $results = 0
    1..$Invocations | ForEach-Object { $results += @($arns | Get-SFNMapRun).Count }
    Show-Difference "$Invocations invocations of Get-SFNMapRun with 5 ARNs" $before (Get-Footprint) "$results of $(5 * $Invocations) results"

    $hanging = New-FaultArn NoAnswer
    $seen = Get-HandledCount $endpoint
    $null = Stop-UnderWay "'$hanging' | Get-SFNMapRun" { (Get-HandledCount $endpoint) -gt $seen }
    $before = Get-Footprint
    $clean = @(1..$Stops | Where-Object {
        $seen = Get-HandledCount $endpoint
        Stop-UnderWay "'$hanging' | Get-SFNMapRun" { (Get-HandledCount $endpoint) -gt $seen }
    }).Count
    Show-Difference "$Stops stops of a call that hangs" $before (Get-Footprint) "$clean stopped without an error"

    # A credential_process that never ends, and starts a child of its own; it leaves a file as a sign that it runs.
    $folder = (New-Item -ItemType Directory "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())").FullName
    Set-Content "$folder/hang.sh" "touch '$folder/runs'; sleep 600 & wait"
    Set-Content "$folder/config" "[profile hanging]`ncredential_process = sh '$folder/hang.sh'"
    $env:AWS_CONFIG_FILE = "$folder/config"
    $clean = @(1..$ProcessStops | Where-Object {
        Remove-Item "$folder/runs" -ErrorAction Ignore
        Stop-UnderWay "Get-SFNMapRun '$($arns[0])' -ProfileName hanging" { Test-Path "$folder/runs" }
    }).Count
    $sleeping = @(Get-Process sleep -ErrorAction Ignore | Where-Object { $_.CommandLine -like '*600*' }).Count
    Show-Difference "$ProcessStops stops of a credential_process that hangs" $before (Get-Footprint) "$clean stopped without an error, $sleeping processes left"
    Remove-Item -Recurse $folder
    Set-TestEnvironment $endpoint

    $each = [int]($Invocations / $Runspaces)
    $output = 1..$Runspaces | ForEach-Object -ThrottleLimit $Runspaces -Parallel {
        Import-Module SfnMapRun
        foreach ($i in 1..$using:each) {
            $using:arns | Get-SFNMapRun | ForEach-Object MapRunArn
            @(Get-SFNMapRun nonsense -ErrorAction SilentlyContinue -ErrorVariable errors).Count + $errors.Count
        }
    }
    $served = @($output -like 'arn:*').Count
    $refused = @($output -eq 1).Count
    Show-Difference "$Runspaces runspaces side by side, $each times 5 ARNs and a bad one" $before (Get-Footprint) "$served of $(5 * $each * $Runspaces) results, $refused of $($each * $Runspaces) errors"
}
finally {
    Stop-LocalStepFunctions $endpoint
}
