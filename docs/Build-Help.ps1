<#
.SYNOPSIS
    Turns the help pages into the MAML that Get-Help reads. Needs PlatyPS.
#>
param(
    [Parameter(Mandatory)] [string] $Source,
    [Parameter(Mandatory)] [string] $Destination
)

$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/HelpPages.ps1"
Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.3

$temporary = "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
$null = Get-HelpPage $Source | Import-MarkdownCommandHelp | Export-MamlCommandHelp -OutputFolder $temporary
$file = Get-ChildItem $temporary -Recurse -Filter *-Help.xml
$help = [xml]::new()
$help.Load($file)
Remove-Item -Recurse $temporary

# PlatyPS takes all that a page says of an example for prose, its code included.
foreach ($example in $help.GetElementsByTagName('command:example')) {
    $paragraphs = @($example.introduction.para | Where-Object { $_.Trim([char]0x80) })
    $example.code = $paragraphs[0] -replace '(?s)^```powershell\n(.+?)\n```$', '$1'
    $null = $example['maml:introduction'].RemoveAll()
    foreach ($text in $paragraphs | Select-Object -Skip 1) {
        $paragraph = $help.CreateElement('maml:para', $example['maml:introduction'].NamespaceURI)
        $paragraph.InnerText = $text
        $null = $example['dev:remarks'].AppendChild($paragraph)
    }
}

# Nor is there an online version for the link that it adds.
foreach ($link in @($help.GetElementsByTagName('maml:navigationLink')) | Where-Object { $_.linkText -eq 'Online Version' -and -not $_.uri }) {
    $null = $link.ParentNode.RemoveChild($link)
}

$origin = $help.CreateComment(" Made by ./build.ps1 Docs, from pages of this content: $(Get-HelpPageHash $Source) ")
$null = $help.InsertBefore($origin, $help.DocumentElement)
$settings = [Xml.XmlWriterSettings]@{ Encoding = [Text.UTF8Encoding]::new($false); Indent = $true; NewLineChars = "`n" }
$writer = [Xml.XmlWriter]::Create("$Destination/$($file.Name)", $settings)
$help.Save($writer)
$writer.Dispose()
