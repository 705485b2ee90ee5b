# The help: complete, current, and true: every example is run.

BeforeDiscovery {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $examples = foreach ($command in Get-Command -Module SfnMapRun) {
        foreach ($example in (Get-Help $command.Name -Full).examples.example) {
            @{ Command = $command.Name; Title = $example.title.Trim('- '); Code = $example.code }
        }
    }
    $hasPlatyPS = Get-Module -ListAvailable -FullyQualifiedName @{ ModuleName = 'Microsoft.PowerShell.PlatyPS'; ModuleVersion = '1.0.3' }
    $topics = (Get-ChildItem "$root/docs/en-US" -Filter about_*.help.txt).Name -replace '\.help\.txt$'
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions
    Set-TestEnvironment $endpoint

    # Get-Help looks at every program on the path, each time.
    $path = $env:PATH
    $env:PATH = ''
}

AfterAll {
    $env:PATH = $path
    Stop-LocalStepFunctions $endpoint
}

Describe 'The help page' {
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

    It 'of <_.Name> describes the parameters that there are, and no others' -ForEach (Get-Command -Module SfnMapRun) {
        $documented = (Get-Help $_.Name -Full).parameters.parameter
        $actual = $_.Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters }
        $documented.name | Sort-Object | Should -Be ($actual | Sort-Object)
        $documented | Where-Object { "$($_.description.Text)" -notmatch '\w{3}' } | ForEach-Object name | Should -BeNullOrEmpty
    }
}

Describe 'The help' {
    It 'was made from the pages as they are: ./build.ps1 Docs makes it anew' {
        . "$root/docs/HelpPages.ps1"
        $origin = (Get-Content "$root/docs/en-US/SfnMapRun.dll-Help.xml" -TotalCount 2)[1]
        $origin | Should -BeLike "*content: $(Get-HelpPageHash "$root/docs/en-US") *"
    }

    It 'is shipped as it was made' {
        (Get-FileHash "$installed/en-US/SfnMapRun.dll-Help.xml").Hash | Should -Be (Get-FileHash "$root/docs/en-US/SfnMapRun.dll-Help.xml").Hash
    }

    # Only a machine with PlatyPS can make it; there is nothing to leave out on others.
    if ($hasPlatyPS) {
        It 'comes out the same when it is made anew' {
            Invoke-CleanPowerShell "& '$root/docs/Build-Help.ps1' -Source '$root/docs/en-US' -Destination '$TestDrive'"
            Get-Content "$TestDrive/SfnMapRun.dll-Help.xml" -Raw | Should -Be (Get-Content "$root/docs/en-US/SfnMapRun.dll-Help.xml" -Raw)
        }
    }

    It 'of <_.Name> shows examples as code, and no link that leads nowhere' -ForEach (Get-Command -Module SfnMapRun) {
        $examples = Get-Help $_.Name -Examples | Out-String
        $examples | Should -Match '\$arn|\$execution|aws s3 sync'
        $examples | Should -Not -Match '```|[\x80-\x9f]'
        Get-Help $_.Name -Full | Out-String | Should -Not -Match 'Online Version'
    }
}

Describe 'The examples' {
    It 'of <Command>: <Title>' -ForEach $examples {
        # Stands in for the AWS CLI, which the examples take for granted: it lists Map Runs, or downloads what is in a folder of S3.
        function aws {
            if ($args[0] -ne 's3') { return "{ ""mapRuns"": [ { ""mapRunArn"": ""$failedArn"" }, { ""mapRunArn"": ""$succeededArn"" } ] }" }
            $from, $to = $args[-2, -1]
            $files = @(Get-ChildItem "$root/tests/ResultFiles" -Filter (Split-Path $from -Leaf)) + @(Get-Item "$root/tests/ResultFiles")
            Copy-Item $files[0] $to -Recurse
        }
        $Code | Should -Not -BeNullOrEmpty
        # Files that they write go with the test.
        Push-Location (New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())")
        try { $output = & ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'`n$Code")) } finally { Pop-Location }
        $output | Out-String | Should -Not -BeNullOrEmpty
    }
}

Describe '<_>' -ForEach $topics {
    BeforeAll { $about = Get-Help $_ | Out-String }

    It 'is found by its name' {
        $about | Should -Match "(?s)^\s*TOPIC\s+$_\r?\n.+SHORT DESCRIPTION\r?\n.+SEE ALSO"
    }

    It 'fits a terminal of 80 columns' {
        Get-Content "$installed/en-US/$_.help.txt" | Where-Object Length -GT 79 | Should -BeNullOrEmpty
    }

    It 'points only to what is there' {
        $seeAlso = ($about -split 'SEE ALSO')[-1] -split '\r?\n' | ForEach-Object Trim | Where-Object { $_ }
        $seeAlso | Should -Not -BeNullOrEmpty
        foreach ($name in $seeAlso) { Get-Help $name -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because $name }
        foreach ($name in [regex]::Matches($about, 'about_SfnMapRun(_\w+)?').Value) { "$installed/en-US/$name.help.txt" | Should -Exist }
    }
}

Describe 'about_SfnMapRun' {
    It 'answers each question with a command that there is, and its parameters' {
        $questions = (Get-Help about_SfnMapRun | Out-String) -split 'WHICH COMMAND FOR WHICH QUESTION' | Select-Object -Last 1
        $answers = [regex]::Matches(($questions -split 'VIEWS')[0], '(?m)^ +\w.+\?  +(.+?)\r?$') | ForEach-Object { $_.Groups[1].Value }
        $answers.Count | Should -BeGreaterThan 10
        foreach ($answer in $answers) {
            $command = [System.Management.Automation.Language.Parser]::ParseInput($answer, [ref] $null, [ref] $null).EndBlock.Statements[0].PipelineElements[-1]
            $parameters = (Get-Command $command.GetCommandName() -Module SfnMapRun).Parameters.Keys
            foreach ($name in $command.CommandElements.ParameterName | Where-Object { $_ }) { $parameters | Should -Contain $name -Because $answer }
        }
    }
}

Describe 'about_SfnMapRun_Errors' {
    It 'lists every error id, and what to do next' {
        $about = Get-Help about_SfnMapRun_Errors | Out-String
        $kinds = [SfnMapRun.MapRun].Assembly.GetType('SfnMapRun.Errors.FailureKind').GetFields().Name
        $kinds.Count | Should -BeGreaterThan 10
        $kinds | Where-Object { $about -notmatch "\n +$_ +[A-Z]\w+\r?\n +\S" } | Should -BeNullOrEmpty
    }
}

Describe 'about_SfnMapRun_Fields' {
    It 'describes every property of a Map Run' {
        $about = Get-Help about_SfnMapRun_Fields | Out-String
        [SfnMapRun.MapRun].GetProperties().Name | Where-Object { $about -notmatch "\b$_\b" } | Should -BeNullOrEmpty
    }
}
