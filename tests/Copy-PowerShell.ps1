<#
.SYNOPSIS
    Copies this PowerShell, compiles it ahead as an installed PowerShell is, and returns the copy's folder.
.DESCRIPTION
    The assemblies of the .NET tool are not compiled ahead: each process of a test run would compile the same code again.
.PARAMETER Destination
    Where copies are, one for each version. A copy that is there is taken as it is.
#>
param([Parameter(Mandatory)] [string] $Destination)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$folder = "$Destination/$($PSVersionTable.PSVersion)"
if (Test-Path $folder) { return $folder }

# The compiler is the one that the module's own images come from.
$project = "$(Split-Path $PSScriptRoot)/src/SfnMapRun.Aws"
$names = 'Crossgen2Path', 'FrameworkFolder', 'NETCoreSdkPortableRuntimeIdentifier'
$found = (dotnet msbuild $project -target:FindCompiler -property:Configuration=Release "-getProperty:$($names -join ',')" | ConvertFrom-Json).Properties
$platform = $found.NETCoreSdkPortableRuntimeIdentifier -split '-'

# A copy has its name only once it is whole.
$unfinished = "$folder.unfinished"
Remove-Item -Recurse -Force $unfinished -ErrorAction Ignore
$null = New-Item -ItemType Directory -Force $Destination
Copy-Item $PSHOME $unfinished -Recurse
$assemblies = 'System.Management.Automation', 'Microsoft.PowerShell.ConsoleHost', 'Microsoft.PowerShell.Security',
    'Microsoft.PowerShell.Commands.Management', 'Microsoft.PowerShell.Commands.Utility', 'Newtonsoft.Json'
foreach ($name in $assemblies) {
    $null = & $found.Crossgen2Path "$PSHOME/$name.dll" --out "$unfinished/$name.dll" --targetos $platform[0] --targetarch $platform[-1] --optimize -r "$($found.FrameworkFolder)/*.dll" -r "$PSHOME/*.dll"
}
Move-Item $unfinished $folder
$folder
