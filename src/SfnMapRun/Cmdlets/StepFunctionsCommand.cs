using System.Management.Automation;
using SfnMapRun.Cmdlets.Completion;
using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets;

/// <summary>What all commands share: how to reach AWS, how to stop, how to report an error.</summary>
public abstract class StepFunctionsCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CommandLog _log = new();
    private Func<KeySet>? _credential;
    private Func<KeySet>? _storedCredential;
    private bool _isStoredCredentialRead;
    private bool _hasKeysBeforeInput;
    private ConnectionSettings? _settings;
    private IStepFunctions? _stepFunctions;

    /// <summary>The Region to call, instead of the one that each ARN names.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>A profile of the shared AWS config and credentials files.</summary>
    [Parameter]
    [Alias("AWSProfileName")]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>An access key id; goes with <see cref="SecretKey"/>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AK")]
    public string? AccessKey { get; set; }

    /// <summary>The secret of <see cref="AccessKey"/>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SK", "SecretAccessKey")]
    public string? SecretKey { get; set; }

    /// <summary>The session token of temporary credentials.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ST")]
    public string? SessionToken { get; set; }

    /// <summary>A PSCredential with access key and secret key, or what Get-AWSCredential of AWS Tools returns.</summary>
    [Parameter]
    public object? Credential { get; set; }

    /// <summary>The address to call instead of the Region's own endpoint.</summary>
    [Parameter]
    public string? EndpointUrl { get; set; }

    /// <summary>The API operation behind this command.</summary>
    private protected abstract string Operation { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _hasKeysBeforeInput = HasKeys();

    /// <summary>Ends the call under way, so that Ctrl+C needs not wait for it.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Releases what the command holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    /// <summary>Calls Step Functions in a Region and waits for the answer, or for Ctrl+C.</summary>
    /// <exception cref="StepFunctionsException">The call failed.</exception>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    private protected T Call<T>(string region, Func<IStepFunctions, CancellationToken, Task<T>> call)
    {
        Connect(region);
        return Await(token => call(_stepFunctions!, token));
    }

    private protected void WriteError(StepFunctionsException exception, string target) =>
        WriteError(exception.ToErrorRecord(Operation, target));

    // Without credentials no call can succeed: that is one error that ends the pipeline, not one for each ARN. Unless the
    // keys came with the ARN.
    private void Connect(string region)
    {
        try
        {
            var settings = Settings();
            if (_stepFunctions is null || settings != _settings)
            {
                _stepFunctions = Await(token => AwsGateway.Instance.ConnectAsync(settings, region, _log, token));
                _settings = settings;
            }
        }
        catch (StepFunctionsException e) when (!KeysComeFromPipeline())
        {
            ThrowTerminatingError(e.ToErrorRecord(Operation, target: null));
        }
    }

    private ConnectionSettings Settings()
    {
        if (Credential is not null)
        {
            _credential ??= CredentialShape.ReaderOf(Credential, "-Credential");
        }
        else if (!_isStoredCredentialRead && !HasKeys() && ProfileName is null)
        {
            _storedCredential = AwsToolsDefaults.Credential(this);
            _isStoredCredentialRead = true;
        }

        return new ConnectionSettings
        {
            Region = Region,
            AccessKey = AccessKey,
            SecretKey = SecretKey,
            SessionToken = SessionToken,
            Credential = _credential,
            ProfileName = ProfileName,
            StoredCredential = _storedCredential,
            StoredRegion = AwsToolsDefaults.Region(this),
            EndpointUrl = EndpointUrl,
        };
    }

    // Parameters of the command line are bound before input, those of the pipeline with each record.
    private bool KeysComeFromPipeline() => !_hasKeysBeforeInput && HasKeys();

    private bool HasKeys() => (AccessKey ?? SecretKey ?? SessionToken) is not null;

    // Off the pipeline's thread, and left behind if it does not heed the token in time.
    private T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return Task.Run(() => work(_stop.Token), _stop.Token).WaitAsync(_stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            _log.Drain(WriteVerbose, WriteDebug);
        }
    }
}
