#Requires -Version 7.4
#Requires -Modules SfnMapRun
<#
.SYNOPSIS
    A nightly check: reports the Map Runs of state machines that are not well, and ends with exit code 1 if there are any.
.DESCRIPTION
    Not well is a Map Run that failed or was stopped, one that has more failures than it tolerates, and one that has been running for
    longer than -RunningHours. What could not be looked at counts as not well, too: a check that sees nothing must not pass.
    The report goes to the output as objects; with -ReportPath also to a page to attach to a ticket.
    Exit codes: 0 all is well, 1 something is not.
.PARAMETER StateMachineArn
    The ARNs of the state machines.
.PARAMETER SinceHours
    Map Runs that started earlier than so many hours ago, and have stopped, are left out.
.PARAMETER MostHoursBefore
    How long after the start of its execution a Map Run may begin and still be found, in hours: the list is ordered by executions.
.PARAMETER RunningHours
    For how long a Map Run may run.
.PARAMETER ReportPath
    A page to write, with what failed and why.
.EXAMPLE
    ./Test-MapRun.ps1 -StateMachineArn arn:aws:states:eu-central-1:123456789012:stateMachine:OrderImport
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string[]] $StateMachineArn,
    [double] $SinceHours = 24,
    [double] $MostHoursBefore = 48,
    [double] $RunningHours = 12,
    [string] $ReportPath
)

# A caller's 'Stop', such as that of GitHub's shell, would end the check at the first error.
$ErrorActionPreference = 'Continue'
$since = [datetime]::Now.AddHours(-$SinceHours)
$runningSince = [datetime]::Now.AddHours(-$RunningHours)

$notSeen = @()
$runs = foreach ($arn in $StateMachineArn) {
    # Those that still run, however old.
    Get-SFNMapRunList -StateMachineArn $arn -ExecutionStatus RUNNING -ErrorVariable +notSeen

    # By the start of their executions, newest first: a Map Run that is far too old ends the list, and with it the calls for more pages.
    do {
        Get-SFNMapRunList -StateMachineArn $arn -ErrorVariable +notSeen | ForEach-Object {
            if ($_.StartDate -lt $since.AddHours(-$MostHoursBefore)) { break } elseif ($_.StartDate -ge $since) { $_ }
        }
    } while ($false)
}
$runs = @($runs | Sort-Object MapRunArn -Unique | Get-SFNMapRun -ErrorVariable +notSeen)

$unwell = @($runs | ForEach-Object {
        $why = if ($_.Status -notin 'RUNNING', 'SUCCEEDED') { "it is $($_.Status)" }
        elseif ($_.ToleratedFailureExceeded) { 'more has failed than it tolerates' }
        elseif ($_.Status -eq 'RUNNING' -and $_.StartDate -lt $runningSince) { "it has been running for $([int]($_.DurationSeconds / 3600)) hours" }
        if ($why) { [pscustomobject]@{ MapRunArn = $_.MapRunArn; Why = $why; Items = $_.Items; Failed = $_.ItemsFailed; Redrivable = $_.ItemsRedrivable } }
    })

$unwell
if ($ReportPath -and $unwell) { $unwell | Export-SFNMapRunReport -Path $ReportPath }
Write-Host "$($runs.Count) Map Runs looked at: $($unwell.Count) not well, $($notSeen.Count) errors."
exit [int]($unwell.Count + $notSeen.Count -gt 0)
