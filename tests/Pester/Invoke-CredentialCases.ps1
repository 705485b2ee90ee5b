# Runs the credential cases in this process, with another AWS SDK loaded before the module, after it, or not at all.
# Writes a line of JSON for each.
param(
    [Parameter(Mandatory)] [string] $Url,
    [Parameter(Mandatory)] [string] $Drive,
    [Parameter(Mandatory)] [string] $MapRunArn,
    [string[]] $ForeignAssemblies = @(),
    [switch] $ForeignFirst,
    [string] $CaseFile = "$PSScriptRoot/CredentialCases.ps1",
    [string] $Silent,
    [string] $Only = '*'
)

$ErrorActionPreference = 'Stop'
$env:HOME = $env:USERPROFILE = "$Drive/home"
$cases = & $CaseFile | Where-Object Name -Like $Only

if ($ForeignFirst) { Add-Type -Path $ForeignAssemblies }
Import-Module SfnMapRun
if ($ForeignAssemblies -and -not $ForeignFirst) {
    # Ours is at work before the other one comes.
    $null = Get-SFNMapRun $MapRunArn -EndpointUrl $Url -AccessKey AKIAIOSFODNN7EXAMPLE -SecretKey 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
    Add-Type -Path $ForeignAssemblies
}

function Expand([string] $Text) {
    $Text.Replace('{url}', $Url).Replace('{host}', $Url.TrimEnd('/')).Replace('{silent}', $Silent).Replace('{drive}', $Drive).
        Replace('{slash}', [IO.Path]::DirectorySeparatorChar).Replace('{print}', $IsWindows ? 'type' : 'cat')
}

$seen = [int](Invoke-RestMethod "${Url}_requests/count" -NoProxy)
foreach ($case in $cases) {
    if ($case.Needs -eq 'Foreign' -and -not $ForeignAssemblies) { continue }
    Get-ChildItem Env:AWS_* | Remove-Item
    Get-ChildItem $Drive -Force | Remove-Item -Recurse -Force
    Remove-Variable StoredAWSCredentials, StoredAWSRegion -Scope Global -ErrorAction Ignore
    Remove-Item Function:Get-AWSCredential -ErrorAction Ignore
    $env:AWS_ENDPOINT_URL = $Url
    $env:AWS_EC2_METADATA_DISABLED = 'true'
    $env:AWS_MAX_ATTEMPTS = '1'
    $env:AWS_CONFIG_FILE = "$Drive/config"
    $env:AWS_SHARED_CREDENTIALS_FILE = "$Drive/credentials"
    $parameters = @{}
    $source = [pscustomobject]@{ MapRunArn = $MapRunArn }
    foreach ($file in ($case.Files ?? @{}).GetEnumerator()) {
        $null = New-Item -Force "$Drive/$($file.Key)" -Value (Expand $file.Value)
    }
    foreach ($variable in ($case.Environment ?? @{}).GetEnumerator()) {
        if ($null -eq $variable.Value) { Remove-Item "Env:$($variable.Key)" } else { Set-Item "Env:$($variable.Key)" (Expand $variable.Value) }
    }
    if ($case.Parameters) { $parameters = $case.Parameters }
    if ($case.Credential) { $parameters = @{ Credential = & $case.Credential } }
    if ($case.InputProperties) { $source = [pscustomobject](@{ MapRunArn = $MapRunArn } + $case.InputProperties) }
    if ($case.AwsTools) {
        # As that module does it: a variable with nothing to see in it, and a command that gives what it stands for.
        $global:StoredAWSCredentials = [pscustomobject]@{}
        $global:StoredAWSRegion = 'eu-central-1'
        function global:Get-AWSCredential {
            $keys = 'ASIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'local-session-token'
            if ('Amazon.Runtime.SessionAWSCredentials' -as [type]) { [Amazon.Runtime.SessionAWSCredentials]::new($keys[0], $keys[1], $keys[2]) }
            else { [pscustomobject]@{ AccessKey = $keys[0]; SecretKey = $keys[1]; Token = $keys[2] } }
        }
    }

    $status = $failure = $id = $null
    try {
        $status = ($source | Get-SFNMapRun @parameters).Status
    }
    catch {
        $id = "$($_.FullyQualifiedErrorId)".Split(',')[0]
        $failure = "$_"
    }
    $requests = @(Invoke-RestMethod "${Url}_requests?skip=$seen" -NoProxy | ForEach-Object { $_ })
    $seen += $requests.Count
    [pscustomobject]@{
        Name = $case.Name; Status = $status; Token = $requests[-1].sessionToken
        Id = $id; Failure = $failure; Calls = @($requests | ForEach-Object target)
    } | ConvertTo-Json -Compress
}

# What is loaded where: ours must not be in the default context, the other's must be what they were.
$loaded = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -like 'AWSSDK.*' } | ForEach-Object {
    '{0} {1} {2}' -f [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name, $_.GetName().Name, [Diagnostics.FileVersionInfo]::GetVersionInfo($_.Location).FileVersion
}
[pscustomobject]@{ Loaded = @($loaded | Sort-Object -Unique) } | ConvertTo-Json -Compress
