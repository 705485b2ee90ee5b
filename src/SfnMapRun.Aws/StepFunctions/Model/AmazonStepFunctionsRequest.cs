using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The base of all requests.</summary>
internal abstract class AmazonStepFunctionsRequest : AmazonWebServiceRequest;
