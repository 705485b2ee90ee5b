using SfnMapRun.Calls;
using SfnMapRun.Reporting;
using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets.Connection;

/// <summary>A command's connection to Step Functions: made with its first ARN, and again when a record brings other keys.</summary>
internal sealed class CommandConnection
{
    private readonly StepFunctionsCommand _command;
    private readonly bool _hasKeysBeforeInput;
    private Func<KeySet>? _credential;
    private Func<KeySet>? _storedCredential;
    private bool _isStoredCredentialRead;
    private ConnectionSettings? _settings;
    private StepFunctionsCalls? _calls;

    /// <param name="command">The command, before its input has come.</param>
    public CommandConnection(StepFunctionsCommand command)
    {
        _command = command;
        _hasKeysBeforeInput = HasKeys();
    }

    /// <summary>What to make calls with.</summary>
    /// <param name="region">The Region of the ARN at hand.</param>
    /// <exception cref="StepFunctionsException">The keys that came with this record can't be used.</exception>
    public StepFunctionsCalls Open(string region)
    {
        try
        {
            var settings = Settings();
            if (_calls is null || settings != _settings)
            {
                _calls = new StepFunctionsCalls(Connect(settings, settings.Region ?? region), settings.Region, _command.Runner);
                _settings = settings;
            }
        }
        catch (StepFunctionsException e) when (!KeysComeFromPipeline())
        {
            // Without credentials no call can succeed: that is one error that ends the pipeline, not one for each ARN.
            _command.ThrowTerminatingError(e.ToErrorRecord(target: null));
        }

        return _calls!;
    }

    private IStepFunctions Connect(ConnectionSettings settings, string region)
    {
        var log = new CommandLog(_command.Pump.Post);
        return _command.WaitFor(_command.Surroundings.Gateway.ConnectAsync(settings, region, log, _command.Clock, _command.StopToken));
    }

    private ConnectionSettings Settings()
    {
        if (_command.Credential is { } credential)
        {
            _credential ??= CredentialShape.ReaderOf(credential, "-Credential");
        }
        else if (!_isStoredCredentialRead && !HasKeys() && _command.ProfileName is null)
        {
            _storedCredential = AwsToolsDefaults.Credential(_command);
            _isStoredCredentialRead = true;
        }

        return new ConnectionSettings
        {
            Region = _command.Region?.Trim(),
            AccessKey = _command.AccessKey,
            SecretKey = _command.SecretKey,
            SessionToken = _command.SessionToken,
            Credential = _credential,
            ProfileName = _command.ProfileName,
            StoredCredential = _storedCredential,
            StoredRegion = AwsToolsDefaults.Region(_command),
            EndpointUrl = _command.EndpointUrl?.Trim(),
        };
    }

    // Parameters of the command line are bound before input, those of the pipeline with each record.
    private bool KeysComeFromPipeline() => !_hasKeysBeforeInput && HasKeys();

    private bool HasKeys() => (_command.AccessKey ?? _command.SecretKey ?? _command.SessionToken) is not null;
}
