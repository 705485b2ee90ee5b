namespace LocalStepFunctions.Operations;

/// <summary>
/// A customer-managed key, which protects payloads, errors and causes: neither what <c>METADATA_ONLY</c> asks for nor a stop without
/// error and cause needs it.
/// </summary>
internal static class KmsKey
{
    /// <exception cref="ServiceException">The key is needed, and can't be used.</exception>
    public static void Check(string? error, bool isNeeded)
    {
        if (isNeeded && error is not null)
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
