using System.Globalization;
using Halcyon.Platform.Database.Embedded;

namespace Halcyon.Platform.Database;

/// <summary>The folder of everything Halcyon keeps, held by one running Halcyon at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>`HALCYON_DATA`, else the place the operating system has for it.</summary>
    /// <remarks>As root that is /var/lib: PostgreSQL runs under another account, which cannot enter root's home.</remarks>
    public static string DefaultPath()
    {
        if (Environment.GetEnvironmentVariable("HALCYON_DATA") is { Length: > 0 } chosen)
            return chosen;

        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("XDG_DATA_HOME")))
        {
            return "/var/lib/halcyon";
        }

        var parent = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return System.IO.Path.Combine(parent, "halcyon");
    }

    /// <exception cref="DataFolderException">Another Halcyon holds it, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            UnixFolder.Create(full, Environment.IsPrivilegedProcess ? UnixFolder.Passable : UnixFolder.Private);
            return new DataFolder(full, TakeLock(full));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new DataFolderException($"The data folder {full} cannot be used: {exception.Message}", exception);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream TakeLock(string folder)
    {
        var file = System.IO.Path.Combine(folder, "halcyon.lock");
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFolder.SecretFile;

        FileStream held;
        try
        {
            held = new FileStream(file, options);
        }
        catch (IOException exception) when (File.Exists(file))
        {
            throw new DataFolderException(
                $"Another Halcyon is already using the data folder {folder}; stop it first, or choose another folder with --data.", exception)
            { IsInUse = true };
        }

        held.SetLength(0);
        held.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        held.Flush();
        return held;
    }
}

/// <summary>The data folder cannot be used; the message is one sentence for the person at the terminal.</summary>
public sealed class DataFolderException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether another Halcyon holds the folder.</summary>
    public bool IsInUse { get; init; }
}
