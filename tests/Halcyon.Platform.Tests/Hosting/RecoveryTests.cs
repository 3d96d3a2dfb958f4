using System.Diagnostics;
using System.Globalization;
using System.Net;
using Halcyon.Platform.Database.Embedded;
using Halcyon.Testing;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Hosting;

/// <summary>Real processes, really killed.</summary>
public sealed class RecoveryTests : IDisposable
{
    private readonly string _folder = TemporaryFolder.Create();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Serve_SecondOnTheSameFolder_RefusesInOneLine()
    {
        using var first = await ServeProcess.StartAsync(_folder, Cancel);

        var (exitCode, errors) = await ServeProcess.RunAsync(_folder, Cancel);

        Assert.Equal(1, exitCode);
        Assert.Contains($"already using the data folder {_folder}", errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors);
        Assert.Equal(0, await first.InterruptAsync(Cancel));
        Assert.False(PostmasterRuns());
    }

    [Fact]
    public async Task Serve_KilledHard_NextStartHasEverythingAndNothingStraysAbout()
    {
        using (var first = await ServeProcess.StartAsync(_folder, Cancel))
        {
            await ExecuteAsync("create table public.kept (id integer); insert into public.kept values (42)");
            await first.KillAsync(Cancel);
        }

        using var second = await ServeProcess.StartAsync(_folder, Cancel);

        Assert.Equal(42, await ExecuteAsync("select id from public.kept"));
        Assert.Equal(0, await second.InterruptAsync(Cancel));
        Assert.False(PostmasterRuns());
    }

    [Fact]
    public async Task Serve_PostgresKilledHard_ComesBackWithoutARestart()
    {
        using var server = await ServeProcess.StartAsync(_folder, Cancel);
        await ExecuteAsync("create table public.kept (id integer); insert into public.kept values (42)");
        var before = PostmasterId()!.Value;

        using (var kill = Process.Start("kill", ["-KILL", $"{before}"]))
            await kill.WaitForExitAsync(Cancel);
        await UntilReadyAsync(server.Address, before);

        Assert.Equal(42, await ExecuteAsync("select id from public.kept"));
        Assert.Equal(0, await server.InterruptAsync(Cancel));
    }

    /// <summary>
    /// Asks until the new server runs: only the answers decide, the pause keeps the machine free meanwhile. Processes of the
    /// killed one may still answer for a moment.
    /// </summary>
    private async Task UntilReadyAsync(Uri address, int killed)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var sawTrouble = false;
        while (await timer.WaitForNextTickAsync(Cancel))
        {
            using var answer = await _http.GetAsync(new Uri(address, "/ready"), Cancel);
            sawTrouble |= answer.StatusCode == HttpStatusCode.ServiceUnavailable;
            if (answer.StatusCode == HttpStatusCode.OK && PostmasterRuns() && PostmasterId() != killed)
                return;

            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"/ready said {answer.StatusCode}; trouble before: {sawTrouble}");
        }
    }

    private string PidFile => Path.Combine(_folder, "postgres", "files", "postmaster.pid");

    /// <returns>Null while there is none, and while it is being written.</returns>
    private int? PostmasterId() =>
        File.Exists(PidFile) && int.TryParse(File.ReadLines(PidFile).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) ? id : null;

    private bool PostmasterRuns() => PostmasterId() is { } id && Directory.Exists($"/proc/{id}");

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(EmbeddedPostgres.ConnectionStringOf(_folder) + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
