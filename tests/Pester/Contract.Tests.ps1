# The public contract. What goes with a cmdlet, an error and a field is checked in tests/SfnMapRun.Tests/Architecture.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
}

Describe 'The module' {
    It 'is the installed one' {
        (Get-Module SfnMapRun).ModuleBase | Should -Be $installed
    }

    It 'exports its cmdlets and nothing else' {
        (Get-Module SfnMapRun).ExportedCommands.Keys | Sort-Object | Should -Be @(
            'Export-SFNMapRunReport', 'Get-SFNMapRun', 'Get-SFNMapRunExecution', 'Get-SFNMapRunFailure', 'Get-SFNMapRunList'
            'Import-SFNMapRunResult', 'Restart-SFNMapRun', 'Stop-SFNMapRun', 'Update-SFNMapRun', 'Wait-SFNMapRun')
    }

    It 'says what it is to those who list modules' {
        $module = Test-ModuleManifest "$installed/SfnMapRun.psd1"
        $module.Description | Should -Not -BeNullOrEmpty
        $module.Version | Should -Be $version
    }

    It 'writes its version in the manifest alone' {
        [Reflection.AssemblyName]::GetAssemblyName("$installed/SfnMapRun.dll").Version.ToString(3) | Should -Be $version
        [Reflection.AssemblyName]::GetAssemblyName("$installed/Dependencies/SfnMapRun.Aws.dll").Version.ToString(3) | Should -Be $version
    }
}

