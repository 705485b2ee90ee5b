# Describes Map Runs in this process and writes what it took, as JSON.
param([string] $Url, [int] $Count, [int] $ThrottleLimit = 16, [int] $Warmup = 0)

$ErrorActionPreference = 'Stop'
$env:AWS_ENDPOINT_URL_SFN = $Url
function Get-Arns([int] $From, [int] $Number) {
    $arns = [string[]]::new($Number)
    for ($i = 0; $i -lt $Number; $i++) { $arns[$i] = 'arn:aws:states:eu-central-1:123456789012:mapRun:Faults/Run' + ($From + $i) + ':0' }
    , $arns
}
Import-Module SfnMapRun
$warmupArns = Get-Arns 1000000 $Warmup
$arns = Get-Arns 0 $Count
$process = [System.Diagnostics.Process]::GetCurrentProcess()
if ($Warmup) { $null = $warmupArns | Get-SFNMapRun -ThrottleLimit $ThrottleLimit }
[GC]::Collect()
$process.Refresh()
$cpu = $process.TotalProcessorTime
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$results = 0
$arns | Get-SFNMapRun -ThrottleLimit $ThrottleLimit -ErrorAction SilentlyContinue | ForEach-Object { $results++ }
$seconds = $watch.Elapsed.TotalSeconds
$process.Refresh()
[pscustomobject]@{
    Seconds = $seconds; CpuSeconds = ($process.TotalProcessorTime - $cpu).TotalSeconds; Results = $results; Lost = $Count - $results
    ManagedMiB = [GC]::GetTotalMemory($true) / 1MB; PeakMiB = $process.PeakWorkingSet64 / 1MB
} | ConvertTo-Json -Compress
