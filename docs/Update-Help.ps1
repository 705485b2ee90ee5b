<#
.SYNOPSIS
    Brings the help pages in line with the parameters of the module's cmdlets, and makes the help from them. A new cmdlet gets a
    page to fill in. Needs PlatyPS.
#>
$ErrorActionPreference = 'Stop'
Import-Module SfnMapRun
Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.3
foreach ($command in Get-Command -Module SfnMapRun) {
    $page = "$PSScriptRoot/en-US/$($command.Name).md"
    if (Test-Path $page) {
        $before = Get-Content $page -Raw
        $null = Update-MarkdownCommandHelp -Path $page -NoBackup -PassThru

        # It adds what it has to say of these two to what the page says already.
        $after = (Get-Content $page -Raw) -replace '(?m)^(Prompts you for confirmation before|Runs the command in a mode that only reports) .*\r?\n'
        $isSame = ($after -replace '(?m)^ms\.date: .*$') -ceq ($before -replace '(?m)^ms\.date: .*$')
        [IO.File]::WriteAllText($page, $isSame ? $before : $after)
    }
    else {
        $folder = New-Item -ItemType Directory "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
        New-MarkdownCommandHelp -CommandInfo $command -OutputFolder $folder | Move-Item -Destination $page
        Remove-Item -Recurse $folder
    }
}

& "$PSScriptRoot/Build-Help.ps1" -Source "$PSScriptRoot/en-US" -Destination "$PSScriptRoot/en-US"
