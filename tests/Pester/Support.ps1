# What all test files share. Dot-sourced in BeforeAll.

. "$PSScriptRoot/../ThisPowerShell.ps1"
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$version = (Import-PowerShellDataFile "$root/SfnMapRun.psd1").ModuleVersion
$installed = Join-Path $root output installed SfnMapRun $version
$accessKey = 'AKIAIOSFODNN7EXAMPLE'
$secretKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

# Map Runs of the fixture files.
$failedArn = 'arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/ReserveStock:9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103'
$succeededArn = 'arn:aws:states:eu-central-1:123456789012:mapRun:OrderImport/ReadOrders:0f8b2f0e-6f1c-4a58-9d1a-2f4c1b7e9a01'
$usArn = 'arn:aws:states:us-east-1:123456789012:mapRun:OrderImport/ReadOrders:95b62758-8293-44a5-86c7-4c5d6e7f8014'
$chinaArn = 'arn:aws-cn:states:cn-north-1:123456789012:mapRun:OrderImport/ReadOrders:a6c73869-93a4-45b6-97d8-5d6e7f809115'
$unicodeArn = 'arn:aws:states:ap-northeast-1:123456789012:mapRun:Größenprüfung-注文/Maße:84a51647-7182-4394-b5b6-3b4c5d6e7f13'

function New-FaultArn([string] $Fault, [string] $Times = 'always') {
    "arn:aws:states:eu-central-1:123456789012:mapRun:Faults/${Fault}:$Times"
}

# A Map Run that is well; there is one for each number.
function New-MapRunArn([int] $Number) {
    "arn:aws:states:eu-central-1:123456789012:mapRun:Faults/Run${Number}:0"
}

# Starts a local endpoint. All are in one process, which the first one starts: that takes longer than most tests. It ends when its
# standard input closes, and so with this process at the latest.
function Start-LocalStepFunctions([string] $Options) {
    if ($global:localStepFunctions) { $global:localStepFunctions.StandardInput.WriteLine($Options) }
    else {
        $program = Get-ChildItem "$root/tests/LocalStepFunctions/bin/*/net8.0/LocalStepFunctions.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
        $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', "`"$program`" $Options")
        $start.RedirectStandardInput = $true
        $start.RedirectStandardOutput = $true
        $global:localStepFunctions = [System.Diagnostics.Process]::Start($start)
    }
    [pscustomobject]@{ Url = $global:localStepFunctions.StandardOutput.ReadLine() }
}

function Stop-LocalStepFunctions($Endpoint) {
    $global:localStepFunctions.StandardInput.WriteLine($Endpoint.Url)
    $null = $global:localStepFunctions.StandardOutput.ReadLine()
}

# How often the endpoint was asked.
function Get-HandledCount($Endpoint) { [int](Invoke-RestMethod "$($Endpoint.Url)_requests/count") }

# What the endpoint was asked and what it answered.
function Get-HandledRequest($Endpoint) {
    Invoke-RestMethod "$($Endpoint.Url)_requests" | ForEach-Object { $_ }
}

# No AWS configuration but the one of the tests.
function Set-TestEnvironment($Endpoint) {
    Get-ChildItem Env:AWS_* | Remove-Item
    $env:AWS_CONFIG_FILE = $env:AWS_SHARED_CREDENTIALS_FILE = "$PSScriptRoot/no-such-file"
    $env:AWS_EC2_METADATA_DISABLED = 'true'
    $env:AWS_MAX_ATTEMPTS = '1'
    $env:AWS_ACCESS_KEY_ID = $accessKey
    $env:AWS_SECRET_ACCESS_KEY = $secretKey
    if ($Endpoint) { $env:AWS_ENDPOINT_URL_SFN = $Endpoint.Url }
}

# A PowerShell of its own, for what a session can do only once. Returns what the script writes.
function Invoke-CleanPowerShell([string] $Script) {
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("`$ErrorActionPreference = 'Stop'`n$Script"))
    Invoke-ThisPowerShell -NoProfile -NonInteractive -EncodedCommand $encoded -OutputFormat Text
}

# A session of its own in this process: no module is imported, no variable set. Returns what the script writes.
function Invoke-CleanSession([string] $Script) {
    $shell = [powershell]::Create([initialsessionstate]::CreateDefault())
    try { $shell.AddScript("`$ErrorActionPreference = 'Stop'`n$Script").Invoke() } finally { $shell.Dispose() }
}

