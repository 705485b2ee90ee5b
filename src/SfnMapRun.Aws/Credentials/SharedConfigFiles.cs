using System.Reflection;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Internal;

namespace SfnMapRun.Aws.Credentials;

/// <summary>The user's config and credentials files.</summary>
internal static class SharedConfigFiles
{
    /// <summary>
    /// Lets the SDK follow the environment and the files. It reads much of them once a process, but in an interactive
    /// session they change.
    /// </summary>
    public static void Follow()
    {
        Set(nameof(SharedCredentialsFile.DefaultFilePath), SharedCredentialsFile.SharedCredentialsFileEnvVar, "credentials");
        Set(nameof(SharedCredentialsFile.DefaultConfigFilePath), SharedCredentialsFile.SharedConfigFileEnvVar, "config");
        FallbackInternalConfigurationFactory.Reset();
        FallbackRegionFactory.Reset();
    }

    /// <summary>The names of all profiles that can give credentials.</summary>
    public static IReadOnlyList<string> ProfileNames() =>
        new CredentialProfileStoreChain().ListProfiles().Select(profile => profile.Name).Distinct().Order().ToArray();

    /// <summary>Where profiles are looked for, in words.</summary>
    public static string Describe() => $"{SharedCredentialsFile.DefaultFilePath} and {SharedCredentialsFile.DefaultConfigFilePath}";

    private static void Set(string property, string variable, string fileName)
    {
        var path = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(path))
        {
            path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws", fileName);
        }

        typeof(SharedCredentialsFile).GetProperty(property, BindingFlags.Public | BindingFlags.Static)!.SetValue(null, path);
    }
}
