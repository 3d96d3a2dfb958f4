using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Halcyon.Platform.Database.Embedded;

/// <summary>The files of the private server inside the data folder, and what a dead server may have left among them.</summary>
internal sealed class PostgresCluster
{
    public const string DatabaseName = "halcyon";
    private const string Superuser = "halcyon";
    private const int LongestSocketPath = 107;
    private const int Interrupt = 2;
    private const int Quit = 3;
    private const int Kill = 9;

    private readonly string _root;
    private readonly ServerAccount _account;
    private readonly IReadOnlyList<string> _settings;

    /// <param name="settings">Further `name=value` settings, over those below.</param>
    public PostgresCluster(string dataDirectory, ServerAccount account, IReadOnlyList<string> settings)
    {
        _account = account;
        _settings = settings;
        _root = Path.Combine(dataDirectory, "postgres");
        FilesDirectory = Path.Combine(_root, "files");
        SocketDirectory = ChooseSocketDirectory(_root);
    }

    public string FilesDirectory { get; }

    public string SocketDirectory { get; }

    private string PasswordFile => Path.Combine(_root, "password");

    private string PidFile => Path.Combine(FilesDirectory, "postmaster.pid");

    public string ConnectionString(string database = DatabaseName) => new NpgsqlConnectionStringBuilder
    {
        Host = SocketDirectory,
        Username = Superuser,
        Password = File.ReadAllText(PasswordFile),
        Database = database,
        ApplicationName = "halcyon",
        MaxPoolSize = 60,
        // Over a private Unix socket there is nobody to encrypt against.
        SslMode = SslMode.Disable,
    }.ConnectionString;

    /// <summary>Settings for a small machine. Everything else is PostgreSQL's default; fsync stays on.</summary>
    public IEnumerable<string> ServerArguments() =>
    [
        "-D", FilesDirectory,
        "-c", "listen_addresses=",
        "-c", $"unix_socket_directories={SocketDirectory}",
        "-c", "unix_socket_permissions=0700",
        "-c", "max_connections=100",
        "-c", "shared_buffers=128MB",
        "-c", "effective_cache_size=512MB",
        "-c", "maintenance_work_mem=64MB",
        "-c", "max_wal_size=512MB",
        "-c", "random_page_cost=1.1",
        "-c", "timezone=UTC",
        "-c", "log_timezone=UTC",
        "-c", "logging_collector=on",
        "-c", $"log_directory={Path.Combine(_root, "log")}",
        "-c", "log_filename=postgres-%a.log",
        "-c", "log_rotation_age=1d",
        "-c", "log_rotation_size=0",
        "-c", "log_truncate_on_rotation=on",
        // Statements can hold health text; they stay out of the log even when they fail.
        "-c", "log_min_error_statement=panic",
        "-c", "log_parameter_max_length_on_error=0",
        .. _settings.SelectMany(setting => (string[])["-c", setting]),
    ];

    /// <summary>Makes the folders and, the first time, the cluster: UTF-8, with the builtin C.UTF-8 collation.</summary>
    /// <remarks>Builtin collation: the same order on every machine and after every system upgrade, so no index goes stale.</remarks>
    public async Task PrepareAsync(string installation, CancellationToken cancellationToken)
    {
        UnixFolder.Create(_root, UnixFolder.Passable);
        _account.RequireReach(FilesDirectory);
        _account.CreateFolder(SocketDirectory, UnixFolder.Private);
        _account.CreateFolder(Path.Combine(_root, "log"), UnixFolder.Private);
        if (File.Exists(Path.Combine(FilesDirectory, "PG_VERSION")))
            return;

        UnixFolder.WriteSecret(PasswordFile, Convert.ToHexString(RandomNumberGenerator.GetBytes(24)));
        await InitialiseAsync(installation, cancellationToken);
    }

    /// <summary>Stops a server that an earlier, killed Halcyon left running, and clears a stale pid file.</summary>
    /// <remarks>The pid in the file may since belong to anything: only a process working in our own folder is touched.</remarks>
    public async Task StopOrphanAsync(CancellationToken cancellationToken)
    {
        if (ReadPid() is not { } pid)
            return;

        foreach (var (signal, patience) in ((int, TimeSpan)[])[(Interrupt, TimeSpan.FromSeconds(20)), (Quit, TimeSpan.FromSeconds(5)), (Kill, TimeSpan.FromSeconds(5))])
        {
            if (!IsOurServer(pid))
                break;

            ServerAccount.Signal(pid, signal);
            await WaitUntilGoneAsync(pid, patience, cancellationToken);
        }

        if (IsOurServer(pid))
            throw new EmbeddedPostgresException($"A PostgreSQL left over from an earlier run (process {pid}) does not stop; end it and start again.");

        // Its own backends notice the end of the postmaster by themselves; the new one waits for them.
        if (ReadPid() == pid)
            File.Delete(PidFile);
    }

    /// <summary>The server writes its state into the last line of its pid file.</summary>
    public bool SaysReady()
    {
        try
        {
            var lines = File.ReadAllLines(PidFile);
            return lines.Length >= 8 && lines[7].Trim() == "ready";
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task InitialiseAsync(string installation, CancellationToken cancellationToken)
    {
        // Built aside and renamed: an initdb that was interrupted leaves nothing that looks like a cluster.
        var unfinished = FilesDirectory + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);

        var passwordCopy = Path.Combine(SocketDirectory, "initial-password");
        _account.CreateFolder(unfinished, UnixFolder.Private);
        UnixFolder.WriteSecret(passwordCopy, await File.ReadAllTextAsync(PasswordFile, cancellationToken));
        _account.Own(passwordCopy);
        try
        {
            await PostgresProcess.RunAsync(
                _account,
                PostgresBinaries.Executable(installation, "initdb"),
                [
                    "-D", unfinished, "-U", Superuser, "--auth=scram-sha-256", $"--pwfile={passwordCopy}", "--encoding=UTF8",
                    "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums",
                ],
                cancellationToken);
        }
        finally
        {
            File.Delete(passwordCopy);
        }

        Directory.Move(unfinished, FilesDirectory);
    }

    private static string ChooseSocketDirectory(string root)
    {
        const string SocketName = "/.s.PGSQL.5432";
        var inside = Path.Combine(root, "run");
        if (Encoding.UTF8.GetByteCount(inside + SocketName) <= LongestSocketPath)
            return inside;

        // A deep data folder would exceed what the kernel allows for a socket path.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..16];
        return Path.Combine(Path.GetTempPath(), "halcyon-" + name);
    }

    private int? ReadPid()
    {
        try
        {
            var first = File.ReadLines(PidFile).FirstOrDefault();
            return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 1 ? pid : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private bool IsOurServer(int pid)
    {
        if (!OperatingSystem.IsLinux())
            return ServerAccount.Signal(pid, 0);

        try
        {
            return Directory.ResolveLinkTarget($"/proc/{pid}/cwd", returnFinalTarget: false)?.FullName == Path.GetFullPath(FilesDirectory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task WaitUntilGoneAsync(int pid, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var started = TimeProvider.System.GetTimestamp();
        while (IsOurServer(pid) && TimeProvider.System.GetElapsedTime(started) < patience)
            await timer.WaitForNextTickAsync(cancellationToken);
    }
}
