using System.Collections.Concurrent;
using System.Diagnostics;

namespace Halcyon.Platform.Database.Embedded;

/// <summary>One run of the server, tied to this process: when we end, however we end, it shuts down.</summary>
/// <remarks>
/// A small shell stands between. It holds the read end of a pipe from us; when the pipe closes, because we asked or because
/// we were killed, it sends PostgreSQL a fast shutdown. It runs in a session of its own, so that Ctrl-C at the terminal
/// reaches Halcyon first and PostgreSQL only after the last request was answered.
/// </remarks>
internal sealed class PostgresProcess : IDisposable
{
    private const string Script =
        """
        exec 3<&0 </dev/null
        "$@" 3<&- &
        server=$!
        trap 'kill -INT $server' INT TERM
        ( cat <&3 >/dev/null; kill -INT $server ) 2>/dev/null &
        watcher=$!
        exec 3<&-
        while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
        kill $watcher 2>/dev/null
        exit $code
        """;

    private const int RememberedLines = 20;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lastLines = new();

    private PostgresProcess(Process process) => _process = process;

    public Task Exited => _process.WaitForExitAsync();

    public bool HasExited => _process.HasExited;

    public string LastOutput => string.Join(Environment.NewLine, _lastLines);

    public static PostgresProcess Start(ServerAccount account, string executable, IEnumerable<string> arguments)
    {
        var start = Describe(account, "/bin/sh");
        start.RedirectStandardInput = true;
        var session = SessionCommand();
        if (session is not null)
        {
            start.FileName = session;
            start.ArgumentList.Add("/bin/sh");
        }

        foreach (var argument in (string[])["-c", Script, "halcyon-postgres", executable, .. arguments])
            start.ArgumentList.Add(argument);

        var running = new PostgresProcess(new Process { StartInfo = start });
        running._process.OutputDataReceived += (_, line) => running.Remember(line.Data);
        running._process.ErrorDataReceived += (_, line) => running.Remember(line.Data);
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Runs a tool to its end; throws with what it said when it fails.</summary>
    public static async Task RunAsync(ServerAccount account, string executable, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = Describe(account, executable);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        await output;
        if (process.ExitCode != 0)
            throw new EmbeddedPostgresException($"{Path.GetFileName(executable)} failed: {(await errors).Trim()}");
    }

    /// <summary>Fast shutdown: open transactions are rolled back, everything committed is on disk.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        // Lets the shell's reader of the pipe end too when the server went first.
        _process.StandardInput.Close();
        _process.Dispose();
    }

    private static ProcessStartInfo Describe(ServerAccount account, string executable)
    {
        var start = new ProcessStartInfo(executable)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetPathRoot(executable)!,
        };
        if (account.Name is not null)
            start.UserName = account.Name;

        // A foreign PGDATA or PGPORT must not reach our server, and its messages must be those we can read.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        return start;
    }

    private static string? SessionCommand() =>
        ((string[])["/usr/bin/setsid", "/bin/setsid"]).FirstOrDefault(File.Exists);

    private void Remember(string? line)
    {
        if (line is null)
            return;

        _lastLines.Enqueue(line);
        while (_lastLines.Count > RememberedLines)
            _lastLines.TryDequeue(out _);
    }
}
