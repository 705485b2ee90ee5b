# The pictures of the README: what is in each, and how a screen becomes one. Dot-sourced by docs/Write-Pictures.ps1, and by the test
# that tells when a picture no longer shows what its command prints.

. "$PSScriptRoot/../tests/Pester/Support.ps1"

# A picture each: the endpoint that it is made at, what comes before the command, and the command itself. With StopAt, the screen is
# that of the moment when so many percent are done. With Page, the picture is of the page that the command writes.
function Get-Picture {
    $execution = '$execution = "arn:aws:states:eu-central-1:123456789012:execution:OrderImport:nightly-0412"'
    $started = @'
        $order = @{
            name = 'nightly-0413'; items = 2400; childSeconds = 30; maxConcurrency = 40; toleratedFailurePercentage = 10
            failures = @(
                @{ error = 'NoStock'; cause = '{"errorMessage":"No stock for {item}, request {guid}","errorType":"NoStock"}'; percent = 20 }
                @{ error = 'States.Timeout'; status = 'TIMED_OUT'; percent = 5 })
        }
        $started = Invoke-RestMethod -Method Post "${env:AWS_ENDPOINT_URL_SFN}_executions" -Body ($order | ConvertTo-Json -Depth 5)
        $run = Get-SFNMapRunList $started.executionArn
'@
    $finished = '$null = Invoke-RestMethod -Method Post "${env:AWS_ENDPOINT_URL_SFN}_clock" -Body "{""advanceSeconds"":3600}"'
    @{ Name = 'table'; Endpoint = '--frozen true'; Before = $execution; Command = 'Get-SFNMapRunList $execution | Get-SFNMapRun' }
    @{ Name = 'progress'; Endpoint = '--frozen true'; Before = $execution; Command = 'Get-SFNMapRunList $execution | Get-SFNMapRun | Format-Table -View Progress' }
    @{ Name = 'wait'; Endpoint = '--frozen true --tick 20'; Before = $started; Command = '$run | Wait-SFNMapRun -PollingInterval 1'; StopAt = 30 }
    @{
        Name = 'failures'; Endpoint = '--frozen true --tick 20'; Before = "$started`n$finished"
        Command = '$run | Get-SFNMapRunFailure'
    }
    @{
        Name = 'report'; Endpoint = '--frozen true --tick 20'; Before = "$started`n$finished"
        Command = '$run | Export-SFNMapRunReport -Path report.html'; Page = 'report.html'
    }
}

# What a picture shows today, as an image.
function Get-PictureSvg([hashtable] $Picture) {
    $endpoint = Start-LocalStepFunctions $Picture.Endpoint
    $rendering = $PSStyle.OutputRendering
    $folder = New-Item -ItemType Directory "$([IO.Path]::GetTempPath())/$([guid]::NewGuid())"
    try {
        # Colours though the screen is none.
        $PSStyle.OutputRendering = 'Ansi'
        Set-TestEnvironment $endpoint
        $screen = Invoke-OnScreen 80 ([scriptblock]::Create($Picture.Command)) -Before "Set-Location '$folder'`n$($Picture.Before)" -StopAtPercent $Picture.StopAt
        if ($Picture.Page) { return ConvertFrom-Page (Get-Content "$folder/$($Picture.Page)" -Raw) "What is written by: $($Picture.Command)" }
        $lines = @("PS> $($Picture.Command)") + ($screen.Text -split '\n') + @($screen.Bars | ForEach-Object { Get-BarLine $_ })
        ConvertFrom-Screen ($lines -join "`n" -replace '\n+\z' -split '\n') "What PowerShell shows after: $($Picture.Command)"
    }
    finally {
        $PSStyle.OutputRendering = $rendering
        Remove-Item -Recurse $folder
        Stop-LocalStepFunctions $endpoint
    }
}

# A progress record as PowerShell's console shows it at the bottom of a screen: what is done is shown reversed.
function Get-BarLine([System.Management.Automation.ProgressRecord] $Record) {
    $left = $Record.SecondsRemaining -ge 0 ? "$($Record.SecondsRemaining)s" : ''
    $width = 80 - $Record.Activity.Length - 5
    $room = $width - $left.Length
    $status = $Record.StatusDescription
    $bar = ($status.Length -le $room ? $status.PadRight($room) : $status.Substring(0, $room - 1) + '…') + $left
    $done = [Math]::Max(0, [Math]::Floor($width * $Record.PercentComplete / 100))
    "`e[33;1m$($Record.Activity) [`e[7m$($bar.Substring(0, $done))`e[27m$($bar.Substring($done))]`e[0m"
}

