<#
.SYNOPSIS
    Installs a package into a folder, as a user does from a repository: here one that is a folder with nothing else in it.
#>
param(
    [Parameter(Mandatory)] [string] $Package,
    [Parameter(Mandatory)] [string] $Destination
)

$ErrorActionPreference = 'Stop'
$name = "SfnMapRun-$([guid]::NewGuid())"
$repository = "$Destination/repository"
$null = New-Item -ItemType Directory $repository
Copy-Item $Package $repository
Register-PSResourceRepository -Name $name -Uri $repository -Trusted
try {
    Save-PSResource -Name SfnMapRun -Repository $name -Path $Destination
}
finally {
    Unregister-PSResourceRepository -Name $name
    Remove-Item -Recurse $repository
}
