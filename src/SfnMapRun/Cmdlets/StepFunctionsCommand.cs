using System.Management.Automation;
using SfnMapRun.Calls;
using SfnMapRun.Cmdlets.Completion;
using SfnMapRun.Cmdlets.Connection;
using SfnMapRun.Errors;
using SfnMapRun.Model;
using SfnMapRun.Reporting;

namespace SfnMapRun.Cmdlets;

/// <summary>What all commands share: how to reach AWS, how to write, how to stop.</summary>
public abstract class StepFunctionsCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ArnInput _input = new();
    private CommandConnection _connection = null!;
    private BatchProgress? _progress;

    private protected StepFunctionsCommand() => Pump = new OutputPump(this.WriteOutput, Surroundings.Sleep, _stop.Token);

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

    /// <summary>What this command finds around it.</summary>
    internal Surroundings Surroundings { get; } = Surroundings.Current;

    /// <summary>The clock of all that this command does.</summary>
    internal TimeProvider Clock => Surroundings.Clock;

    /// <summary>Makes all calls of this command.</summary>
    internal CallRunner Runner { get; private set; } = null!;

    /// <summary>Brings output onto the pipeline's own thread.</summary>
    internal OutputPump Pump { get; }

    /// <summary>What the user stops: ends every call under way.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <summary>Counts the inputs, and shows how they are getting on. Only where <see cref="Batch"/> says what to show.</summary>
    private protected BatchProgress Progress => _progress!;

    /// <summary>What is done, and to what, in the singular: for <see cref="Progress"/>, if there is to be one.</summary>
    private protected virtual (string Activity, string Thing)? Batch => null;

    /// <summary>How many calls may be under way at once.</summary>
    private protected virtual int CallsAtOnce => 16;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Waits for work that goes on off this thread, and writes what is posted meanwhile. Left behind when the user stops.
    /// </summary>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    internal T WaitFor<T>(Task<T> work) => UntilStopped(() => Pump.WaitFor(work));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Runner = new CallRunner(CallsAtOnce, Clock, Random.Shared);
        _connection = new CommandConnection(this);
        if (Batch is var (activity, thing))
        {
            _progress = new BatchProgress(activity, thing, Runner, Clock, Pump.Post);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var output in _progress?.Finish() ?? [])
        {
            Pump.Write(output);
        }
    }

    /// <summary>Ends the calls under way, so that Ctrl+C need not wait for them.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Releases what the command holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Select-Object -First ends a pipeline without a stop: the calls behind it must end too.
            _stop.Cancel();
            _stop.Dispose();
            _progress?.Dispose();
        }
    }

    /// <summary>What to make calls with.</summary>
    /// <param name="arn">What the next call is about.</param>
    /// <exception cref="StepFunctionsException">The keys that came with this record can't be used.</exception>
    private protected StepFunctionsCalls Connect(StepFunctionsArn arn) => _connection.Open(arn.Region);

    /// <summary>Writes output as it comes.</summary>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    private protected void Write(IAsyncEnumerable<Output> outputs) => Write(outputs, static output => output);

    /// <summary>Writes results as they come.</summary>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    private protected void Write<T>(IAsyncEnumerable<T> results, Func<T, Output> toOutput) => UntilStopped(() =>
    {
        Pump.Write(results, toOutput);
        return true;
    });

    /// <summary>The texts of a record that stand for something: of lines and what is pasted, not all do.</summary>
    private protected IEnumerable<string> ReadInput(string[] texts)
    {
        var isOnlyOne = texts.Length == 1 && !MyInvocation.ExpectingInput;
        foreach (var part in texts.SelectMany(text => _input.Read(text, isOnlyOne)))
        {
            if (part.PassedOverAs is { } what)
            {
                Pump.Write(new Output.Verbose($"Passed over: {what}."));
            }
            else
            {
                yield return part.Text;
            }
        }
    }

    /// <summary>Does something with each ARN; a failure is an error about that one, and the others go on.</summary>
    private protected void ForEach(string[] arns, Func<string, StepFunctionsArn> check, Action<StepFunctionsArn> work)
    {
        var texts = ReadInput(arns).ToArray();
        for (var i = 0; i < texts.Length; i++)
        {
            var arn = texts[i];
            if (i == texts.Length - 1 && !MyInvocation.ExpectingInput)
            {
                _progress?.EndInput();
            }

            try
            {
                work(check(arn));
            }
            catch (StepFunctionsException e)
            {
                _progress?.Expect(1);
                _progress?.CountError(e);
                Pump.Write(new Output.Error(e, arn));
            }
        }
    }

    private T UntilStopped<T>(Func<T> wait)
    {
        try
        {
            return wait();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
