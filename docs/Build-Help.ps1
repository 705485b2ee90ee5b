<#
.SYNOPSIS
    Turns the help pages into the MAML that Get-Help reads.
#>
param(
    [Parameter(Mandatory)] [string] $Source,
    [Parameter(Mandatory)] [string] $Destination
)

$ErrorActionPreference = 'Stop'
Import-Module Microsoft.PowerShell.PlatyPS
$temporary = "$Destination/maml"
$help = Get-ChildItem $Source -Filter *.md | Import-MarkdownCommandHelp
$null = $help | Export-MamlCommandHelp -OutputFolder $temporary -Force
Get-ChildItem $temporary -Recurse -Filter *-Help.xml | Move-Item -Destination $Destination -Force
Remove-Item -Recurse $temporary
