using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SfnMapRun.Cmdlets;
using SfnMapRun.Tests.Architecture;

namespace SfnMapRun.Tests.Cmdlets;

/// <summary>
/// PowerShell's own engine with the module's cmdlets, over a Step Functions of the test's own and on a virtual clock: hours of
/// waiting pass in no time, and every run is the same.
/// </summary>
internal sealed class PowerShellSession : IDisposable
{
    private readonly Runspace _runspace;
    private PowerShell? _powerShell;
    private bool _isStopping;

    /// <summary>Starts a session.</summary>
    /// <param name="hasFiles">Whether its scripts can use paths.</param>
    public PowerShellSession(bool hasFiles = false)
    {
        StepFunctions = new FakeStepFunctions(Time);
        Gateway = new FakeGateway(StepFunctions);
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        if (!hasFiles)
        {
            // It looks at every file system of the machine, in each session, which takes longer than most tests.
            state.Providers.Remove("FileSystem", null);
        }

        foreach (var type in typeof(StepFunctionsCommand).Assembly.GetTypes())
        {
            if (type.GetCustomAttributes(typeof(CmdletAttribute), false) is [CmdletAttribute cmdlet])
            {
                state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, helpFileName: null));
            }
        }

        state.Types.Add(new SessionStateTypeEntry(Path.Combine(Repository.Root, "src/SfnMapRun/SfnMapRun.Types.ps1xml")));
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public VirtualTime Time { get; } = new();

    public FakeStepFunctions StepFunctions { get; }

    public FakeGateway Gateway { get; }

    /// <summary>Whether the process writes into a file or a pipe.</summary>
    public bool IsOutputRedirected { get; set; }

    /// <summary>Is called with each object as it comes.</summary>
    public Action<PSObject> OnOutput { get; set; } = _ => { };

    /// <summary>Is called with each progress record as it comes.</summary>
    public Action<ProgressRecord> OnProgress { get; set; } = _ => { };

    /// <summary>Runs a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="input">What is piped into it.</param>
    public SessionResult Run(string script, params object?[] input)
    {
        Surroundings.Current = new Surroundings
        {
            Clock = Time,
            Gateway = Gateway,
            IsOutputRedirected = IsOutputRedirected,
            Sleep = (wake, stop) =>
            {
                Time.RunUntil(() => HasArrived(stop) || wake.IsSet);
                stop.ThrowIfCancellationRequested();
            },
        };
        using var powerShell = PowerShell.Create(_runspace).AddScript($"try {{ {script} }} catch {{ throw }}");
        using var output = new PSDataCollection<PSObject>();
        var progress = new List<ProgressRecord>();
        output.DataAdded += (_, e) => OnOutput(output[e.Index]);
        powerShell.Streams.Progress.DataAdded += (_, e) =>
        {
            progress.Add(powerShell.Streams.Progress[e.Index]);
            OnProgress(progress[^1]);
        };
        _powerShell = powerShell;
        _isStopping = false;
        var ending = Time.OnThisThread(() =>
        {
            try
            {
                powerShell.Invoke(input, output, new PSInvocationSettings { ExposeFlowControlExceptions = true });
                return null;
            }
            catch (RuntimeException e)
            {
                return e;
            }
        });
        return new SessionResult
        {
            Output = [.. output.Select(item => item?.BaseObject)],
            Errors = [.. powerShell.Streams.Error],
            Warnings = [.. powerShell.Streams.Warning.Select(record => record.Message)],
            Verbose = [.. powerShell.Streams.Verbose.Select(record => record.Message)],
            Debug = [.. powerShell.Streams.Debug.Select(record => record.Message)],
            Information = [.. powerShell.Streams.Information],
            Progress = progress,
            Ending = ending,
            IsStopped = powerShell.InvocationStateInfo.State == PSInvocationState.Stopped,
        };
    }

    /// <summary>Stops the script that runs, as Ctrl+C does. Also from what its cmdlets call.</summary>
    public void Stop()
    {
        _isStopping = true;
        _powerShell!.BeginStop(null, null);
    }

    /// <summary>Sets a variable for scripts.</summary>
    public void Set(string name, object? value) => _runspace.SessionStateProxy.SetVariable(name, value);

    public void Dispose() => _runspace.Dispose();

    // A stop comes by a thread of the pool: until it has arrived, no more time may pass and no more work be done.
    private bool HasArrived(CancellationToken stop)
    {
        if (_isStopping && !stop.WaitHandle.WaitOne(VirtualTime.Patience))
        {
            throw new InvalidOperationException("The stop has not reached the cmdlet.");
        }

        return stop.IsCancellationRequested;
    }
}

/// <summary>What a script came to.</summary>
internal sealed class SessionResult
{
    public required IReadOnlyList<object?> Output { get; init; }

    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<string> Verbose { get; init; }

    public required IReadOnlyList<string> Debug { get; init; }

    public required IReadOnlyList<InformationRecord> Information { get; init; }

    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    /// <summary>What ended it before its time; null where nothing did.</summary>
    public required RuntimeException? Ending { get; init; }

    /// <summary>Whether it was stopped, as by Ctrl+C.</summary>
    public required bool IsStopped { get; init; }
}
