using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace SfnMapRun.Aws.Credentials;

/// <summary>Credentials that have given keys.</summary>
/// <param name="Source">Renews the keys where they expire.</param>
/// <param name="Keys">The keys it gave when they were found.</param>
/// <param name="Origin">Where they come from, in words, without a secret.</param>
/// <param name="Profile">The profile given as -ProfileName, whose other settings apply too.</param>
internal sealed record ResolvedCredentials(
    GuardedCredentials Source, ImmutableCredentials Keys, string Origin, CredentialProfile? Profile = null)
{
    // A record prints all it holds; this one holds secrets.
    public override string ToString() => Origin;
}
