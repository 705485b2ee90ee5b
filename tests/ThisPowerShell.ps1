# The PowerShell that runs the script at hand, for child processes: it may be a .NET tool, which is on no PATH.

function Test-DotNetTool { (Split-Path -LeafBase ([Environment]::ProcessPath)) -eq 'dotnet' }

# What starts the PowerShell of a folder: a program and the first of its arguments. One that is installed always runs as itself.
function Get-PowerShellCommand([string] $Folder) {
    [Environment]::ProcessPath
    if (Test-DotNetTool) { Join-Path $Folder pwsh.dll }
}

function Invoke-PowerShell([string] $Folder) {
    $command = @(Get-PowerShellCommand $Folder) + $args
    & $command[0] @($command | Select-Object -Skip 1)
}

function Invoke-ThisPowerShell { Invoke-PowerShell $PSHOME @args }
