<#
.SYNOPSIS
    Makes the pictures of the README from what the commands print on a local Step Functions endpoint.
#>

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/Pictures.ps1"
$folder = New-Item -ItemType Directory -Force "$PSScriptRoot/pictures"
foreach ($picture in Get-Picture) {
    $svg = ConvertTo-Svg (Get-PictureLine $picture) "What PowerShell shows after: $($picture.Command)"
    [IO.File]::WriteAllText("$folder/$($picture.Name).svg", $svg.ReplaceLineEndings("`n") + "`n")
    Write-Host "Picture: docs/pictures/$($picture.Name).svg"
}