# A change here is a change of the public contract: think of the scripts that break.
Describe '<Name>' -ForEach @(
    @{ Name = 'Get-SFNMapRun'; Returns = 'MapRun'; Own = @(
            'Int32 ThrottleLimit'
            'String[] MapRunArn mandatory position 0 pipeline property') }
    @{ Name = 'Get-SFNMapRunList'; Returns = 'MapRunListItem'; Sets = 'Execution', 'StateMachine'; Own = @(
            'String[] ExecutionArn mandatory position 0 pipeline property'
            'String[] ExecutionStatus'
            'String[] StateMachineArn mandatory position 0 pipeline property') }
    @{ Name = 'Wait-SFNMapRun'; Returns = 'MapRun'; Sets = 'MapRun', 'Execution'; Own = @(
            'String[] ExecutionArn mandatory property'
            'String[] MapRunArn mandatory position 0 pipeline property'
            'SwitchParameter ErrorOnFailure'
            'WaitTime PollingInterval'
            'WaitTime? Timeout') }
    @{ Name = 'Get-SFNMapRunExecution'; Returns = 'MapRunExecution'; Own = @(
            'Int32 ThrottleLimit'
            'Int32? Slowest'
            'String RedriveFilter'
            'String[] MapRunArn mandatory position 0 pipeline property'
            'String[] Status'
            'SwitchParameter IncludeDetail') }
    @{ Name = 'Get-SFNMapRunFailure'; Returns = 'MapRunFailure'; Own = @(
            'Int32 ThrottleLimit'
            'Int32 Top'
            'String[] MapRunArn mandatory position 0 pipeline property') }
    @{ Name = 'Update-SFNMapRun'; Returns = 'MapRun'; Own = @(
            'Double? ToleratedFailurePercentage'
            'Int32? MaxConcurrency'
            'Int64? ToleratedFailureCount'
            'String[] MapRunArn mandatory position 0 pipeline property'
            'SwitchParameter Confirm'
            'SwitchParameter PassThru'
            'SwitchParameter WhatIf') }
    @{ Name = 'Stop-SFNMapRun'; Returns = 'MapRun'; Impact = 'High'; Own = @(
            'String Cause'
            'String Error'
            'String[] MapRunArn mandatory position 0 pipeline property'
            'SwitchParameter Confirm'
            'SwitchParameter PassThru'
            'SwitchParameter WhatIf') }
    @{ Name = 'Restart-SFNMapRun'; Returns = 'MapRun'; Own = @(
            'String ClientToken'
            'String[] MapRunArn mandatory position 0 pipeline property'
            'SwitchParameter Confirm'
            'SwitchParameter PassThru'
            'SwitchParameter WhatIf') }
    @{ Name = 'Export-SFNMapRunReport'; Returns = 'System.IO.FileInfo'; Own = @(
            'Int32 MaxExecutions'
            'Int32 ThrottleLimit'
            'Int32 Top'
            'String Path mandatory position 1'
            'String[] MapRunArn mandatory position 0 pipeline property'
            'SwitchParameter Confirm'
            'SwitchParameter Force'
            'SwitchParameter NoClobber'
            'SwitchParameter PassThru'
            'SwitchParameter WhatIf') }
    @{ Name = 'Import-SFNMapRunResult'; Returns = 'MapRunResult'; Sets = 'Path', 'LiteralPath'; CallsNobody = $true; Own = @(
            'String[] LiteralPath mandatory property'
            'String[] Path mandatory position 0 pipeline'
            'String[] Status') }
) {
    It 'has the parameters it always had' {
        $shared = $CallsNobody ? @() : @(
            'Object Credential', 'String AccessKey property', 'String EndpointUrl', 'String ProfileName'
            'String Region', 'String SecretKey property', 'String SessionToken property')
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        $actual = (Get-Command $Name).Parameters.Values | Where-Object Name -NotIn $common | ForEach-Object {
            $set = $_.Attributes.Where{ $_ -is [Parameter] }
            $inner = [Nullable]::GetUnderlyingType($_.ParameterType)
            '{0} {1}{2}{3}{4}{5}' -f ($inner ? "$($inner.Name)?" : $_.ParameterType.Name), $_.Name,
                ($set.Mandatory ? ' mandatory' : ''), ($set.Position -ge 0 ? " position $($set.Position)" : ''),
                ($set.ValueFromPipeline ? ' pipeline' : ''), ($set.ValueFromPipelineByPropertyName ? ' property' : '')
        }
        $actual | Sort-Object | Should -Be ($shared + $Own | Sort-Object)
        (Get-Command $Name).ParameterSets.Name | Should -Be ($Sets ?? '__AllParameterSets')
    }

    It 'has the aliases it always had' {
        $expected = $CallsNobody ? @{ LiteralPath = 'PSPath', 'LP' } :
            @{ ProfileName = 'AWSProfileName'; AccessKey = 'AK'; SecretKey = 'SK', 'SecretAccessKey'; SessionToken = 'ST' }
        if ($Name -eq 'Wait-SFNMapRun') { $expected += @{ Timeout = 'TimeoutSec', 'TimeoutSeconds'; PollingInterval = 'Interval' } }
        if ($Name -eq 'Export-SFNMapRunReport') { $expected.Path = 'LiteralPath' }
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters + 'WhatIf', 'Confirm'
        $actual = (Get-Command $Name).Parameters.Values | Where-Object { $_.Aliases -and $_.Name -notin $common } | ForEach-Object { "$($_.Name): $($_.Aliases)" }
        $actual | Sort-Object | Should -Be ($expected.Keys | ForEach-Object { "${_}: $($expected[$_])" } | Sort-Object)
    }

    It 'asks before it changes something, and only then' {
        $metadata = [System.Management.Automation.CommandMetadata]::new((Get-Command $Name).ImplementingType)
        $metadata.SupportsShouldProcess | Should -Be ($Name -in 'Update-SFNMapRun', 'Stop-SFNMapRun', 'Restart-SFNMapRun', 'Export-SFNMapRunReport')
        $metadata.ConfirmImpact | Should -Be ($Impact ?? ($metadata.SupportsShouldProcess ? 'Medium' : 'None'))
    }

    It 'says what it returns' {
        (Get-Command $Name).OutputType.Name | Should -Be ($Returns -match '\.' ? $Returns : "SfnMapRun.$Returns")
    }
}

