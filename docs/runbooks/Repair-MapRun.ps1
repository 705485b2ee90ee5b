#Requires -Version 7.4
#Requires -Modules SfnMapRun
<#
.SYNOPSIS
    Redrives what can be redriven of the Map Runs of an execution, waits for the end, and says what is left.
.DESCRIPTION
    Run it once the cause is mended: a redrive runs the same items again. With -WhatIf it says what it would redrive.
    Exit codes: 0 all Map Runs have succeeded, and the execution has ended in time; 1 something is left.
.PARAMETER ExecutionArn
    The execution that started the Map Runs.
.PARAMETER TimeoutMinutes
    How long to wait, in minutes. The Map Runs keep running after that.
.EXAMPLE
    ./Repair-MapRun.ps1 -ExecutionArn arn:aws:states:eu-central-1:123456789012:execution:OrderImport:nightly-0412 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $ExecutionArn,
    [double] $TimeoutMinutes = 120
)

$ErrorActionPreference = 'Stop'
$notEnded = @()
$runs = @(Get-SFNMapRunList $ExecutionArn | Get-SFNMapRun)
$repairable = @($runs | Where-Object ItemsRedrivable -GT 0)
Write-Host "$($runs.Count) Map Runs, $($repairable.Count) of them with items to redrive: $(($repairable | Measure-Object ItemsRedrivable -Sum).Sum ?? 0) items."

if ($repairable -and $PSCmdlet.ShouldProcess($ExecutionArn, 'Redrive')) {
    $repairable | Restart-SFNMapRun -Confirm:$false

    # The execution goes on, and may start more Map Runs.
    $null = Wait-SFNMapRun -ExecutionArn $ExecutionArn -Timeout ($TimeoutMinutes * 60) -ErrorAction Continue -ErrorVariable notEnded
    $runs = @(Get-SFNMapRunList $ExecutionArn | Get-SFNMapRun)
}

$left = @($runs | Where-Object Status -NE 'SUCCEEDED')
$left
if ($left) { $left | Get-SFNMapRunFailure -WarningAction SilentlyContinue }
exit [int]($left.Count + $notEnded.Count -gt 0)
