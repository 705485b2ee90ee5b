<#
.SYNOPSIS
    Brings the help pages in line with the parameters of the staged module's cmdlets. New ones get a text to fill in.
#>
$ErrorActionPreference = 'Stop'
Import-Module SfnMapRun, Microsoft.PowerShell.PlatyPS
foreach ($command in Get-Command -Module SfnMapRun) {
    $page = "$PSScriptRoot/en-US/$($command.Name).md"
    if (Test-Path $page) {
        $null = Update-MarkdownCommandHelp -Path $page -NoBackup -PassThru

        # It adds what it has to say of these two to what the page says already.
        $own = (Get-Content $page -Raw) -replace '(?m)^(Prompts you for confirmation before|Runs the command in a mode that only reports) .*\r?\n'
        [IO.File]::WriteAllText($page, $own, [Text.UTF8Encoding]::new($true))
    }
    else {
        $folder = New-Item -ItemType Directory "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
        New-MarkdownCommandHelp -CommandInfo $command -OutputFolder $folder | Move-Item -Destination $page
        Remove-Item -Recurse $folder
    }
}
