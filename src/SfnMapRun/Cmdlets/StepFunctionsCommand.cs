using System.Management.Automation;
using SfnMapRun.Arns;
using SfnMapRun.Cmdlets.Completion;
using SfnMapRun.Scheduling;
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

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>How many calls may be under way at once.</summary>
    private protected virtual int CallsAtOnce => 16;

    /// <summary>Makes all calls of this command, each in its turn.</summary>
    private protected CallScheduler Scheduler { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _hasKeysBeforeInput = HasKeys();
        Scheduler = new CallScheduler(CallsAtOnce, TimeProvider.System, Random.Shared);
    }

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

    private protected void WriteError(StepFunctionsException exception, string target) => WriteError(exception.ToErrorRecord(target));

    /// <summary>Does something with each ARN; a failure is an error about that one, and the others go on.</summary>
    private protected void ForEach(string[] arns, Action<string> work, PipelineReport? report = null)
    {
        foreach (var arn in arns)
        {
            try
            {
                work(arn.Trim());
            }
            catch (StepFunctionsException e)
            {
                if (report is not null)
                {
                    report.Known++;
                    report.Failed(e.Kind.ToString());
                }

                WriteError(e, arn);
            }
        }
    }

    /// <summary>Makes a call when its turn comes: within the quota, and again where it failed in passing.</summary>
    /// <param name="operation">The operation of the API, which has a quota of its own.</param>
    /// <param name="arn">What it is about: account and Region are those of the quota.</param>
    /// <param name="key">What is asked for: calls for equal keys that are under way together are made once.</param>
    /// <param name="call">Makes the call: with the service, the Region, and the number of the attempt.</param>
    private protected Task<T> CallAsync<T>(string operation, StepFunctionsArn arn, object key, Func<IStepFunctions, string, int, Task<T>> call)
    {
        try
        {
            // In line here, so that calls start in the order of the input; the work of each is off this thread.
            return CallAsync(Connect(Region ?? arn.Region), operation, arn, key, call);
        }
        catch (StepFunctionsException e)
        {
            return Task.FromException<T>(e);
        }
    }

    /// <summary>The same with a connection that was made before, from any thread.</summary>
    private protected Task<T> CallAsync<T>(
        IStepFunctions stepFunctions, string operation, StepFunctionsArn arn, object key, Func<IStepFunctions, string, int, Task<T>> call)
    {
        var region = Region ?? arn.Region;
        return Scheduler.RunAsync(
            (stepFunctions, operation, region, key),
            $"{operation} {region} {arn.AccountId}",
            stepFunctions.MaxAttempts,
            attempt => Task.Run(() => call(stepFunctions, region, attempt), StopToken),
            StopToken);
    }

    private protected Task<MapRun> DescribeMapRunAsync(string mapRunArn, StepFunctionsArn arn) => CallAsync(
        "DescribeMapRun", arn, mapRunArn, (stepFunctions, region, attempt) => stepFunctions.DescribeMapRunAsync(mapRunArn, region, attempt, StopToken));

    /// <summary>Writes a Map Run after something was done to it. If it can't be shown, it was done all the same.</summary>
    private protected void ShowAfter(string done, string mapRunArn, Func<MapRun> describe)
    {
        try
        {
            WriteObject(describe());
        }
        catch (StepFunctionsException)
        {
            WriteWarning($"{mapRunArn} was {done}, but can't be shown:");
            throw;
        }
    }

    /// <summary>The items of a list, page by page: the next one is asked for when the last item of a page was taken.</summary>
    /// <exception cref="StepFunctionsException">A page can't be had.</exception>
    private protected IEnumerable<T> Pages<T>(string operation, StepFunctionsArn arn, Func<IStepFunctions, string?, string, int, Task<Page<T>>> call)
    {
        string? token = null;
        do
        {
            var asked = token;
            var page = WaitFor(CallAsync(operation, arn, new object(), (stepFunctions, region, attempt) => call(stepFunctions, asked, region, attempt)));
            foreach (var item in page.Items)
            {
                yield return item;
            }

            token = page.NextToken;
        }
        while (token is not null);
    }

    private protected Task<MapRunExecution> DescribeExecutionAsync(string executionArn, StepFunctionsArn arn) => CallAsync(
        "DescribeExecution", arn, executionArn, (stepFunctions, region, attempt) => stepFunctions.DescribeExecutionAsync(executionArn, region, attempt, StopToken));

    /// <summary>Writes what has come, in the order of the input, errors in their place; waits while more than a number are still to come.</summary>
    /// <exception cref="StepFunctionsException">One that would be that of all the others too, and <paramref name="endsWith"/> says so.</exception>
    private protected void WriteResults<T>(
        Queue<(string Target, Task<T> Work)> results, int atMost, PipelineReport report, Action<T> write, Predicate<StepFunctionsException>? endsWith = null)
    {
        void ShowProgress()
        {
            if (report.Progress(Scheduler.IsLimited, Scheduler.Rate) is { } progress)
            {
                WriteProgress(progress);
            }
        }

        while (results.TryPeek(out var next) && (next.Work.IsCompleted || results.Count > atMost))
        {
            try
            {
                var result = WaitFor(next.Work, ShowProgress);
                results.Dequeue();
                report.Succeeded();
                write(result);
            }
            catch (StepFunctionsException e)
            {
                results.Dequeue();
                if (endsWith?.Invoke(e) == true)
                {
                    results.Clear();
                    throw;
                }

                report.Failed(e.Kind.ToString());
                WriteError(e, next.Target);
            }

            ShowProgress();
        }
    }

    /// <summary>Ends the progress bar, and says in a line what was done.</summary>
    private protected void WriteSummary(PipelineReport report)
    {
        if (report.Completion() is { } completion)
        {
            WriteProgress(completion);
        }

        WriteVerbose(report.Summary(Scheduler.Counts));
    }

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
            ThrowTerminatingError(e.ToErrorRecord(target: null));
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
