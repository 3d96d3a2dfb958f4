namespace Halcyon.Testing;

/// <summary>Folders of tests. Others may pass through them: as root, PostgreSQL runs under another account.</summary>
public static class TemporaryFolder
{
    private const long PlentyBytes = 6L << 30;
    private const UnixFileMode Passable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static string Create() => Make(NewName());

    internal static string Shared() => Make($"halcyon-tests-{Environment.UserName}");

    /// <summary>Where there is plenty of memory, there: hundreds of databases come and go, and a slow disk would hold every test up.</summary>
    internal static string CreateInMemory()
    {
        const string shared = "/dev/shm";
        var roomy = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > PlentyBytes
            && Directory.Exists(shared) && new DriveInfo(shared).AvailableFreeSpace > PlentyBytes / 2;
        return roomy ? Make(NewName(), shared) : Create();
    }

    private static string NewName() => $"halcyon-test-{Guid.NewGuid():N}"[..24];

    private static string Make(string name, string? parent = null)
    {
        var path = Path.Combine(parent ?? Path.GetTempPath(), name);
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, Passable);
        return path;
    }
}
