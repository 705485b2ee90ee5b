@{
    ModuleVersion        = '0.1.0'
    GUID                 = '6d1f2c0e-5a7b-4b53-9a4e-0c7b8f3e21d4'
    RootModule           = 'SfnMapRun.dll'
    Author               = 'SfnMapRun contributors'
    CompanyName          = 'SfnMapRun contributors'
    Copyright            = 'Copyright (c) 2026 SfnMapRun contributors. MIT License.'
    Description          = 'AWS Step Functions Map Runs in PowerShell: how far, what failed, what can be redriven.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    TypesToProcess       = @('SfnMapRun.Types.ps1xml')
    FormatsToProcess     = @('SfnMapRun.Format.ps1xml')
    CmdletsToExport      = @(
        'Get-SFNMapRun', 'Get-SFNMapRunList', 'Wait-SFNMapRun', 'Get-SFNMapRunExecution', 'Get-SFNMapRunFailure'
        'Update-SFNMapRun', 'Stop-SFNMapRun', 'Restart-SFNMapRun', 'Export-SFNMapRunReport', 'Import-SFNMapRunResult'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('AWS', 'StepFunctions', 'MapRun', 'DistributedMap', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')

            # The build takes them from CHANGELOG.md.
            ReleaseNotes = ''
        }
    }
}
