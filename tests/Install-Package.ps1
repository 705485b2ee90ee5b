<#
.SYNOPSIS
    Installs a package into a folder, as a user does from a repository: here that folder, which keeps the package.
#>
param(
    [Parameter(Mandatory)] [string] $Package,
    [Parameter(Mandatory)] [string] $Destination
)

$ErrorActionPreference = 'Stop'
$name = "SfnMapRun-$([guid]::NewGuid())"
Copy-Item $Package $Destination
Register-PSResourceRepository -Name $name -Uri $Destination -Trusted
try {
    Save-PSResource -Name SfnMapRun -Repository $name -Path $Destination
}
finally {
    Unregister-PSResourceRepository -Name $name
}
