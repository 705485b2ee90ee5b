using System.Security;
using System.Text;
using SfnMapRun.Errors;

namespace SfnMapRun.Exporting;

/// <summary>The file of a report: written whole or not at all. What stood there before stays until the new one is complete.</summary>
internal sealed class ReportFile
{
    private readonly bool _noClobber;
    private readonly bool _force;

    private ReportFile(string path, bool noClobber, bool force)
    {
        Path = path;
        _noClobber = noClobber;
        _force = force;
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>The file, if it can be written, as far as that can be told before the work is done.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="noClobber">Whether a file that exists stays.</param>
    /// <param name="force">Whether a read-only file is overwritten.</param>
    /// <exception cref="StepFunctionsException">It can't be written.</exception>
    public static ReportFile At(string path, bool noClobber, bool force)
    {
        var file = new FileInfo(path);
        return file switch
        {
            { Exists: true } when noClobber => throw Exists(path),
            _ when Directory.Exists(path) => throw NotWritten(path, "that is a folder"),
            { Directory: not { Exists: true } } => throw NotWritten(path, $"there is no folder {file.DirectoryName}"),
            { Exists: true, IsReadOnly: true } when !force => throw NotWritten(path, "the file is read-only"),
            _ => new ReportFile(path, noClobber, force),
        };
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="StepFunctionsException">It can't be written.</exception>
    public FileInfo Write(string text)
    {
        string? temporary = null;
        try
        {
            // A link stays one, and what it leads to is replaced. A file of the same folder is moved at once.
            var target = !File.Exists(Path) ? Path : File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path;
            temporary = $"{target}.{Guid.NewGuid():N}.tmp";
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (_force && new FileInfo(target) is { Exists: true, IsReadOnly: true } readOnly)
            {
                readOnly.IsReadOnly = false;
            }

            File.Move(temporary, target, overwrite: !_noClobber);
            return new FileInfo(Path);
        }
        catch (IOException) when (_noClobber && File.Exists(Path))
        {
            throw Exists(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or SecurityException)
        {
            throw NotWritten(Path, e.Message.TrimEnd('.'));
        }
        finally
        {
            Delete(temporary);
        }
    }

    private static void Delete(string? temporary)
    {
        try
        {
            if (temporary is not null)
            {
                File.Delete(temporary);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What went wrong before matters more.
        }
    }

    private static StepFunctionsException Exists(string path) => new(FailureKind.ReportExists, $"The file {path} exists.");

    private static StepFunctionsException NotWritten(string path, string why) =>
        new(FailureKind.ReportNotWritten, $"The report can't be written to {path}: {why}.");
}
