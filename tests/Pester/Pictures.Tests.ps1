# The pictures of the README show what their commands print. After a change that is meant, ./build.ps1 Pictures makes them anew.

BeforeDiscovery {
    . "$PSScriptRoot/../../docs/Pictures.ps1"
    $pictures = @(Get-Picture)
}

BeforeAll {
    . "$PSScriptRoot/../../docs/Pictures.ps1"
    Import-Module SfnMapRun
}

Describe 'The picture <Name>' -ForEach $pictures {
    It 'shows what its command prints today' {
        $shown = Get-PictureText (Get-Content "$root/docs/pictures/$Name.svg" -Raw)
        $printed = Get-PictureText (Get-PictureSvg $_)

        # How far a wait has come when its bar appears is a matter of seconds.
        if ($StopAt) { $shown, $printed = $shown, $printed | ForEach-Object { , ($_ -replace '\d+', '#' -replace '[^\]]*…?#s\]$') } }
        $printed | Should -Be $shown
    }

    It 'is in the README' {
        Get-Content "$root/README.md" -Raw | Should -Match "!\[[^\]]+\]\(docs/pictures/$Name\.svg\)"
    }
}
