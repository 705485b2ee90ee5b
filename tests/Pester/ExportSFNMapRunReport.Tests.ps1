# The report: the file, and the page in a real browser. What the page says is tested in tests/SfnMapRun.Tests/Exporting.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Import-Module SfnMapRun
    $endpoint = Start-LocalStepFunctions '--frozen true'
    Set-TestEnvironment $endpoint
    Push-Location $TestDrive
    $execution = Start-LocalExecution $endpoint @{
        items = 1000; itemsPerChild = 10; maxConcurrency = 20; toleratedFailurePercentage = 15
        failures = @(
            @{ error = 'NoStock'; cause = '{"errorMessage":"No stock for {item}, request {guid}","errorType":"NoStock"}'; percent = 8 }
            @{ error = 'States.TaskFailed'; cause = '<script>window.top.hacked = true</script><img src="x" onerror="window.top.hacked = true">'; percent = 2 }
            @{ error = ('VeryLongNameWithoutAnyBreak' * 12); status = 'TIMED_OUT'; cause = ('x' * 3000); percent = 1 })
    }
    $mapRun = $execution.mapRunArns[0]
    Move-LocalClock $endpoint 3600
    $running = (Start-LocalExecution $endpoint @{ items = 1000; itemsPerChild = 10; maxConcurrency = 20; childSeconds = 60 }).mapRunArns[0]
    Move-LocalClock $endpoint 150
}

AfterAll {
    Pop-Location
    Stop-LocalStepFunctions $endpoint
}

Describe 'Export-SFNMapRunReport' {
    It 'writes a page about Map Runs that are piped in, and nothing else' {
        Get-SFNMapRunList $execution.executionArn | Get-SFNMapRun | Export-SFNMapRunReport -Path piped.html | Should -BeNullOrEmpty
        (Get-ChildItem -Name) | Should -Be 'piped.html'
        $page = Get-Content piped.html -Raw
        $page | Should -Match '<title>OrderImport/ReserveStock:\w+ SUCCEEDED - Map Run report</title>'
        $page | Should -Match 'NoStock: No stock for O-&lt;n&gt;, request &lt;id&gt;'
        $page | Should -Match ([regex]::Escape((Get-Module SfnMapRun).Version.ToString(3)))
    }

    It 'overwrites the page before, and returns the file on request' {
        'before' | Set-Content again.html
        $file = Export-SFNMapRunReport $mapRun again.html -PassThru
        $file | Should -BeOfType System.IO.FileInfo
        $file.FullName | Should -Be (Get-Item again.html).FullName
        Get-Content again.html -Raw | Should -BeLike '<!DOCTYPE html>*'
    }

    It 'keeps a file with -NoClobber, and asks nothing' {
        'before' | Set-Content kept.html
        $before = (Get-HandledCount $endpoint)
        { Export-SFNMapRunReport $mapRun -Path kept.html -NoClobber } | Should -Throw -ErrorId 'ReportExists,*' -ExceptionType SfnMapRun.StepFunctionsException
        Get-Content kept.html | Should -Be 'before'
        (Get-HandledCount $endpoint) | Should -Be $before
    }

    It 'says at once that it can not be written: <Case>' -ForEach @(
        @{ Case = 'no folder'; Target = 'none/report.html'; Says = '*there is no folder*' }
        @{ Case = 'a folder'; Target = '.'; Says = '*that is a folder*' }
        @{ Case = 'no file system'; Target = 'Env:report'; Says = '*not in a file system*' }
        @{ Case = 'no drive'; Target = 'NoSuchDrive:/report.html'; Says = '*NoSuchDrive*' }
    ) {
        $before = (Get-HandledCount $endpoint)
        $failure = { Export-SFNMapRunReport $mapRun -Path $Target } | Should -Throw -ErrorId 'ReportNotWritten,*' -PassThru
        "$failure" | Should -BeLike $Says
        "$failure" | Should -BeLike '*Give a -Path in a folder that exists*'
        $failure.CategoryInfo.Category | Should -Be 'WriteError'
        (Get-HandledCount $endpoint) | Should -Be $before
    }

    It 'reads and writes nothing with -WhatIf' {
        $before = (Get-HandledCount $endpoint)
        Export-SFNMapRunReport $mapRun -Path whatif.html -WhatIf -PassThru | Should -BeNullOrEmpty
        'whatif.html' | Should -Not -Exist
        (Get-HandledCount $endpoint) | Should -Be $before
    }

    It 'takes what can not be described for an error, and says in the page that it is missing' {
        $lost = New-FaultArn ResourceNotFound
        $lost, 'nothing', $mapRun | Export-SFNMapRunReport -Path part.html -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors.FullyQualifiedErrorId -replace ',.*' | Should -Be 'MapRunNotFound', 'NotAMapRunArn'
        (Get-Content part.html -Raw).Replace('<wbr/>', '') | Should -Match ('Not in this report:</b> <span class="arn">' + [regex]::Escape($lost))
    }

    It 'writes nothing where nothing can be told' {
        'before' | Set-Content nothing.html
        New-FaultArn ResourceNotFound | Export-SFNMapRunReport -Path nothing.html -PassThru -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        Get-Content nothing.html | Should -Be 'before'
    }

    It 'reads no more child executions than it may, and looks into no more' {
        $before = (Get-HandledCount $endpoint)
        Export-SFNMapRunReport $mapRun -Path bound.html -MaxExecutions 50 -Top 5 -WarningVariable warnings -WarningAction SilentlyContinue
        (Get-HandledOperation $endpoint DescribeExecution $before).Count | Should -Be 5
        (Get-HandledOperation $endpoint DescribeMapRun $before).Count | Should -Be 1
        $warnings | Should -HaveCount 1
        Get-Content bound.html -Raw | Should -Match 'SUCCEEDED: \d+ of 8\d, the latest, which started from'
    }
}

