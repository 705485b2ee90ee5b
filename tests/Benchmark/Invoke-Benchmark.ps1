<#
.SYNOPSIS
    Measures the module and its peers, where they are installed, against the local endpoint; writes a table.
.DESCRIPTION
    Rows of a few seconds are medians of several runs, longer ones single runs; ratios are against something
    measured in the same run, as a machine's speed drifts. The endpoint is a process of its own.
#>
param(
    [int] $Runs = 5,
    [string] $Configuration = 'Release',
    # What to measure.
    [ValidateSet('Cold', 'Warm', 'Parallel', 'Failure', 'Quota', 'Storm', 'Memory')]
    [string[]] $Part = ('Cold', 'Warm', 'Parallel', 'Failure', 'Quota', 'Storm', 'Memory')
)

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/../Pester/Support.ps1"
Set-TestEnvironment
Remove-Item Env:AWS_MAX_ATTEMPTS
$env:AWS_REGION = $env:AWS_DEFAULT_REGION = 'eu-central-1'
$env:POWERSHELL_TELEMETRY_OPTOUT = '1'
$rows = [System.Collections.Generic.List[object]]::new()

function Add-Row([string] $What, $Median, [string] $Against = '', [string] $Ratio = '') {
    $rows.Add([pscustomobject]@{ What = $What; Median = $Median; Against = $Against; Ratio = $Ratio })
    Write-Host ('{0}: {1} {2} {3}' -f $What, $Median, $Ratio, $Against)
}

function Get-Median([double[]] $Values) { ($Values | Sort-Object)[[int][Math]::Floor($Values.Count / 2)] }

function Format-Seconds([double] $Value) {
    $number, $format = $Value -lt 0.01 ? ($Value * 1000), '0.000 ms' : $Value, ($Value -lt 10 ? '0.000 s' : '0.0 s')
    $number.ToString($format, [cultureinfo]::InvariantCulture)
}

function Format-Ratio([double] $Value) { $Value.ToString('0.00', [cultureinfo]::InvariantCulture) }

function Invoke-Timed([scriptblock] $Script) {
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $null = & $Script
    if ($LASTEXITCODE) { throw "$Script ended with $LASTEXITCODE" }
    $watch.Elapsed.TotalSeconds
}

function Measure-Ours([hashtable] $Parameters) {
    $arguments = $Parameters.GetEnumerator() | ForEach-Object { "-$($_.Key)"; if ($_.Value -isnot [bool]) { "$($_.Value)" } }
    Invoke-ThisPowerShell -NoProfile -File "$PSScriptRoot/Measure-Describe.ps1" @arguments | ConvertFrom-Json
}

# A peer's script prints seconds, results and losses.
function Measure-Peer([string] $Program, [string] $Script) {
    $seconds, $served, $lost = -split (& $Program "$PSScriptRoot/$Script" @args 2>$null)
    [pscustomobject]@{ Seconds = [double]$seconds; Results = [int]$served; Lost = [int]$lost }
}

function Measure-Boto3 { Measure-Peer python3 boto3_describe.py @args }

function Measure-JavaScript { Measure-Peer node javascript_describe.mjs @args }

function Use-Endpoint([string] $Options, [scriptblock] $Script) {
    $endpoint = Start-LocalStepFunctions $Options
    try { & $Script $endpoint.Url } finally { Stop-LocalStepFunctions $endpoint }
}

$hasBoto3 = (Get-Command python3 -ErrorAction Ignore) -and (python3 -c "import boto3; print(hasattr(boto3.client('stepfunctions', region_name='eu-central-1'), 'describe_map_run'))" 2>$null) -eq 'True'
$hasJavaScript = (Get-Command node -ErrorAction Ignore) -and (node -p "typeof require('@aws-sdk/client-sfn').DescribeMapRunCommand" 2>$null) -eq 'function'
$aws = Get-Command aws -CommandType Application -ErrorAction Ignore | Select-Object -First 1

# Lets PowerShell write its cache of what modules there are, which it does some ten seconds after it first looked for one. A PowerShell
# without that cache, as on a new machine, sleeps 75 to 100 ms in each process that imports a module by its name.
function Write-ModuleCache {
    $env:PSModuleAnalysisCachePath = "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
    Invoke-ThisPowerShell -NoProfile -c 'Import-Module SfnMapRun; while (-not (Test-Path $env:PSModuleAnalysisCachePath)) { Start-Sleep 1 }'
}

