using System.Management.Automation;
using SfnMapRun.Cmdlets.Completion;
using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets;

/// <summary>What all commands share: how to reach AWS, how to stop, how to report an error.</summary>
public abstract class StepFunctionsCommand : PSCmdlet, IDisposable
{
    private const int WaitingInterval = 200;
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
            // Select-Object -First ends a pipeline without a stop: the calls behind it must end too.
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    /// <summary>What the user stops: ends every call under way.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    private protected void WriteError(StepFunctionsException exception, string target) =>
        WriteError(exception.ToErrorRecord(Operation, target));

    // Without credentials no call can succeed: that is one error that ends the pipeline, not one for each ARN. Unless the
    // keys came with the ARN.
    /// <exception cref="StepFunctionsException">The keys that came with this record can't be used.</exception>
    private protected IStepFunctions Connect(string region)
    {
        try
        {
            var settings = Settings();
            if (_stepFunctions is null || settings != _settings)
            {
                _stepFunctions = WaitFor(Task.Run(() => AwsGateway.Instance.ConnectAsync(settings, region, _log, _stop.Token), _stop.Token));
                _settings = settings;
            }
        }
        catch (StepFunctionsException e) when (!KeysComeFromPipeline())
        {
            ThrowTerminatingError(e.ToErrorRecord(Operation, target: null));
        }

        return _stepFunctions!;
    }

    /// <summary>Waits for work that goes on off this thread, and tells what it has to tell meanwhile. Left behind when the user stops.</summary>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    private protected T WaitFor<T>(Task<T> work, Action? whileWaiting = null)
    {
        try
        {
            while (!work.IsCompleted && Task.WaitAny([work], WaitingInterval, _stop.Token) < 0)
            {
                _log.Drain(WriteVerbose, WriteDebug);
                whileWaiting?.Invoke();
            }

            return work.GetAwaiter().GetResult();
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
}
