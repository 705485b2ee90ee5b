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
            KmsKey.Check(run.KmsError, hasData);
            return ChildJson.Describe(run, child, hasData, now);
        }

        var execution = catalogue.Execution(arn.Text);
        KmsKey.Check(execution.KmsError, hasData);
        return ExecutionJson.Describe(execution, hasData, now);
    }
}
