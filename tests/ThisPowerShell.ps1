# The PowerShell that runs the script at hand, for child processes: it may be a .NET tool, which is on no PATH.

function Invoke-ThisPowerShell {
    $program = [Environment]::ProcessPath
    $library = @(if ((Split-Path -LeafBase $program) -eq 'dotnet') { Join-Path $PSHOME pwsh.dll })
    & $program @library @args
}