# A module with nothing in it, as a path for PSModulePath.
function New-EmptyModule {
    $folder = "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
    $null = New-Item -ItemType Directory "$folder/Nothing"
    New-ModuleManifest "$folder/Nothing/Nothing.psd1" -CmdletsToExport @() -FunctionsToExport @() -AliasesToExport @() -VariablesToExport @()
    $folder
}

# Cold: from nothing to a table. Short, and so the noisiest: more runs than for the others.
function Measure-Cold {
    $coldRuns = 3 * $Runs
    $empty = New-EmptyModule
    $modulePath = $env:PSModulePath
    $env:PSModulePath = $empty + [IO.Path]::PathSeparator + $modulePath
    Write-ModuleCache
    Use-Endpoint '' {
        param($url)
        $call = "`$null = [Reflection.Assembly]::LoadFrom('$PSScriptRoot/Floor/bin/$Configuration/net8.0/Floor.dll'); `$json = [Floor.SignedCall]::Describe('$url', '$failedArn')"
        $scripts = [ordered]@{
            Bare = '1'
            Ours = "`$env:AWS_ENDPOINT_URL_SFN = '$url'; Import-Module SfnMapRun; Get-SFNMapRun '$failedArn'"
            Import = 'Import-Module SfnMapRun'
            ImportNothing = 'Import-Module Nothing'
            Call = $call
            Least = "Import-Module Nothing; $call; [pscustomobject]@{ A = 1; B = 2; C = 3; D = 4; E = 5; F = 6; G = 7 } | Format-Table"
        }
        $times = @{ Cli = @() }
        foreach ($name in $scripts.Keys) { $times[$name] = @() }
        for ($i = -1; $i -lt $coldRuns; $i++) {
            # In another order each time: what follows the AWS CLI takes longer than what follows a pwsh.
            $round = @{}
            foreach ($name in @($times.Keys | Get-Random -Shuffle)) {
                $round[$name] = if ($name -ne 'Cli') { Invoke-Timed { Invoke-ThisPowerShell -NoProfile -c $scripts[$name] } }
                elseif ($aws) { Invoke-Timed { & $aws stepfunctions describe-map-run --endpoint-url $url --map-run-arn $failedArn } }
                else { 0 }
            }

            if ($i -ge 0) { foreach ($name in $round.Keys) { $times[$name] += $name -in 'Bare', 'Cli' ? $round[$name] : $round[$name] - $round.Bare } }
        }

        # How often the one is in the other, as the median over the rounds.
        function Get-Ratio([string] $Of, [string] $In) { Format-Ratio (Get-Median (0..($coldRuns - 1) | ForEach-Object { $times[$Of][$_] / $times[$In][$_] })) }
        Add-Row 'Cold: import, first call and table, over a bare pwsh' (Format-Seconds (Get-Median $times.Ours)) "bare pwsh $(Format-Seconds (Get-Median $times.Bare))"
        Add-Row 'Cold: import alone, over a bare pwsh' (Format-Seconds (Get-Median $times.Import)) "a module with nothing in it $(Format-Seconds (Get-Median $times.ImportNothing))"
        Add-Row 'Cold: first signed call of a bare HttpClient, over a bare pwsh' (Format-Seconds (Get-Median $times.Call)) 'ours over it' (Get-Ratio Ours Call)
        Add-Row 'Cold: that call, the import of a module with nothing in it, and a table of seven numbers' (Format-Seconds (Get-Median $times.Least)) 'ours over it' (Get-Ratio Ours Least)
        if ($aws) { Add-Row 'Cold: one call of the AWS CLI' (Format-Seconds (Get-Median $times.Cli)) 'ours over it' (Get-Ratio Ours Cli) }
    }
    Remove-Item -Recurse $empty, $env:PSModuleAnalysisCachePath
    Remove-Item Env:PSModuleAnalysisCachePath
    $env:PSModulePath = $modulePath
}

