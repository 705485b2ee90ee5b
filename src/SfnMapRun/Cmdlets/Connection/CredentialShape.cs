using System.Collections;
using System.Management.Automation;
using System.Reflection;
using SfnMapRun.Errors;
using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets.Connection;

/// <summary>
/// Reads the keys of whatever a user has for credentials, by its shape: the types of other AWS modules come from another
/// AWS SDK, and can't be named here.
/// </summary>
internal static class CredentialShape
{
    private static readonly string[] AccessKeyNames = ["AccessKey", "AccessKeyId"];
    private static readonly string[] SecretKeyNames = ["SecretKey", "SecretAccessKey"];
    private static readonly string[] TokenNames = ["SessionToken", "Token"];

    /// <summary>
    /// Returns what reads the keys, afresh each time, of a PSCredential, an object that can give keys, or one that has them.
    /// </summary>
    /// <exception cref="StepFunctionsException">The object has no such shape.</exception>
    public static Func<KeySet> ReaderOf(object credential, string origin)
    {
        var value = credential is PSObject wrapper ? wrapper.BaseObject : credential;
        if (value is PSCredential pair)
        {
            return () => new KeySet(pair.UserName, pair.GetNetworkCredential().Password, null);
        }

        // Amazon.Runtime.AWSCredentials, of whatever version: it may renew its keys.
        var getCredentials = value.GetType().GetMethod("GetCredentials", []);
        Func<KeySet?> read = getCredentials is null
            ? () => KeysOf(credential)
            : () => KeysOf(getCredentials.Invoke(value, BindingFlags.DoNotWrapExceptions, null, null, null));
        KeySet Read() => ReadOrThrow(read, value, origin);
        Read();
        return Read;
    }

    private static KeySet ReadOrThrow(Func<KeySet?> read, object value, string origin)
    {
        try
        {
            return read() ?? throw new StepFunctionsException(
                FailureKind.InvalidCredentials,
                $"{origin} is a {value.GetType().FullName}, which gives no access key. It can be a PSCredential "
                + "(access key as user name, secret key as password), or what Get-AWSCredential of AWS Tools returns.");
        }
        catch (Exception e) when (e is not StepFunctionsException)
        {
            // Another module's object: it may throw what it likes.
            throw new StepFunctionsException(FailureKind.InvalidCredentials, $"{origin} gives no keys: {e.Message.Split('\n')[0].Trim()}");
        }
    }

    private static KeySet? KeysOf(object? holder) =>
        holder is not null && TextOf(holder, AccessKeyNames) is { } accessKey && TextOf(holder, SecretKeyNames) is { } secretKey
            ? new KeySet(accessKey, secretKey, TextOf(holder, TokenNames))
            : null;

    private static string? TextOf(object holder, string[] names) => names
        .Select(name => (holder is PSObject wrapper ? wrapper.BaseObject : holder) is IDictionary dictionary
            ? dictionary[name]
            : PSObject.AsPSObject(holder).Properties[name]?.Value)
        .Select(value => value?.ToString())
        .FirstOrDefault(text => !string.IsNullOrEmpty(text));
}