# What a picture says, line by line, without what differs from one minute to the next; of a page, what is above its plot.
function Get-PictureText([string] $Svg) {
    $document = [Xml.XmlDocument]::new()
    $document.PreserveWhitespace = $true
    $document.LoadXml($Svg)
    $document.SelectNodes("/*/*[local-name() = 'text'] | //*[local-name() = 'body']") | ForEach-Object { $_.InnerText -replace '(?s)How many ended.*' -split '\n' } |
        ForEach-Object { ($_ -replace '\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?', '(a date and time)' -replace '(?<=^RUNNING +\d+% +)\d+', '(a rate)').TrimEnd() }
}

# A picture of lines, in colours for dark and for light surroundings.
function ConvertFrom-Screen([string[]] $Line, [string] $Title) {
    $cell = @{ Width = 8.4; Height = 18 }
    $margin = 16
    $width = 80 * $cell.Width + 2 * $margin
    $height = $Line.Count * $cell.Height + 2 * $margin
    $rows = for ($row = 0; $row -lt $Line.Count; $row++) {
        $y = $margin + ($row + 0.75) * $cell.Height
        $column = 0
        $style = @()
        $boxes = @()
        $spans = foreach ($part in [regex]::Matches($Line[$row], '\e\[(?<codes>[\d;]*)m|(?<text>[^\e]+)')) {
            if (-not $part.Groups['text'].Success) { $style = @(Get-Style $style $part.Groups['codes'].Value); continue }
            $text = $part.Groups['text'].Value
            $x = $margin + $column * $cell.Width
            $length = $text.Length * $cell.Width
            if ('reversed' -in $style) {
                $boxes += "<rect class='$($style -ne 'reversed' -join ' ')' x='$x' y='$($y - 0.75 * $cell.Height)' width='$length' height='$($cell.Height)'/>"
            }
            "<tspan class='$($style -join ' ')' x='$x' textLength='$length'>$([Security.SecurityElement]::Escape($text))</tspan>"
            $column += $text.Length
        }
        ($boxes -join '') + "<text y='$y'>$($spans -join '')</text>"
    }
    @"
<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="$height" viewBox="0 0 $width $height" role="img" aria-label="$([Security.SecurityElement]::Escape($Title))">
<style>
:root { --back: #10151c; --text: #d3dae3; --red: #ff7b72; --green: #56d364; --yellow: #e3b341; --blue: #79c0ff; --cyan: #56d4dd; --dim: #8b949e }
@media (prefers-color-scheme: light) {
:root { --back: #f6f8fa; --text: #24292f; --red: #b3261e; --green: #116329; --yellow: #7d4e00; --blue: #0550ae; --cyan: #0e6a75; --dim: #57606a }
}
rect { fill: var(--text) } .back { fill: var(--back) }
text { font: 14px ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace; white-space: pre; fill: var(--text) }
.bold { font-weight: 600 } .italic { font-style: italic } .dim { fill: var(--dim) }
.red { fill: var(--red) } .green { fill: var(--green) } .yellow { fill: var(--yellow) } .blue { fill: var(--blue) } .cyan { fill: var(--cyan) }
.reversed { fill: var(--back) }
</style>
<rect class="back" width="$width" height="$height" rx="8"/>
$($rows -join "`n")
</svg>
"@
}

# A picture of the top of a page.
function ConvertFrom-Page([string] $Html, [string] $Title) {
    $page = [regex]::Match($Html, '(?s)<style>(?<style>.*?)</style>.*?<body>(?<body>.*)</body>')
    @"
<svg xmlns="http://www.w3.org/2000/svg" width="960" height="1150" viewBox="0 0 960 1150" role="img" aria-label="$([Security.SecurityElement]::Escape($Title))">
<style>$($page.Groups['style'].Value)
:root { background: var(--paper) }
body { color: var(--ink) }
</style>
<foreignObject width="960" height="1150"><body xmlns="http://www.w3.org/1999/xhtml">$($page.Groups['body'].Value.Replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'))</body></foreignObject>
</svg>
"@
}

# The classes of a style after a code that changes it.
function Get-Style([string[]] $Style, [string] $Codes) {
    $colours = @{ 1 = 'red'; 2 = 'green'; 3 = 'yellow'; 4 = 'blue'; 5 = 'blue'; 6 = 'cyan' }
    foreach ($code in [int[]](($Codes ? $Codes : '0') -split ';' -ne '')) {
        $Style = switch ($code) {
            0 { }
            1 { @($Style) + 'bold' }
            2 { @($Style) + 'dim' }
            3 { @($Style) + 'italic' }
            7 { @($Style) + 'reversed' }
            22 { $Style | Where-Object { $_ -notin 'bold', 'dim' } }
            { $_ -in 23, 27 } { $Style -ne @{ 23 = 'italic'; 27 = 'reversed' }[$_] }
            39 { $Style | Where-Object { $_ -notin $colours.Values } }
            { [Math]::Floor($_ / 10) -in 3, 9 -and $colours[$_ % 10] } { @($Style | Where-Object { $_ -notin $colours.Values }) + $colours[$_ % 10] }
            default { $Style }
        }
    }
    $Style
}
