# The package, as it was installed from a repository: for every platform, reproducible, with what licences ask for.

BeforeDiscovery {
    # The machine that a file of compiled code is for: the processor's number, and the operating system's by exclusive or.
    $systems = @{ win = 0; linux = 0x7B79; osx = 0x4644 }
    $processors = @{ x64 = 0x8664; arm64 = 0xAA64 }
    $platforms = foreach ($system in $systems.Keys) {
        foreach ($processor in $processors.Keys) {
            @{ Platform = "$system-$processor"; Machine = $systems[$system] -bxor $processors[$processor] }
        }
    }
    . $PSScriptRoot/Support.ps1
    $pages = @('README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/runbooks/README.md') + (Get-ChildItem "$root/docs/*.md" | ForEach-Object { "docs/$($_.Name)" })
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $assemblies = 'AWSSDK.Core.dll', 'AWSSDK.SecurityToken.dll', 'AWSSDK.SSO.dll', 'AWSSDK.SSOOIDC.dll', 'SfnMapRun.Aws.dll'
    $manifest = Import-PowerShellDataFile "$installed/SfnMapRun.psd1"
}

Describe 'The package' {
    It 'has at most 10 MB' {
        (Get-Item "$root/output/installed/SfnMapRun.$version.nupkg").Length | Should -BeLessThan 10MB
    }

    It 'brings the AWS SDK only among its dependencies, and no assembly of PowerShell' {
        (Get-ChildItem $installed -Filter *.dll).Name | Should -Be 'SfnMapRun.dll'
        (Get-ChildItem "$installed/Dependencies" -File).Name | Sort-Object | Should -Be $assemblies
    }

    It 'has images for <Platform>' -ForEach $platforms {
        $folder = "$installed/Dependencies/$Platform"
        (Get-ChildItem $folder).Name | Sort-Object | Should -Be $assemblies
        foreach ($image in Get-ChildItem $folder) {
            $reader = [Reflection.PortableExecutable.PEReader]::new([IO.File]::OpenRead($image))
            try {
                '{0:X}' -f [uint16]$reader.PEHeaders.CoffHeader.Machine | Should -Be ('{0:X}' -f $Machine) -Because $image.Name
                $reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size | Should -BeGreaterThan 0 -Because "$($image.Name) is compiled ahead"
            }
            finally { $reader.Dispose() }
            $image.VersionInfo.FileVersion | Should -Be (Get-Item "$installed/Dependencies/$($image.Name)").VersionInfo.FileVersion
        }
    }

    It 'has images for no other platform' {
        (Get-ChildItem "$installed/Dependencies" -Directory).Name | Sort-Object | Should -Be ('linux-arm64', 'linux-x64', 'osx-arm64', 'osx-x64', 'win-arm64', 'win-x64')
    }

    It 'knows the commit that it was built from' {
        (Get-Item "$installed/SfnMapRun.dll").VersionInfo.ProductVersion | Should -Be "$version+$(git -C $root rev-parse HEAD)"
    }

    It 'has the release notes of its version, with the date of the changelog' {
        $manifest.PrivateData.PSData.ReleaseNotes | Should -Match 'Get-SFNMapRun'
        $changelog = (Get-Content "$root/CHANGELOG.md" -Raw) -replace '\r\n', "`n"
        $changelog | Should -Match "(?m)^## \[$([regex]::Escape($version))\] - \d{4}-\d\d-\d\d$"
        $changelog | Should -BeLike "*$([WildcardPattern]::Escape($manifest.PrivateData.PSData.ReleaseNotes))*"
    }

    It 'names what it ships of others, with version and licence' {
        $notice = Get-Content "$installed/THIRD-PARTY-NOTICES.txt" -Raw
        $lock = Get-Content "$root/src/SfnMapRun.Aws/packages.lock.json" -Raw | ConvertFrom-Json -AsHashtable
        foreach ($name in $assemblies | Split-Path -LeafBase | Where-Object { $_ -ne 'SfnMapRun.Aws' }) {
            $notice | Should -Match "(?m)^$([regex]::Escape("$name $($lock.dependencies['net8.0'][$name].resolved)"))$"
        }
        $notice | Should -Match 'Licence: Apache-2.0'
        $notice | Should -Match 'TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION'
        $notice | Should -Match 'END OF TERMS AND CONDITIONS'
        Get-Content "$installed/LICENSE" -Raw | Should -Match 'MIT License'
    }

    It 'has a page <_> that links only to what is in the package, or to the web' -ForEach $pages {
        $page = Get-Item "$installed/$_"
        $prose = (Get-Content $page -Raw) -replace '(?s)```.*?```'
        foreach ($link in [regex]::Matches($prose, '\]\((?<to>[^)#]+)[^)]*\)').ForEach{ $_.Groups['to'].Value }) {
            if ($link -notmatch '^https://') { Join-Path $page.Directory $link | Should -Exist }
        }
    }

    It 'has help that links only to its own commands, or to the web' {
        $links = ([xml](Get-Content "$installed/en-US/SfnMapRun.dll-Help.xml" -Raw)).GetElementsByTagName('maml:navigationLink')
        foreach ($link in $links) {
            if ($link.uri) { $link.uri | Should -Match '^https://' } else { $manifest.CmdletsToExport | Should -Contain $link.linkText }
        }
    }
}

