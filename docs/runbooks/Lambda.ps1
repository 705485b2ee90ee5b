# An AWS Lambda function in PowerShell: when an execution has failed, it answers with its Map Runs and the reasons.
#
# To use it: with the modules SfnMapRun and AWSLambdaPSCore installed,
#     Publish-AWSPowerShellLambda -ScriptPath ./Lambda.ps1 -Name explain-map-runs
# packs this script and the module of the #Requires line for a .NET runtime of Lambda; it has to bring PowerShell 7.4 or later. Let an
# EventBridge rule for the detail type "Step Functions Execution Status Change" with the status FAILED call it, and send its answer
# to a place that your team reads. Its role needs the actions of about_SfnMapRun_Permissions.
#
# The tests run it with such an event, against a local endpoint. It was never run at AWS Lambda.

#Requires -Modules @{ ModuleName = 'SfnMapRun'; ModuleVersion = '0.1.0' }

# Lambda sets $LambdaInput, and takes the last output for the answer.
$ErrorActionPreference = 'Stop'
$runs = @(Get-SFNMapRunList $LambdaInput.detail.executionArn | Get-SFNMapRun)
$answer = [ordered]@{
    executionArn = $LambdaInput.detail.executionArn
    mapRuns = @($runs | ForEach-Object {
            [ordered]@{
                mapRunArn = $_.MapRunArn; status = $_.Status; items = $_.ItemCounts.Total; failed = $_.ItemsFailed
                redrivable = $_.ItemsRedrivable; redriveUntil = $_.RedriveUntil
                reasons = @($_ | Where-Object Status -NE 'SUCCEEDED' | Get-SFNMapRunFailure -Top 50 -WarningAction SilentlyContinue | ForEach-Object {
                        [ordered]@{ error = $_.Error; cause = $_.CauseShape; children = $_.Executions; items = $_.Items }
                    })
            }
        })
}
$answer | ConvertTo-Json -Depth 5