# Another module's AWS SDK, of a version.
function Get-ForeignAssembly([string] $Version) {
    $folder = Get-ChildItem "$root/tests/SfnMapRun.Tests/bin/*/net10.0/Foreign/$Version" | Sort-Object LastWriteTime | Select-Object -Last 1
    Get-ChildItem $folder -Filter *.dll
}

# Lets the local endpoint be the proxy of a process, so that no call leaves this machine.
function Invoke-WithProxy($Endpoint, [scriptblock] $Script) {
    $variables = @{ HTTP_PROXY = $Endpoint.Url; HTTPS_PROXY = $Endpoint.Url; NO_PROXY = '127.0.0.1' }
    $saved = @{}
    try {
        foreach ($name in $variables.Keys) {
            $saved[$name] = [Environment]::GetEnvironmentVariable($name)
            Set-Item "Env:$name" $variables[$name]
        }
        & $Script
    }
    finally {
        foreach ($name in $saved.Keys) {
            if ($null -eq $saved[$name]) { Remove-Item "Env:$name" } else { Set-Item "Env:$name" $saved[$name] }
        }
    }
}

# Starts an execution at the local endpoint whose Map Runs run on its clock. Returns its ARN and theirs.
function Start-LocalExecution($Endpoint, [hashtable] $Order = @{}) {
    Invoke-RestMethod -Method Post "$($Endpoint.Url)_executions" -Body ($Order | ConvertTo-Json -Depth 5)
}

# Lets time pass at the local endpoint.
function Move-LocalClock($Endpoint, [double] $Seconds) {
    $null = Invoke-RestMethod -Method Post "$($Endpoint.Url)_clock" -Body (@{ advanceSeconds = $Seconds } | ConvertTo-Json)
}

# An execution of the state machine Faults, whose lists and descriptions fail as its name says.
function New-FaultExecutionArn([string] $Fault, [string] $Times = 'always') {
    "arn:aws:states:eu-central-1:123456789012:execution:Faults:$Fault-$Times"
}

# What an operation was asked for since a number of requests.
function Get-HandledOperation($Endpoint, [string] $Operation, [int] $Skip = 0) {
    Invoke-RestMethod "$($Endpoint.Url)_requests?skip=$Skip&target=AWSStepFunctions.$Operation" | ForEach-Object { $_ }
}

# Stops an execution, as an operator does in the console. The endpoint has to take unsigned requests.
function Stop-LocalExecution($Endpoint, [string] $ExecutionArn, [string] $Cause) {
    $headers = @{ 'X-Amz-Target' = 'AWSStepFunctions.StopExecution' }
    $body = @{ executionArn = $ExecutionArn; cause = $Cause } | ConvertTo-Json
    $null = Invoke-RestMethod -Method Post $Endpoint.Url -Headers $headers -ContentType 'application/x-amz-json-1.0' -Body $body
}

# The assembly of what stands in for something else.
function Get-TestDoubles {
    Get-ChildItem "$root/tests/TestDoubles/bin/*/net8.0/TestDoubles.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
}

function Import-TestDoubles {
    if (-not ('TestDoubles.ScreenHost' -as [type])) { Add-Type -Path (Get-TestDoubles) }
}

# Runs a script on a screen of a width, in a runspace of its own, and returns the screen: its Text, its Progress, and the Bars that
# are still on it. What comes before the script is not shown. With a percentage, the script is stopped once a bar has come that far.
function Invoke-OnScreen([int] $Width, [scriptblock] $Script, [hashtable] $Variable = @{}, [string] $Before, [int] $StopAtPercent) {
    Import-TestDoubles
    $screen = [TestDoubles.ScreenHost]::new($Width)
    $runspace = [runspacefactory]::CreateRunspace($screen)
    $runspace.Open()
    $shell = [powershell]::Create($runspace)
    try {
        foreach ($name in $Variable.Keys) { $runspace.SessionStateProxy.SetVariable($name, $Variable[$name]) }
        $null = $shell.AddScript("[cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture; Import-Module SfnMapRun`n$Before").Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddScript("$Script").AddCommand('Out-Default')
        $shell.Commands.Commands[-1].MergeMyResults('Error', 'Output')
        if ($StopAtPercent) {
            $screen.StopAtPercent = $StopAtPercent
            $running = $shell.BeginInvoke()
            $null = [Threading.WaitHandle]::WaitAny(@($screen.Reached.WaitHandle, $running.AsyncWaitHandle))
            $shell.Stop()
        }
        else { $null = $shell.Invoke() }
        $screen
    }
    finally {
        $shell.Dispose()
        $runspace.Dispose()
    }
}
