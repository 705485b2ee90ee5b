# The public contract, and the conventions that keep it whole.

BeforeDiscovery {
    $manifest = Import-PowerShellDataFile "$PSScriptRoot/../../SfnMapRun.psd1"
    $cmdlets = $manifest.CmdletsToExport
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
}

Describe 'The module' {
    It 'is the staged one' {
        (Get-Module SfnMapRun).ModuleBase | Should -Be $staged
    }

    It 'exports its cmdlets and nothing else' {
        (Get-Module SfnMapRun).ExportedCommands.Keys | Should -Be 'Get-SFNMapRun'
    }

    It 'says what it is to those who list modules' {
        $module = Test-ModuleManifest "$staged/SfnMapRun.psd1"
        $module.Description | Should -Not -BeNullOrEmpty
        $module.Version | Should -Be $version
    }

    It 'writes its version in the manifest alone' {
        [Reflection.AssemblyName]::GetAssemblyName("$staged/SfnMapRun.dll").Version.ToString(3) | Should -Be $version
        [Reflection.AssemblyName]::GetAssemblyName("$staged/Dependencies/SfnMapRun.Aws.dll").Version.ToString(3) | Should -Be $version
    }

    It 'ships the same assemblies for every platform that it has images for' {
        foreach ($platform in Get-ChildItem "$staged/Dependencies" -Directory) {
            foreach ($image in Get-ChildItem $platform) {
                $versions = $image.FullName, "$staged/Dependencies/$($image.Name)" | ForEach-Object { [Diagnostics.FileVersionInfo]::GetVersionInfo($_).FileVersion }
                $versions[0] | Should -Be $versions[1] -Because $image.Name
            }
            (Get-ChildItem $platform).Name | Should -Be (Get-ChildItem "$staged/Dependencies" -File).Name
        }
    }

    It 'ships no PowerShell assembly, and the AWS SDK only among its dependencies' {
        (Get-ChildItem $staged -Filter *.dll).Name | Should -Be 'SfnMapRun.dll'
        (Get-ChildItem "$staged/Dependencies" -File).Name | Sort-Object | Should -Be 'AWSSDK.Core.dll', 'AWSSDK.SecurityToken.dll', 'AWSSDK.SSO.dll', 'AWSSDK.SSOOIDC.dll', 'SfnMapRun.Aws.dll'
    }
}

Describe 'Get-SFNMapRun' {
    # A change here is a change of the public contract: think of the scripts that break.
    It 'has the parameters it always had' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        $actual = (Get-Command Get-SFNMapRun).Parameters.Values | Where-Object Name -NotIn $common | ForEach-Object {
            $set = $_.Attributes.Where{ $_ -is [Parameter] }
            '{0} {1}{2}{3}{4}{5}' -f $_.ParameterType.Name, $_.Name,
                ($set.Mandatory ? ' mandatory' : ''), ($set.Position -ge 0 ? " position $($set.Position)" : ''),
                ($set.ValueFromPipeline ? ' pipeline' : ''), ($set.ValueFromPipelineByPropertyName ? ' property' : '')
        }
        $actual | Sort-Object | Should -Be @(
            'Int32 ThrottleLimit'
            'Object Credential'
            'String AccessKey property'
            'String EndpointUrl'
            'String ProfileName'
            'String Region'
            'String SecretKey property'
            'String SessionToken property'
            'String[] MapRunArn mandatory position 0 pipeline property'
        )
        (Get-Command Get-SFNMapRun).ParameterSets.Count | Should -Be 1
    }

    It 'says what it returns' {
        (Get-Command Get-SFNMapRun).OutputType.Type | Should -Be ([SfnMapRun.MapRun])
    }
}

Describe 'A Map Run' {
    It 'has the fields of the API first, then what is computed' {
        [SfnMapRun.MapRun].GetProperties().Name | Should -Be @(
            'MapRunArn', 'ExecutionArn', 'Status', 'StartDate', 'StopDate', 'MaxConcurrency', 'ToleratedFailurePercentage',
            'ToleratedFailureCount', 'ItemCounts', 'ExecutionCounts', 'RedriveCount', 'RedriveDate'
            'DescribedDate', 'StateMachineName', 'Label', 'MapRunId', 'Region', 'AccountId', 'DurationSeconds', 'FinishedPercentage',
            'FailurePercentage', 'ToleratedFailureExceeded', 'ItemsRedrivable', 'ItemsNotRedrivable', 'ItemsPendingRedrive', 'RedriveUntil')
    }
}

Describe 'docs/set-ups.md' {
    It 'lists the set-ups that are tested, and no others' {
        $listed = [regex]::Matches((Get-Content "$root/docs/set-ups.md" -Raw), '(?m)^\| (?<name>.+?) \| (none: permanent keys|`[\w-]+…`|`\w+`) \|$')
        $tested = (& "$PSScriptRoot/CredentialCases.ps1") + (& "$PSScriptRoot/WrongSetUps.ps1")
        $listed.ForEach{ $_.Groups['name'].Value } | Should -Be $tested.Name
    }
}

Describe 'The cmdlet <_>' -ForEach $cmdlets {
    It 'has a source file, a test file and a help page' {
        $name = $_
        "$root/src/SfnMapRun/Cmdlets/$($name -replace '-')Command.cs" | Should -Exist
        "$root/tests/Pester/$($name -replace '-').Tests.ps1" | Should -Exist
        "$root/docs/en-US/$name.md" | Should -Exist
    }
}
