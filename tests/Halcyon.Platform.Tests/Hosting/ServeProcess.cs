using System.Diagnostics;
using Xunit;

namespace Halcyon.Platform.Tests.Hosting;

/// <summary>`halcyon serve` as a process of its own, so that it can be killed.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly Process _process;

    private ServeProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>Starts it and waits for its line with the address.</summary>
    public static async Task<ServeProcess> StartAsync(string dataDirectory, CancellationToken cancellationToken, string? database = null)
    {
        var process = Launch(dataDirectory, database);
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            const string Ready = "Halcyon is ready at ";
            if (!line.StartsWith(Ready, StringComparison.Ordinal))
                continue;
            // Both are read to the end: a full pipe would stop the server.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            return new ServeProcess(process, new Uri(line[Ready.Length..].Split(' ')[0]));
        }

        throw new InvalidOperationException($"halcyon did not start: {await process.StandardError.ReadToEndAsync(cancellationToken)}");
    }

    /// <summary>Starts it where it must refuse.</summary>
    /// <returns>The exit code, and what it said on standard error.</returns>
    public static async Task<(int ExitCode, string Errors)> RunAsync(string dataDirectory, CancellationToken cancellationToken, string? database = null)
    {
        using var process = Launch(dataDirectory, database);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, errors.Trim());
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>As Ctrl-C does.</summary>
    public async Task<int> InterruptAsync(CancellationToken cancellationToken)
    {
        using var signal = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    /// <summary>`halcyon migrate` to its end.</summary>
    public static async Task<(int ExitCode, string Output)> MigrateAsync(string dataDirectory, string database, CancellationToken cancellationToken)
    {
        using var process = Launch(database, "migrate", "--data", dataDirectory);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output);
    }

    private static Process Launch(string dataDirectory, string? database) =>
        Launch(database, "serve", "--data", dataDirectory, "--urls", "http://127.0.0.1:0");

    private static Process Launch(string? database, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "halcyon.dll");
        Assert.True(File.Exists(program), $"{program} was not built.");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HALCYON_DATABASE"] = database;
        return Process.Start(start)!;
    }
}
