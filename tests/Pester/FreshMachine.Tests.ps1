# What a machine needs that has nothing but git and the .NET SDK, as the README promises.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    $commands = [regex]::Match((Get-Content "$root/README.md" -Raw), '(?s)```shell\r?\n(?<code>.+?)```').Groups['code'].Value.Trim() -split '\r?\n'
}

Describe 'A fresh machine' {
    It 'is told the two commands first' {
        $commands | Should -Be @(
            'dotnet tool restore && dotnet pwsh ./build.ps1 Demo'
            'dotnet tool restore && dotnet pwsh ./build.ps1 Test')
    }

    It 'is what continuous integration is: the second command, and nothing else' {
        $lines = Get-Content "$root/.ci/run" | Where-Object { $_ -notmatch '^#' }
        $lines | Should -Be 'set -euo pipefail', 'cd "$(dirname "$0")/.."', $commands[1]
    }

    It 'gets the PowerShell that the tool manifest pins' {
        $tools = (Get-Content "$root/.config/dotnet-tools.json" -Raw | ConvertFrom-Json).tools
        $tools.powershell.version | Should -Match '^\d+\.\d+\.\d+$'
        $tools.powershell.commands | Should -Be 'pwsh'
    }

    It 'runs the tests with the Pester that the build brought' {
        (Get-Module Pester).ModuleBase | Should -Be (Join-Path $root output tools Pester (Get-Module Pester).Version)
    }

    It 'runs the tests on a PowerShell that is compiled ahead, as an installed one is' {
        $reader = [Reflection.PortableExecutable.PEReader]::new([IO.File]::OpenRead([psobject].Assembly.Location))
        try { $reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size | Should -BeGreaterThan 0 } finally { $reader.Dispose() }
    }

    It 'runs child processes in the same PowerShell' {
        Invoke-CleanPowerShell '"$PSHOME $($PSVersionTable.PSVersion)"' | Should -Be "$PSHOME $($PSVersionTable.PSVersion)"
    }

    It 'gets files with the line ends and the encoding that they have everywhere' {
        $text = git -C $root ls-files | Where-Object { $_ -notlike '*.png' } | ForEach-Object { Get-Item "$root/$_" -Force }
        $text.Count | Should -BeGreaterThan 200
        $other = foreach ($file in $text) {
            $bytes = [IO.File]::ReadAllBytes($file)
            if ([Convert]::ToHexString($bytes, 0, [Math]::Min(3, $bytes.Length)) -eq 'EFBBBF') { "$file begins with a byte-order mark" }
            if ([Array]::IndexOf($bytes, [byte]13) -ge 0) { "$file has carriage returns" }
        }
        $other | Should -BeNullOrEmpty
    }
}
