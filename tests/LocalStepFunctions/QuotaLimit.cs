namespace LocalStepFunctions;

/// <summary>How many calls may be made at once, and how many more each second.</summary>
internal sealed record QuotaLimit(double Bucket, double Refill);