# Warm, one at a time, no latency: after so many calls that the runtime has compiled all of them for speed; with fewer,
# calls still grow faster from one thousand to the next.
function Measure-Warm {
    $calls, $warmup = 20000, 50000
    Use-Endpoint '--unsigned true --forget true' {
        param($url)
        $pairs = for ($i = 0; $i -lt $Runs; $i++) {
            , @((Measure-Ours @{ Url = $url; Count = $calls; Warmup = $warmup; ThrottleLimit = 1 }), (dotnet "$PSScriptRoot/Floor/bin/$Configuration/net8.0/Floor.dll" $url $calls $warmup | ConvertFrom-Json))
        }
        Add-Row 'Warm, a call: wall' (Format-Seconds ((Get-Median $pairs.ForEach{ $_[0].Seconds }) / $calls)) "bare HttpClient $(Format-Seconds ((Get-Median $pairs.ForEach{ $_[1].Seconds }) / $calls))" (Format-Ratio (Get-Median $pairs.ForEach{ $_[0].Seconds / $_[1].Seconds }))
        Add-Row 'Warm, a call: CPU' (Format-Seconds ((Get-Median $pairs.ForEach{ $_[0].CpuSeconds }) / $calls)) "bare HttpClient $(Format-Seconds ((Get-Median $pairs.ForEach{ $_[1].CpuSeconds }) / $calls))" (Format-Ratio (Get-Median $pairs.ForEach{ $_[0].CpuSeconds / $_[1].CpuSeconds }))
    }
}

# 200 ARNs at 50 ms.
function Measure-Parallel {
    Use-Endpoint '--latency 50 --forget true' {
        param($url)
        $ideal = 0.05 * 200 / 16
        $ours = Get-Median (1..$Runs | ForEach-Object { (Measure-Ours @{ Url = $url; Count = 200; Warmup = 1 }).Seconds })
        Add-Row '200 ARNs at 50 ms, 16 at once' (Format-Seconds $ours) "50 ms x 200 / 16 = $(Format-Seconds $ideal)" (Format-Ratio ($ours / $ideal))
        if ($hasBoto3) {
            $threads = Get-Median (1..$Runs | ForEach-Object { (Measure-Boto3 standard 16 200 $url).Seconds })
            $sequential = (Measure-Boto3 standard 1 200 $url).Seconds
            Add-Row '200 ARNs: boto3, 16 threads' (Format-Seconds $threads) 'ours over it' (Format-Ratio ($ours / $threads))
            Add-Row '200 ARNs: boto3, one after the other' (Format-Seconds $sequential) 'it over ours' (Format-Ratio ($sequential / $ours))
        }
        if ($hasJavaScript) {
            $parallel = Get-Median (1..$Runs | ForEach-Object { (Measure-JavaScript standard 16 200 $url).Seconds })
            Add-Row '200 ARNs: JavaScript SDK, 16 at once' (Format-Seconds $parallel) 'ours over it' (Format-Ratio ($ours / $parallel))
        }
    }
}

# Why 500 child executions failed, at 50 ms: their descriptions 16 at once, and before them Map Run, parent execution and list.
function Measure-Failure {
    Use-Endpoint '--latency 50 --frozen true --unsigned true' {
        param($url)
        $order = @{ items = 500; itemsPerChild = 1; maxConcurrency = 0; toleratedFailurePercentage = 100; failures = @(, @{ error = 'NoStock'; percent = 100 }) }
        $run = (Start-LocalExecution @{ Url = $url } $order).mapRunArns[0]
        Move-LocalClock @{ Url = $url } 3600
        $ideal = 0.05 * (500 / 16 + 3)
        $script = "`$env:AWS_ENDPOINT_URL_SFN = '$url'; Import-Module SfnMapRun; `$null = Get-SFNMapRunFailure '$run' -Top 1 -WarningAction Ignore; (Measure-Command { `$failures = Get-SFNMapRunFailure '$run' }).TotalSeconds; (`$failures | Measure-Object Executions -Sum).Sum"
        $seconds = Get-Median (1..$Runs | ForEach-Object {
            $time, $sampled = Invoke-ThisPowerShell -NoProfile -c $script
            if ([int]$sampled -ne 500) { throw "$sampled child executions were sampled." }
            [double]$time
        })
        Add-Row '500 failed child executions at 50 ms, explained' (Format-Seconds $seconds) "50 ms x (500 / 16 + 3) = $(Format-Seconds $ideal)" (Format-Ratio ($seconds / $ideal))
    }
}

# 1,000 ARNs against a quota of 200 at once, then 20 a second: 40 s at the least.
function Measure-Quota {
    function Add-QuotaRow([string] $What, [scriptblock] $Describe) {
        Use-Endpoint '--latency 50 --bucket 200 --refill 20 --forget true' {
            param($url)
            $result = & $Describe $url
            $requests = [int](Invoke-RestMethod "${url}_requests/count")
            Add-Row "1,000 ARNs, quota 200 and 20/s: $What" (Format-Seconds $result.Seconds) "40 s; $($result.Results) results, $($result.Lost) lost, $(($requests / [Math]::Max(1, $result.Results)).ToString('0.000', [cultureinfo]::InvariantCulture)) requests each" (Format-Ratio ($result.Seconds / 40))
        }
    }
    Add-QuotaRow 'ours' { param($url) Measure-Ours @{ Url = $url; Count = 1000 } }
    if ($hasBoto3) {
        foreach ($mode in 'adaptive', 'standard', 'legacy') { Add-QuotaRow "boto3 $mode, 16 threads" { param($url) Measure-Boto3 $mode 16 1000 $url } }
    }

    if ($hasJavaScript) {
        foreach ($mode in 'adaptive', 'standard') { Add-QuotaRow "JavaScript SDK $mode, 16 at once" { param($url) Measure-JavaScript $mode 16 1000 $url } }
    }
}

