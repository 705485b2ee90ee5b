using System.Text.Json.Nodes;
using LocalStepFunctions.Sources;

namespace LocalStepFunctions.Operations;

/// <summary>Describes a parent execution, or a child execution of a Map Run.</summary>
internal sealed class DescribeExecution(Catalogue catalogue) : IOperation
{
    public string Name => nameof(DescribeExecution);

    public ServiceArn ArnOf(JsonObject request, string? region) => Arguments.ExecutionArn(request, region, "execution", "express");

    public JsonObject Answer(JsonObject request, ServiceArn arn, DateTimeOffset now)
    {
        var hasData = Protocol.OneOf(request, "includedData", "ALL_DATA", "METADATA_ONLY") != "METADATA_ONLY";
        if (arn.IsOfChild)
        {
            var (run, child) = catalogue.Child(arn, now);
            CheckKey(run.KmsError, hasData);
            return ChildJson.Describe(run, child, hasData, now);
        }

        var execution = catalogue.Execution(arn.Text);
        CheckKey(execution.KmsError, hasData);
        return ExecutionJson.Describe(execution, hasData, now);
    }

    // A customer-managed key protects payloads, errors and causes; what METADATA_ONLY asks for needs none.
    private static void CheckKey(string? error, bool hasData)
    {
        if (hasData && error is not null)
        {
            throw new ServiceException(error, error switch
            {
                "KmsAccessDeniedException" => "The caller is not authorized to perform kms:Decrypt on the AWS KMS key of the state machine",
                "KmsInvalidStateException" => "The AWS KMS key of the state machine is not in a state that allows its use",
                _ => "AWS KMS returned ThrottlingException: Rate exceeded",
            });
        }
    }
}
