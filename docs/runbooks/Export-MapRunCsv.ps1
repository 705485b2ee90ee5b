#Requires -Version 7.4
#Requires -Modules SfnMapRun
<#
.SYNOPSIS
    Writes the Map Runs of state machines to a CSV file for a spreadsheet: a row each, with what was counted and how long it took.
.DESCRIPTION
    Dates are written as spreadsheets read them, in the time of this machine; numbers without separators of thousands.
.PARAMETER StateMachineArn
    The ARNs of the state machines.
.PARAMETER Path
    The file to write.
.PARAMETER First
    How many Map Runs to take of each state machine, newest first. Describing more than 200 at once waits for the quota.
.PARAMETER Delimiter
    What stands between columns: a semicolon where the spreadsheet's language writes decimal commas.
.EXAMPLE
    ./Export-MapRunCsv.ps1 -StateMachineArn arn:aws:states:eu-central-1:123456789012:stateMachine:OrderImport -Path runs.csv
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string[]] $StateMachineArn,
    [Parameter(Mandatory)] [string] $Path,
    [int] $First = 100,
    [char] $Delimiter = ','
)

$ErrorActionPreference = 'Stop'
$date = 'yyyy-MM-dd HH:mm:ss'
$StateMachineArn | ForEach-Object { Get-SFNMapRunList -StateMachineArn $_ | Select-Object -First $First } | Get-SFNMapRun | ForEach-Object {
    [pscustomobject][ordered]@{
        StateMachine = $_.StateMachineName
        Label = $_.Label
        Status = $_.Status
        Started = $_.StartDate.ToString($date)
        Stopped = $_.StopDate ? $_.StopDate.ToString($date) : ''
        Minutes = [Math]::Round($_.DurationSeconds / 60, 1)
        Items = $_.ItemCounts.Total
        Succeeded = $_.ItemCounts.Succeeded
        Failed = $_.ItemsFailed
        Aborted = $_.ItemCounts.Aborted
        Redrivable = $_.ItemsRedrivable
        Redrives = $_.RedriveCount
        MapRunArn = $_.MapRunArn
    }
} | Export-Csv -Path $Path -Delimiter $Delimiter
