<#
.SYNOPSIS
    Makes the pictures of the README from what the commands print on a local Step Functions endpoint.
#>

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/Pictures.ps1"
$folder = New-Item -ItemType Directory -Force "$PSScriptRoot/pictures"
foreach ($picture in Get-Picture) {
    $path = "$folder/$($picture.Name).svg"
    $svg = (Get-PictureSvg $picture).ReplaceLineEndings("`n") + "`n"

    # A later date alone makes no new picture.
    $old = (Test-Path $path) ? [IO.File]::ReadAllText($path) : '<svg/>'
    if ((Get-PictureText $svg) -join "`n" -ne ((Get-PictureText $old) -join "`n")) { [IO.File]::WriteAllText($path, $svg) }
    Write-Host "Picture: docs/pictures/$($picture.Name).svg"
}
