# What the README shows in PowerShell, run as it stands there.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint

    # The lines of a block of the README, by a line that is in it.
    function Get-ReadmeBlock([string] $Line) {
        $blocks = [regex]::Matches((Get-Content "$root/README.md" -Raw), '(?ms)^```powershell\r?\n(?<code>.+?)^```').ForEach{ $_.Groups['code'].Value }
        @($blocks | Where-Object { $_.Contains($Line) })[0]
    }
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'The README' {
    It 'defines each variable before it uses it' {
        $known = [System.Collections.Generic.HashSet[string]]@('_', 'true', 'false', 'null')
        $code = [regex]::Matches((Get-Content "$root/README.md" -Raw), '(?ms)^```powershell\r?\n(?<code>.+?)^```').ForEach{ $_.Groups['code'].Value } -join "`n"
        $syntax = [Management.Automation.Language.Parser]::ParseInput($code, [ref]$null, [ref]$null)
        foreach ($statement in $syntax.EndBlock.Statements) {
            $uses = $statement.FindAll({ $args[0] -is [Management.Automation.Language.VariableExpressionAst] }, $true).VariablePath.UserPath
            if ($statement -is [Management.Automation.Language.AssignmentStatementAst]) { $null = $known.Add($statement.Left.VariablePath.UserPath) }
            $uses | Where-Object { $_ } | ForEach-Object { $known | Should -Contain $_ }
        }
    }

    It 'makes a first call that shows Map Runs, by state machine and by execution' {
        $output = & ([scriptblock]::Create((Get-ReadmeBlock 'Import-Module SfnMapRun')))
        $runs = @($output | Where-Object { $_ -is [SfnMapRun.MapRun] })
        $runs.Count | Should -BeGreaterThan 5
        $runs.StateMachineName | Select-Object -Unique | Should -Be 'OrderImport'
        $output | Where-Object { $_.GetType().Name -eq 'FormatEntryData' } | Should -HaveCount 5
    }

    It 'shows lines for scripts that find what can be redriven, and write a CSV file' {
        $execution = 'arn:aws:states:eu-central-1:123456789012:execution:OrderImport:nightly-0412'
        $lines = (Get-ReadmeBlock 'Export-Csv items.csv') -split '\r?\n' -match '^\$runs'
        Push-Location $TestDrive
        try {
            (& ([scriptblock]::Create($lines -join "`n"))).MapRunArn | Should -Contain $failedArn
            Import-Csv items.csv | Where-Object { $_.Status -eq 'FAILED' -and [int]$_.Failed -eq 1200 } | Should -HaveCount 1
        }
        finally { Pop-Location }
    }
}