# Storms: 2,000 ARNs at 50 ms, and one answer in seven is a fault, the same for both, each on an endpoint of its own. Those that hang
# do so until the connection breaks after two seconds, or for good, until the client's own time-out: 30 s, for 200 ARNs. What boto3
# lost is asked for again, up to four times, so that both do the same work; both have a client that is ready to call.
function Measure-Storm {
    if (-not $hasBoto3) { return }
    function Measure-Faults([string] $Options, [int] $Count, [string] $Mode) {
        Use-Endpoint "--latency 50 --forget true --every 7 $Options" {
            param($url)
            $result = $Mode ? (Measure-Boto3 $Mode 16 $Count $url 5) : (Measure-Ours @{ Url = $url; Count = $Count; Warmup = 1 })
            $result | Add-Member Requests ([int](Invoke-RestMethod "${url}_requests/count")) -PassThru
        }
    }
    function Add-StormRow([string] $What, [string] $Options, [int] $Count, [int] $Rounds, [string] $Mode) {
        $pairs = @(for ($i = 0; $i -lt $Rounds; $i++) { , @((Measure-Faults $Options $Count), (Measure-Faults $Options $Count $Mode)) })
        $ours, $boto3 = foreach ($i in 0, 1) {
            $results = ($pairs.ForEach{ $_[$i].Results } | Measure-Object -Minimum).Minimum
            [pscustomobject]@{
                Time = Format-Seconds (Get-Median $pairs.ForEach{ $_[$i].Seconds }); Missing = $Count - $results
                Lost = ($pairs.ForEach{ $_[$i].Lost } | Measure-Object -Maximum).Maximum

                # Of the answers that are not throttled one in seven is a fault, so that six results come with one.
                Each = ((Get-Median $pairs.ForEach{ $_[$i].Requests }) / $results - 1 / 6).ToString('0.000', [cultureinfo]::InvariantCulture)
            }
        }
        $each = $Options -match 'bucket' ? "; requests for a result beside the faults $($ours.Each), boto3 $($boto3.Each)" : ''
        Add-Row "Storm, $('{0:n0}' -f $Count) ARNs, $What" $ours.Time "boto3 $Mode, 16 threads $($boto3.Time); lost $($ours.Lost), boto3 $($boto3.Lost) before it asked again, $($boto3.Missing) after$each" (Format-Ratio (Get-Median $pairs.ForEach{ $_[0].Seconds / $_[1].Seconds }))
    }
    Add-StormRow 'HTTP 500' '--fault Http500' 2000 1 standard
    Add-StormRow 'connection reset' '--fault Reset' 2000 1 standard
    Add-StormRow 'body cut off' '--fault CutBody' 2000 1 standard
    Add-StormRow 'HTML' '--fault Html' 2000 $Runs standard
    Add-StormRow 'hangs for 2 s, then reset' '--fault LateReset' 2000 1 standard
    Add-StormRow 'hangs for good' '--fault NoAnswer' 200 1 standard
    Add-StormRow 'HTTP 500, quota 200 and 20/s' '--bucket 200 --refill 20 --fault Http500' 1000 1 adaptive
}

# Memory and time against count.
function Measure-Memory {
    Use-Endpoint '--forget true' {
        param($url)
        foreach ($count in 1000, 10000, 100000) {
            $result = Measure-Ours @{ Url = $url; Count = $count }
            Add-Row ('{0:n0} ARNs, no latency' -f $count) (Format-Seconds $result.Seconds) ('peak {0:0} MiB; {1:0.0} MiB managed at the end' -f $result.PeakMiB, $result.ManagedMiB)
        }
    }
}

$Part | ForEach-Object { & "Measure-$_" }

Write-Host ''
'| What | Median | Against | Ratio |'
'|---|---|---|---|'
$rows | ForEach-Object { "| $($_.What) | $($_.Median) | $($_.Against) | $($_.Ratio) |" }