Describe 'The page in a browser' {
    BeforeAll {
        $browser = Get-Command chromium, chromium-browser, google-chrome -CommandType Application -ErrorAction Ignore | Select-Object -First 1
        if ($browser) {
            $mapRun, $running, $unicodeArn | Export-SFNMapRunReport -Path page.html -MaxExecutions 60 -WarningAction SilentlyContinue
            $page = Get-Content page.html -Raw

            # The page in a phone and on a desktop, and without its policy, which would hide that a script got into it.
            $policy = '<meta http-equiv="Content-Security-Policy"[^>]*>'
            $frames = foreach ($frame in @{ Width = 400; Page = $page }, @{ Width = 1400; Page = $page }, @{ Width = 400; Page = $page -replace $policy }) {
                '<iframe style="width:{0}px;height:900px;border:0" srcdoc="{1}"></iframe>' -f $frame.Width, [Net.WebUtility]::HtmlEncode($frame.Page)
            }
            $look = @'
<pre id="seen"></pre><script>
onload = () => document.getElementById('seen').textContent = JSON.stringify([...document.querySelectorAll('iframe')].map(frame => {
    const page = frame.contentDocument, width = page.documentElement.clientWidth;
    const all = [...page.body.querySelectorAll('main *:not(svg *)')];
    return {
        width, scrollWidth: page.documentElement.scrollWidth, shown: all.length,
        beyond: all.filter(e => e.getBoundingClientRect().right > width + 0.5 || e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0).map(e => e.outerHTML.slice(0, 200)),
        scripts: page.scripts.length, handlers: page.querySelectorAll('[onerror]').length, images: page.images.length,
        text: page.body.innerText.includes('<' + 'script>window.top.hacked = true'), hacked: !!window.hacked,
        bars: page.querySelectorAll('.history rect').length, height: page.documentElement.scrollHeight };
}));
</script>
'@
            "<!DOCTYPE html><meta charset='utf-8'>$frames$look" | Set-Content frames.html
            $arguments = '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--hide-scrollbars', '--enable-logging=stderr', '--log-level=0', "--user-data-dir=$TestDrive/profile", '--window-size=1500,1000', '--dump-dom'
            $output = & $browser @arguments "file:///$((Get-Item frames.html).FullName.TrimStart('/') -replace '\\', '/')" 2>&1
            $console = @($output | Where-Object { "$_" -match 'CONSOLE' })
            $seen = [Net.WebUtility]::HtmlDecode([regex]::Match(($output -join "`n"), '(?s)<pre id="seen">(.*?)</pre>').Groups[1].Value) | ConvertFrom-Json
        }
    }

    It 'is whole, fits a phone and a desktop, and runs no script of a cause' {
        if (-not $browser) { Set-ItResult -Skipped -Because 'there is no Chromium on this machine'; return }
        $console | Should -BeNullOrEmpty
        $seen.width | Should -Be 400, 1400, 400
        $seen.scrollWidth | Should -Be $seen.width
        $seen.beyond | Should -BeNullOrEmpty
        ($seen.shown | Measure-Object -Minimum).Minimum | Should -BeGreaterThan 100
        ($seen.bars | Measure-Object -Minimum).Minimum | Should -BeGreaterThan 10
        $seen[0].height | Should -BeGreaterThan $seen[1].height
        $seen.scripts + $seen.handlers + $seen.images | Sort-Object -Unique | Should -Be 0
        $seen.text | Should -Be $true, $true, $true
        $seen.hacked | Should -Be $false, $false, $false
    }
}
