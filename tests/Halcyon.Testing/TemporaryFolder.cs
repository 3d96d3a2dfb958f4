namespace Halcyon.Testing;

/// <summary>Folders of tests. Others may pass through them: as root, PostgreSQL runs under another account.</summary>
public static class TemporaryFolder
{
    private const UnixFileMode Passable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static string Create() => Make($"halcyon-test-{Guid.NewGuid():N}"[..24]);

    internal static string Shared() => Make($"halcyon-tests-{Environment.UserName}");

    private static string Make(string name)
    {
        var path = Path.Combine(Path.GetTempPath(), name);
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, Passable);
        return path;
    }
}
