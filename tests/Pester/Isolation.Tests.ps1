# Next to another module with another AWS SDK, imported again, in other runspaces.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint
    $foreign = (Get-ForeignAssembly '3.7').FullName
    $foreignVersion = [Reflection.AssemblyName]::GetAssemblyName($foreign).Version.ToString()
    $ownVersion = [Reflection.AssemblyName]::GetAssemblyName("$installed/Dependencies/AWSSDK.Core.dll").Version.ToString()
    $listLoaded = '[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq "AWSSDK.Core" } | ForEach-Object { "{0} {1}" -f [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name, $_.GetName().Version }'

    # Looks a thousand times at most, and not at all where there is a single processor, and so no rehearsal.
    $waitUntilLoaded = "for (`$i = 0; `$i -lt 1000 -and [Environment]::ProcessorCount -gt 1 -and -not ($listLoaded); `$i++) { Start-Sleep -Milliseconds 50 }"
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'Another AWS SDK in the session' {
    It 'is another one' {
        $foreignVersion | Should -Not -Be $ownVersion
    }

    It 'loaded first, stays what it is, and does not get in the way' {
        Invoke-CleanPowerShell "Add-Type -Path '$foreign'; Import-Module SfnMapRun; (Get-SFNMapRun '$failedArn').Status; $listLoaded" |
            Should -Be 'FAILED', "Default $foreignVersion", "SfnMapRun $ownVersion"
    }

    It 'loaded later, gets what it asks for' {
        Invoke-CleanPowerShell "Import-Module SfnMapRun; (Get-SFNMapRun '$failedArn').Status; Add-Type -Path '$foreign'; $listLoaded" |
            Should -Be 'FAILED', "SfnMapRun $ownVersion", "Default $foreignVersion"
    }
}

Describe 'Importing' {
    It 'loads the AWS SDK where no other module finds it, calls nobody, and reads none of what a script may set later' {
        $broken = "$TestDrive/broken"
        Set-Content $broken '{ broken'
        $before = Get-HandledCount $endpoint
        Invoke-CleanPowerShell "`$good = `$env:AWS_CONFIG_FILE; `$env:AWS_CONFIG_FILE = '$broken'; `$env:HTTP_PROXY = 'not an address'; Import-Module SfnMapRun; $waitUntilLoaded; $listLoaded; `$env:AWS_CONFIG_FILE = `$good; `$env:HTTP_PROXY = `$null; (Get-SFNMapRun '$failedArn').Status" |
            Should -Be (@(if ([Environment]::ProcessorCount -gt 1) { "SfnMapRun $ownVersion" }) + 'FAILED') -Because 'with a single processor there is no rehearsal that loads it'
        (Get-HandledCount $endpoint) - $before | Should -Be 1 -Because 'the command asks, and not the import'
    }

    It 'works again with -Force, and after a removal' {
        Invoke-CleanSession "Import-Module SfnMapRun; (Get-SFNMapRun '$failedArn').Status; Import-Module SfnMapRun -Force; (Get-SFNMapRun '$failedArn').Status; Remove-Module SfnMapRun; Import-Module SfnMapRun; `$r = Get-SFNMapRun '$failedArn'; `$r.GetType().FullName; ([SfnMapRun.MapRun]@{ Status = 'RUNNING' }).Status; (`$r | Format-Table | Out-String) -match 'ReserveStock'" |
            Should -Be 'FAILED', 'FAILED', 'SfnMapRun.MapRun', 'RUNNING', $true
    }

    It 'works in other runspaces' {
        1..4 | ForEach-Object -Parallel { Import-Module SfnMapRun; (Get-SFNMapRun $using:failedArn).Status } -ThrottleLimit 4 |
            Should -Be 'FAILED', 'FAILED', 'FAILED', 'FAILED'
    }
}
