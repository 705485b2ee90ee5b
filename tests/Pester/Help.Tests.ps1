# The help: complete, current, and true: every example is run.

BeforeDiscovery {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $parameters = foreach ($command in Get-Command -Module SfnMapRun) {
        foreach ($name in $command.Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters }) {
            @{ Command = $command.Name; Parameter = $name }
        }
    }
    $examples = foreach ($command in Get-Command -Module SfnMapRun) {
        foreach ($example in (Get-Help $command.Name -Full).examples.example) {
            # The code block of an example is the only text that can be run; what surrounds it are prose and fences.
            $text = (@($example.introduction.Text) + $example.code + @($example.remarks.Text)) -join "`n"
            @{ Command = $command.Name; Title = $example.title.Trim('- '); Text = $text }
        }
    }
    $kinds = [SfnMapRun.MapRun].Assembly.GetType('SfnMapRun.Errors.FailureKind').GetFields().Name
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint
}

AfterAll { Stop-LocalStepFunctions $endpoint }

Describe 'The help page' {
    It 'of <Command> describes -<Parameter>' -ForEach $parameters {
        $help = Get-Help $Command -Parameter $Parameter
        $help.description.Text | Should -Match '\w{3}'
    }

    It 'of <_.Name> is complete and has nothing left to fill in' -ForEach (Get-Command -Module SfnMapRun) {
        $help = Get-Help $_.Name -Full
        $help.Synopsis | Should -Match '^[A-Z].+\.$'
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.examples.example.Count | Should -BeGreaterThan 3
        Get-Content "$root/docs/en-US/$($_.Name).md" -Raw | Should -Not -Match '\{\{'
    }

    It 'of <_.Name> fits a terminal of 80 columns' -ForEach (Get-Command -Module SfnMapRun) {
        # Get-Help keeps the lines of the page, and indents those of parameters by eight. The synopsis is one line.
        $prose = (Get-Content "$root/docs/en-US/$($_.Name).md" -Raw) -replace '(?s)```.*?```' -replace '(?m)^- .*$' -replace '(?s)### CommonParameters.*?(?=## INPUTS)'
        $prose -split '\r?\n' | Where-Object Length -GT 72 | Should -BeNullOrEmpty
    }

    It 'of <_.Name> has the parameters that there are, and no others' -ForEach (Get-Command -Module SfnMapRun) {
        $documented = (Get-Help $_.Name -Full).parameters.parameter.name
        $actual = $_.Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters }
        $documented | Sort-Object | Should -Be ($actual | Sort-Object)
    }
}

Describe 'The examples' {
    It 'of <Command>: <Title>' -ForEach $examples {
        # Stands in for the AWS CLI, which the examples take for granted.
        function aws { "{ ""mapRuns"": [ { ""mapRunArn"": ""$failedArn"" }, { ""mapRunArn"": ""$succeededArn"" } ] }" }
        $code = [regex]::Match($Text, '(?s)```powershell\r?\n(?<code>.+?)```').Groups['code'].Value
        $code | Should -Not -BeNullOrEmpty
        $output = & ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'`n$code"))
        $output | Out-String | Should -Not -BeNullOrEmpty
    }
}

Describe 'about_SfnMapRun' {
    BeforeAll { $about = Get-Help about_SfnMapRun | Out-String }

    It 'lists the error id <_>' -ForEach $kinds {
        $about | Should -Match "\n +$_ +[A-Z]\w+\r?\n"
    }

    It 'fits a terminal of 80 columns' {
        Get-Content "$staged/en-US/about_SfnMapRun.help.txt" | Where-Object Length -GT 79 | Should -BeNullOrEmpty
    }

    It 'describes every property of a Map Run' {
        [SfnMapRun.MapRun].GetProperties().Name | Where-Object { $about -notmatch "\b$_\b" } | Should -BeNullOrEmpty
    }
}
