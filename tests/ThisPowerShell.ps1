# The PowerShell that runs the script at hand, for child processes: it may be a .NET tool, which is on no PATH.

function Test-Tool { (Split-Path -LeafBase ([Environment]::ProcessPath)) -eq 'dotnet' }

# The PowerShell of a folder; only that of the .NET tool can be another one than this.
function Invoke-PowerShell([string] $Folder) {
    $library = @(if (Test-Tool) { Join-Path $Folder pwsh.dll })
    & ([Environment]::ProcessPath) @library @args
}

function Invoke-ThisPowerShell { Invoke-PowerShell $PSHOME @args }
