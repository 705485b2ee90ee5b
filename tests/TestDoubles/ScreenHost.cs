using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace TestDoubles;

/// <summary>A terminal of a width that keeps what PowerShell writes to it, as it would stand on a screen.</summary>
public sealed class ScreenHost : PSHost
{
    private readonly ScreenUI _ui;

    public ScreenHost(int width) => _ui = new ScreenUI(width);

    /// <summary>All that was written: output, errors, warnings, verbose text.</summary>
    public string Text => _ui.Written.ToString();

    /// <summary>The progress that was shown, as "activity: status".</summary>
    public IReadOnlyList<string> Progress => _ui.Progress;

    /// <summary>The bars that are on the screen, as they came to stand there.</summary>
    public IReadOnlyList<ProgressRecord> Bars => _ui.Bars;

    /// <summary>How much must be done for <see cref="Reached"/>; from then on the bars stay as they are. 0 for never.</summary>
    public int StopAtPercent { get => _ui.StopAtPercent; set => _ui.StopAtPercent = value; }

    /// <summary>Set once a bar has come as far as <see cref="StopAtPercent"/>.</summary>
    public ManualResetEventSlim Reached => _ui.Reached;

    public override string Name => "Screen";
    public override Version Version => new Version(1, 0);
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override PSHostUserInterface UI => _ui;
    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
    public override void EnterNestedPrompt() { }
    public override void ExitNestedPrompt() { }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }

    private sealed class ScreenUI : PSHostUserInterface
    {
        public ScreenUI(int width) => RawUI = new Screen(width);

        public StringBuilder Written { get; } = new StringBuilder();
        public List<string> Progress { get; } = new List<string>();
        public override PSHostRawUserInterface RawUI { get; }
        public override void Write(string value) => Written.Append(value);
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) => Write(value);
        public override void WriteLine(string value) => Written.Append(value).Append('\n');
        public override void WriteErrorLine(string value) => WriteLine(value);
        public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);
        public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);
        public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);
        public List<ProgressRecord> Bars { get; } = new List<ProgressRecord>();
        public int StopAtPercent { get; set; }
        public ManualResetEventSlim Reached { get; } = new ManualResetEventSlim();

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
            Progress.Add(record.Activity + ": " + record.StatusDescription);
            if (Reached.IsSet)
            {
                return;
            }

            Bars.RemoveAll(bar => bar.ActivityId == record.ActivityId);
            if (record.RecordType == ProgressRecordType.Processing)
            {
                Bars.Add(record);
            }

            if (StopAtPercent > 0 && record.PercentComplete >= StopAtPercent)
            {
                Reached.Set();
            }
        }


        public override string ReadLine() => throw new NotSupportedException();
        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new NotSupportedException();
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
            throw new NotSupportedException();
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException();
        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) =>
            throw new NotSupportedException();
    }

    private sealed class Screen : PSHostRawUserInterface
    {
        public Screen(int width) => BufferSize = WindowSize = new Size(width, 50);

        public override Size BufferSize { get; set; }
        public override Size WindowSize { get; set; }
        public override Size MaxPhysicalWindowSize => WindowSize;
        public override Size MaxWindowSize => WindowSize;
        public override Coordinates CursorPosition { get; set; }
        public override Coordinates WindowPosition { get; set; }
        public override int CursorSize { get; set; }
        public override ConsoleColor ForegroundColor { get; set; }
        public override ConsoleColor BackgroundColor { get; set; }
        public override string WindowTitle { get; set; } = string.Empty;
        public override bool KeyAvailable => false;
        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();
        public override void FlushInputBuffer() { }
        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();
        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) { }
        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }
        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
    }
}
