#Requires -Version 7.4
#Requires -Modules SfnMapRun
<#
.SYNOPSIS
    Writes what a Map Run left undone as the input of the next one: the items that did not succeed, and those that never started.
.DESCRIPTION
    For a Map Run whose state machine has a ResultWriter, and that can't be redriven any more, or not to any purpose. Downloads its result
    files with the AWS CLI, which needs s3:GetObject and s3:ListBucket on the bucket. The file has an item a line: upload it, and give it to
    an ItemReader with the InputType JSONL.

    Where anything can't be read, nothing is written: a list with holes would pass for a whole one.

    The tests run it with a function in place of the AWS CLI; the download itself was never run.
.PARAMETER Source
    The folder of the Map Run in S3: s3://BUCKET/PREFIX/ID, with the Prefix of the ResultWriter and the id at the end of the Map Run's ARN.
.PARAMETER Path
    The file to write.
.PARAMETER Batched
    Takes the batches apart that an ItemBatcher made: an item a line, without what the batches had in common.
.EXAMPLE
    ./Export-RemainingItem.ps1 -Source s3://order-results/results/reserve/9c4e7a30-0b5d-4f6a-b1c8-3d2e5f607103 -Path rest.jsonl
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Source,
    [Parameter(Mandatory)] [string] $Path,
    [switch] $Batched
)

$ErrorActionPreference = 'Stop'
$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()))
try {
    aws s3 sync --only-show-errors $Source $folder
    if ($LASTEXITCODE -ne 0) { throw "The AWS CLI ended with exit code $LASTEXITCODE." }

    $items = "$folder/items.jsonl"
    Import-SFNMapRunResult $folder -Status FAILED, TIMED_OUT, ABORTED, PENDING | ForEach-Object {
        if ($null -eq $_.Input) { throw "$($_.ResultFile) has a record without its input." }
        if ($Batched) {
            $batch = [System.Text.Json.Nodes.JsonNode]::Parse($_.Input)['Items']
            if ($null -eq $batch) { throw "$($_.ResultFile) has an input that is not a batch." }
            $batch | ForEach-Object { $null -eq $_ ? 'null' : $_.ToJsonString() }
        }
        else { $_.Input -replace '\r?\n', ' ' }
    } | Set-Content $items
    Move-Item $items $Path -Force
}
finally {
    Remove-Item $folder -Recurse -Force
}
