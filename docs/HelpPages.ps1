# The help pages, and what tells whether the help was made from them as they are. Dot-sourced.

function Get-HelpPage([string] $Folder) { Get-ChildItem $Folder -Filter *.md | Sort-Object Name }

# The same whatever the line ends of a checkout.
function Get-HelpPageHash([string] $Folder) {
    $text = foreach ($page in Get-HelpPage $Folder) { "$($page.Name)`n$((Get-Content $page -Raw) -replace '\r\n', "`n")" }
    [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($text -join "`n"))).ToLowerInvariant()
}