Describe 'What is installed' {
    BeforeAll {
        $endpoint = Start-LocalStepFunctions
        Set-TestEnvironment $endpoint
    }

    AfterAll { Stop-LocalStepFunctions $endpoint }

    It 'loads the images of the platform that it runs on' {
        $system = $IsWindows ? 'win' : $IsMacOS ? 'osx' : 'linux'
        $processor = "$([Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture)".ToLowerInvariant()
        $null = Get-SFNMapRun $failedArn
        $loaded = [Runtime.Loader.AssemblyLoadContext]::All.Where{ $_.Name -eq 'SfnMapRun' }.Assemblies.Location
        $loaded | Should -Not -BeNullOrEmpty
        $loaded | Split-Path | Sort-Object -Unique | Resolve-Path | Should -Be (Resolve-Path "$installed/Dependencies/$system-$processor").Path
    }

    It 'shows no folder of the machine that built it in a stack trace' {
        $traces = foreach ($arn in 'not-an-arn', (New-FaultArn 'AccessDeniedException')) {
            Get-SFNMapRun $arn -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].Exception.StackTrace
        }
        $traces -join "`n" | Should -Match '/SfnMapRun/src/SfnMapRun/'
        $traces -join "`n" | Should -Match '/SfnMapRun/src/SfnMapRun.Aws/'
        $traces -match [regex]::Escape($root) | Should -BeNullOrEmpty
    }
}

Describe 'Another module with a cmdlet of the same name' {
    BeforeAll {
        $endpoint = Start-LocalStepFunctions
        Set-TestEnvironment $endpoint

        # A stand-in: of the real one, what counts here is its name and the cmdlet's.
        $rival = New-Item -ItemType Directory "$TestDrive/modules/AWS.Tools.StepFunctions"
        Copy-Item (Get-TestDoubles) "$rival/AWS.Tools.StepFunctions.dll"
        New-ModuleManifest "$rival/AWS.Tools.StepFunctions.psd1" -RootModule AWS.Tools.StepFunctions.dll -CmdletsToExport Get-SFNMapRun -ModuleVersion 4.1.0
        $ours = New-Item -ItemType Directory "$TestDrive/modules/SfnMapRun"
        Copy-Item $installed $ours -Recurse

        # Each in a session of its own: what a session loads, and finds, is its own affair.
        Set-Content "$TestDrive/required.ps1" "#Requires -Modules SfnMapRun`n(Get-SFNMapRun '$failedArn').Status"
        $answers = Invoke-CleanPowerShell @"
            `$env:PSModulePath = '$TestDrive/modules' + [IO.Path]::PathSeparator + (Join-Path `$PSHOME Modules)
            foreach (`$script in
                "Get-SFNMapRun '$failedArn'",
                "Import-Module SfnMapRun; (Get-SFNMapRun '$failedArn').Status",
                "(SfnMapRun\Get-SFNMapRun '$failedArn').Status",
                "& '$TestDrive/required.ps1'",
                "Import-Module AWS.Tools.StepFunctions; Import-Module SfnMapRun; (Get-SFNMapRun '$failedArn').Status") {
                "`$([powershell]::Create([initialsessionstate]::CreateDefault()).AddScript(`$script).Invoke())"
            }
"@
    }

    AfterAll { Stop-LocalStepFunctions $endpoint }

    It 'is the one that PowerShell loads of its own accord' {
        $answers[0] | Should -Be 'the other one'
    }

    It 'gives way to <Name>' -ForEach @(
        @{ Session = 1; Name = 'Import-Module SfnMapRun' }
        @{ Session = 2; Name = 'the name with the module' }
        @{ Session = 3; Name = 'a script that requires the module' }
        @{ Session = 4; Name = 'Import-Module SfnMapRun, where the other one was imported before' }
    ) {
        $answers[$Session] | Should -Be 'FAILED'
    }
}
