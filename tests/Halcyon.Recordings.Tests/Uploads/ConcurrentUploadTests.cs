using System.Net;
using Halcyon.Platform.Audit;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Recordings.Tests.Uploads;

public sealed class ConcurrentUploadTests
{
    private const int Connections = 8;

    /// <summary>A transaction that asked for a second connection would wait for the others, and they for it.</summary>
    [Fact]
    public async Task Upload_ManyMoreAtOnceThanConnections_AllArriveAndTheAuditChainHolds()
    {
        await using var app = await HalcyonApp.StartAsync(options => options with
        {
            Database = new NpgsqlConnectionStringBuilder(options.Database) { MaxPoolSize = Connections }.ConnectionString,
        });
        var before = await CountAuditedAsync(app);
        var clients = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.RegisterAsync()));
        var file = new EdfSample { Seconds = 2, Annotations = [(0.5, 0, "blink")] }.ToBytes();

        var uploads = await Task.WhenAll(Enumerable.Range(0, 6 * Connections).Select(async index =>
        {
            using var answer = await clients[index % clients.Length].UploadAsync(file, $"file{index}.edf", idempotencyKey: $"key-{index}");
            return await answer.JsonAsync(HttpStatusCode.Created);
        }));

        Assert.Equal(6 * Connections, uploads.Select(upload => upload.Id()).Distinct().Count());
        Assert.Equal(before + (6 * Connections), await CountAuditedAsync(app));
        Assert.Null((await app.Services.GetRequiredService<AuditVerification>().RunAsync(RecordingsClient.Token)).Fault);
        foreach (var client in clients)
            client.Dispose();
    }

    private static async Task<long> CountAuditedAsync(HalcyonApp app)
    {
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "select count(*) from platform.audit_entry where action = 'recording.uploaded'");
        return (long)(await command.ExecuteScalarAsync(RecordingsClient.Token))!;
    }
}
