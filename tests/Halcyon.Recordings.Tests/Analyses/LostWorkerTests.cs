using System.Diagnostics;
using System.Text.Json;
using Halcyon.Testing;
using Npgsql;
using Xunit;

namespace Halcyon.Recordings.Tests.Analyses;

public sealed class LostWorkerTests
{
    [Fact]
    public async Task Run_WhoseWorkerIsKilled_IsFinishedByAnother()
    {
        await using var api = await HalcyonApp.StartAsync(options => options with { Roles = new HashSet<string>(["api"]) });
        using var client = await api.RegisterAsync();
        var recording = await client.AddAsync();
        var analysis = await client.StartAnalysisAsync(recording.Id());
        var path = $"/v1/analyses/{analysis.Id()}";

        // It can open no file, and so not store a report, before it is killed.
        await using (var held = await HoldFilesAsync(api))
        using (var lost = StartWorkerProcess(api))
        {
            try
            {
                await Until.TrueAsync(
                    async () => (await client.GetJsonAsync(path)).Status() == "running", "the worker has begun");
            }
            finally
            {
                lost.Kill();
                await lost.WaitForExitAsync(CancellationToken.None);
            }
        }

        var begun = await client.GetJsonAsync(path);
        Assert.Equal("running", begun.Status());

        await using var worker = await Worker.StartBesideAsync(api);
        JsonElement last = default;
        await foreach (var progress in client.FollowAsync(analysis.Id()))
            last = progress;

        Assert.Equal("completed", last.Status());
        Assert.True(
            last.GetProperty("started_at").GetDateTimeOffset() > begun.GetProperty("started_at").GetDateTimeOffset());
        // The file and one report: nothing of the first run is left.
        Assert.Equal(2, Blobs.Of(api).Count);
    }

    /// <returns>Lets go when disposed.</returns>
    private static async Task<NpgsqlConnection> HoldFilesAsync(HalcyonApp api)
    {
        var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync(RecordingsClient.Token);
        await using var held = new NpgsqlCommand("begin; lock table platform.blob in access exclusive mode", connection);
        await held.ExecuteNonQueryAsync(RecordingsClient.Token);
        return connection;
    }

    /// <summary>The real program, on the database and data folder of the first.</summary>
    private static Process StartWorkerProcess(HalcyonApp api)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "halcyon.dll");
        var start = new ProcessStartInfo(
            "dotnet", [program, "serve", "--data", api.DataDirectory, "--roles", "worker,scheduler", "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HALCYON_DATABASE"] = api.ConnectionString },
        };
        var process = Process.Start(start)!;
        // Read, so that a full pipe does not stop it.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
