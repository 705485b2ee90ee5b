# What the module ships, and how it is brought to the folder where it is staged. Dot-sourced by build.ps1.

# The files of the module: where each comes from, or what is in it, by its path within the module.
function Get-ModuleFile([string] $Root, [string] $Configuration) {
    $files = [ordered]@{}
    $aws = "$Root/src/SfnMapRun.Aws"
    $bin = "bin/$Configuration/net8.0"
    $files['SfnMapRun.psd1'] = [string](Get-ManifestText $Root)
    $files['SfnMapRun.dll'] = Get-Item "$Root/src/SfnMapRun/$bin/SfnMapRun.dll"
    foreach ($file in Get-ChildItem "$Root/src/SfnMapRun/*.ps1xml") { $files[$file.Name] = $file }
    foreach ($file in Get-ChildItem "$aws/$bin" -Recurse -Filter *.dll) {
        $files["Dependencies/$([IO.Path]::GetRelativePath("$aws/$bin", $file.FullName) -replace '\\', '/')"] = $file
    }
    foreach ($name in 'CONTRIBUTING.md', 'CHANGELOG.md', 'LICENSE') { $files[$name] = Get-Item "$Root/$name" }
    foreach ($file in Get-ChildItem "$Root/docs/*.md") { $files["docs/$($file.Name)"] = $file }
    foreach ($folder in 'pictures', 'runbooks') {
        foreach ($file in Get-ChildItem "$Root/docs/$folder") { $files["docs/$folder/$($file.Name)"] = $file }
    }
    # PowerShell looks for help topics beside the module's manifest.
    $files['README.md'] = (Get-Content "$Root/README.md" -Raw).Replace('](docs/en-US/', '](en-US/')
    foreach ($file in Get-ChildItem "$Root/docs/en-US" -Exclude *.md) { $files["en-US/$($file.Name)"] = $file }
    $files['THIRD-PARTY-NOTICES.txt'] = [string](Get-ThirdPartyNotice $Root)
    $files
}

# The manifest with the release notes of its version, which are written in the changelog alone.
function Get-ManifestText([string] $Root) {
    $manifest = Get-Content "$Root/SfnMapRun.psd1" -Raw
    $version = (Import-PowerShellDataFile "$Root/SfnMapRun.psd1").ModuleVersion
    $section = "(?sm)^## \[$([regex]::Escape($version))\] - \d{4}-\d\d-\d\d\n(?<notes>.+?)(?=^## |\z)"
    $changelog = (Get-Content "$Root/CHANGELOG.md" -Raw) -replace '\r\n', "`n"
    $notes = [regex]::Match($changelog, $section)
    if (-not $notes.Success) { throw "CHANGELOG.md has no section '## [$version] - <date>'." }
    $quoted = [Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($notes.Groups['notes'].Value.Trim())
    $manifest.Replace("ReleaseNotes = ''", "ReleaseNotes = '$quoted'")
}

# What others wrote and the module ships: each package that has an assembly in it, with the licence that it states.
function Get-ThirdPartyNotice([string] $Root) {
    $assets = Get-Content "$Root/src/SfnMapRun.Aws/obj/project.assets.json" -Raw | ConvertFrom-Json -AsHashtable
    $packages = $assets.targets['net8.0']
    $shipped = $packages.Keys | Where-Object { $packages[$_].type -eq 'package' -and $packages[$_].runtime } | Sort-Object
    $components = foreach ($package in $shipped) {
        $name, $resolved = $package -split '/'
        $nuspec = $assets.packageFolders.Keys | ForEach-Object { Join-Path $_ "$package/$name.nuspec".ToLowerInvariant() } | Where-Object { Test-Path $_ }
        $metadata = ([xml](Get-Content @($nuspec)[0] -Raw)).package.metadata
        $licence = $metadata.license.InnerText
        [pscustomobject]@{ Text = "$name $resolved`n  by $($metadata.authors)`n  Licence: $licence"; Licence = $licence }
    }
    $licences = $components.Licence | Sort-Object -Unique | ForEach-Object { Get-Content "$Root/docs/licenses/$_.txt" -Raw }
    @('SfnMapRun ships these components of others, unchanged but for being compiled ahead of time.') + $components.Text + $licences -join "`n`n"
}

# Brings a folder in line with a list of files; what is there already stays untouched.
function Sync-Folder([string] $Folder, [System.Collections.IDictionary] $Files, [scriptblock] $BeforeChange) {
    $present = @{}
    foreach ($file in Get-ChildItem $Folder -Recurse -File -ErrorAction Ignore) {
        $present[[IO.Path]::GetRelativePath($Folder, $file.FullName) -replace '\\', '/'] = $file
    }
    $stale = @($present.Keys | Where-Object { -not $Files.Contains($_) })
    $changed = @($Files.Keys | Where-Object { -not (Test-Same $Files[$_] $present[$_]) })
    if ($stale.Count + $changed.Count -eq 0) { return }
    & $BeforeChange
    foreach ($name in $stale) { Remove-Item $present[$name] }
    foreach ($name in $changed) {
        $null = New-Item -ItemType Directory -Force (Split-Path "$Folder/$name")
        if ($Files[$name] -is [string]) { [IO.File]::WriteAllText("$Folder/$name", $Files[$name]) } else { Copy-Item $Files[$name] "$Folder/$name" }
    }
}

function Test-Same($Wanted, [IO.FileInfo] $Present) {
    if (-not $Present) { return $false }
    if ($Wanted -is [string]) { return $Wanted -ceq [IO.File]::ReadAllText($Present) }
    $Wanted.Length -eq $Present.Length -and (Get-FileHash $Wanted).Hash -eq (Get-FileHash $Present).Hash
}

# Throws where a file of two folders differs, or is in one of them alone.
function Assert-SameFolder([string] $Folder, [string] $Other) {
    $sums = foreach ($top in $Folder, $Other) {
        , @(Get-ChildItem $top -Recurse -File | ForEach-Object { "$([IO.Path]::GetRelativePath($top, $_)) $((Get-FileHash $_).Hash)" } | Sort-Object)
    }
    $differences = Compare-Object $sums[0] $sums[1]
    if ($differences) { throw "Not the same: $($differences.InputObject -join ', ')" }
    Write-Host "The same to the byte: $($sums[0].Count) files."
}
