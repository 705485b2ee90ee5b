using System.Management.Automation;
using SfnMapRun.Service;

namespace SfnMapRun.Cmdlets;

/// <summary>What all commands share: how to reach AWS, how to stop, how to report an error.</summary>
public abstract class StepFunctionsCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private IStepFunctions? _stepFunctions;

    /// <summary>The Region to call, instead of the one that each ARN names.</summary>
    [Parameter]
    public string? Region { get; set; }

    /// <summary>A profile of the shared AWS config and credentials files.</summary>
    [Parameter]
    [Alias("AWSProfileName")]
    public string? ProfileName { get; set; }

    /// <summary>An access key id; goes with <see cref="SecretKey"/>.</summary>
    [Parameter]
    [Alias("AK")]
    public string? AccessKey { get; set; }

    /// <summary>The secret of <see cref="AccessKey"/>.</summary>
    [Parameter]
    [Alias("SK", "SecretAccessKey")]
    public string? SecretKey { get; set; }

    /// <summary>The session token of temporary credentials.</summary>
    [Parameter]
    [Alias("ST")]
    public string? SessionToken { get; set; }

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

    /// <summary>Calls Step Functions and waits for the answer, or for Ctrl+C.</summary>
    /// <exception cref="StepFunctionsException">The call failed.</exception>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    private protected T Call<T>(Func<IStepFunctions, CancellationToken, Task<T>> call)
    {
        _stepFunctions ??= Connect();
        return Await(token => call(_stepFunctions, token));
    }

    private protected void WriteError(StepFunctionsException exception, string target) =>
        WriteError(exception.ToErrorRecord(Operation, target));

    // Without credentials no call can succeed: that is one error that ends the pipeline, not one for each ARN.
    private IStepFunctions Connect()
    {
        try
        {
            var settings = new ConnectionSettings
            {
                Region = Region,
                ProfileName = ProfileName,
                AccessKey = AccessKey,
                SecretKey = SecretKey,
                SessionToken = SessionToken,
                EndpointUrl = EndpointUrl,
            };
            return Await(token => StepFunctionsService.ConnectAsync(settings, token));
        }
        catch (StepFunctionsException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(Operation, target: null));
            throw;
        }
    }

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
    }
}
