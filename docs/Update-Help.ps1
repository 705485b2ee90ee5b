<#
.SYNOPSIS
    Brings the help pages in line with the parameters of the staged module's cmdlets. New ones get a text to fill in.
#>
$ErrorActionPreference = 'Stop'
Import-Module SfnMapRun, Microsoft.PowerShell.PlatyPS
foreach ($command in Get-Command -Module SfnMapRun) {
    $page = "$PSScriptRoot/en-US/$($command.Name).md"
    if (Test-Path $page) {
        Update-MarkdownCommandHelp -Path $page -NoBackup
    }
    else {
        $folder = New-Item -ItemType Directory "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
        New-MarkdownCommandHelp -CommandInfo $command -OutputFolder $folder | Move-Item -Destination $page
        Remove-Item -Recurse $folder
    }
}
