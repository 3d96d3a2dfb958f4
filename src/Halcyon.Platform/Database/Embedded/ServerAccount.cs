using System.Runtime.InteropServices;

namespace Halcyon.Platform.Database.Embedded;

/// <summary>The operating-system account that PostgreSQL runs under: ours, or an unprivileged one when we are root.</summary>
/// <param name="Name">Null for our own account.</param>
internal sealed partial record ServerAccount(string? Name, uint UserId, uint GroupId)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    public static ServerAccount Choose()
    {
        if (OperatingSystem.IsWindows())
            return new ServerAccount(null, 0, 0);

        var current = GetEffectiveUserId();
        if (current != 0)
            return new ServerAccount(null, current, 0);

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        return Candidates
            .Select(name => accounts.Find(fields => fields[0] == name))
            .Where(fields => fields is not null)
            .Select(fields => new ServerAccount(fields![0], uint.Parse(fields[2], null), uint.Parse(fields[3], null)))
            .FirstOrDefault()
            ?? throw new EmbeddedPostgresException(
                "PostgreSQL refuses to run as root and there is no account 'postgres' or 'nobody' to run it under; start Halcyon as an ordinary user or set HALCYON_DATABASE.");
    }

    /// <summary>Creates a folder that belongs to this account.</summary>
    public void CreateFolder(string path, UnixFileMode mode)
    {
        UnixFolder.Create(path, mode);
        Own(path);
    }

    public void Own(string path)
    {
        if (Name is not null && ChangeOwner(path, UserId, GroupId) != 0)
            throw new EmbeddedPostgresException($"The folder {path} cannot be given to the account '{Name}', which PostgreSQL runs under ({Marshal.GetLastPInvokeErrorMessage()}).");
    }

    /// <summary>Refuses early, with the folder that is in the way, what PostgreSQL would refuse late and obscurely.</summary>
    public void RequireReach(string directory)
    {
        if (Name is null || OperatingSystem.IsWindows())
            return;

        for (var parent = Path.GetDirectoryName(directory); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if (!File.GetUnixFileMode(parent).HasFlag(UnixFileMode.OtherExecute))
            {
                throw new EmbeddedPostgresException(
                    $"PostgreSQL runs under the account '{Name}' because Halcyon was started as root, and that account cannot enter {parent}; choose another folder with --data, or allow it with chmod o+x {parent}.");
            }
        }
    }

    public static bool Signal(int processId, int signal) => Kill(processId, signal) == 0;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint userId, uint groupId);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
