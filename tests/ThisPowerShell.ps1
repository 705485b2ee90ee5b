# The PowerShell that runs the script at hand, for child processes: it may be a .NET tool, which is on no PATH.

function Test-DotNetTool { (Split-Path -LeafBase ([Environment]::ProcessPath)) -eq 'dotnet' }

# The PowerShell of a folder. One that is installed is a program, and always runs as itself.
function Invoke-PowerShell([string] $Folder) {
    $library = @(if (Test-DotNetTool) { Join-Path $Folder pwsh.dll })
    & ([Environment]::ProcessPath) @library @args
}

function Invoke-ThisPowerShell { Invoke-PowerShell $PSHOME @args }