Describe 'A Map Run' {
    It 'has the fields of the API first, then what is computed' {
        [SfnMapRun.MapRun].GetProperties().Name | Should -Be @(
            'MapRunArn', 'ExecutionArn', 'Status', 'StartDate', 'StopDate', 'MaxConcurrency', 'ToleratedFailurePercentage',
            'ToleratedFailureCount', 'ItemCounts', 'ExecutionCounts', 'RedriveCount', 'RedriveDate'
            'DescribedDate', 'StateMachineName', 'Label', 'MapRunId', 'Region', 'AccountId', 'DurationSeconds', 'FinishedPercentage', 'ItemsPerMinute', 'ItemsFailed',
            'FailurePercentage', 'ToleratedFailureExceeded', 'ItemsRedrivable', 'ItemsNotRedrivable', 'ItemsPendingRedrive', 'RedriveUntil', 'WaitingFor')
    }
}

Describe 'The other objects' {
    It 'have the fields of the API first: <Type>' -ForEach @(
        @{ Type = 'MapRunListItem'; Members = 'MapRunArn', 'ExecutionArn', 'StateMachineArn', 'StartDate', 'StopDate', 'StateMachineName', 'Label', 'MapRunId' }
        @{ Type = 'MapRunExecution'; Members = @(
                'ExecutionArn', 'MapRunArn', 'StateMachineArn', 'Name', 'Status', 'StartDate', 'StopDate', 'ItemCount', 'RedriveCount', 'RedriveDate'
                'Error', 'Cause', 'Input', 'Output', 'RedriveStatus', 'RedriveStatusReason', 'DescribedDate', 'DurationSeconds') }
        @{ Type = 'MapRunFailure'; Members = @(
                'MapRunArn', 'MapRunStatus', 'Scope', 'Status', 'Error', 'CauseShape', 'Executions', 'Items', 'SampleExecutionArn', 'SampleCause', 'FirstSeen', 'LastSeen'
                'SampledExecutions', 'UnsuccessfulExecutions') }
        @{ Type = 'MapRunResult'; Members = @(
                'MapRunArn', 'ExecutionArn', 'StateMachineArn', 'Name', 'Status', 'StartDate', 'StopDate', 'RedriveCount', 'RedriveDate', 'RedriveStatus'
                'RedriveStatusReason', 'Error', 'Cause', 'Input', 'Output', 'ResultFile', 'DurationSeconds') }
    ) {
        ("SfnMapRun.$Type" -as [type]).GetProperties().Name | Should -Be $Members
    }

    It 'can be made in a script, and come back whole from a job: <Type>' -ForEach @(
        @{ Type = 'MapRunListItem'; Values = @{ MapRunArn = 'arn:aws:states:eu-central-1:123456789012:mapRun:A/B:1'; StartDate = [datetime]'2026-01-10 09:00' } }
        @{ Type = 'MapRunExecution'; Values = @{ ExecutionArn = 'arn:aws:states:eu-central-1:123456789012:execution:A/B:1'; ItemCount = 7L; Error = 'NoStock' } }
        @{ Type = 'MapRunResult'; Values = @{ Status = 'PENDING'; Input = '{"orderId":"ORD-1007"}'; StopDate = [datetime]'2026-01-10 09:00' } }
        @{ Type = 'MapRunFailure'; Values = @{ Error = 'NoStock'; Executions = 7L; LastSeen = [datetime]'2026-01-10 09:00' } }
    ) {
        $made = $Values -as "SfnMapRun.$Type"
        $back = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($made))
        $back | Should -BeOfType "SfnMapRun.$Type"
        foreach ($name in $Values.Keys) { $back.$name | Should -Be $Values[$name] }
    }
}

Describe 'docs/set-ups.md' {
    It 'lists the set-ups that are tested, and no others' {
        $listed = [regex]::Matches((Get-Content "$root/docs/set-ups.md" -Raw), '(?m)^\| (?<name>.+?) \| (none: permanent keys|`[\w-]+…`|`\w+`) \|$')
        $tested = (& "$PSScriptRoot/CredentialCases.ps1") + (& "$PSScriptRoot/WrongSetUps.ps1")
        $listed.ForEach{ $_.Groups['name'].Value } | Should -Be $tested.Name
    }
}
