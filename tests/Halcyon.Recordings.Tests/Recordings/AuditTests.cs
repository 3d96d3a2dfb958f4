using Halcyon.Recordings.Tests.Analyses;
using Halcyon.Testing;
using Npgsql;
using Xunit;

namespace Halcyon.Recordings.Tests.Recordings;

public sealed class AuditTests(HalcyonApp app)
{
    [Fact]
    public async Task WhatIsDoneWithARecording_IsRecordedOnceEach()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        var path = $"/v1/recordings/{recording.Id()}";
        for (var page = 0; page < 3; page++)
        {
            await client.GetJsonAsync(path);
            using var signal = await client.GetAsync($"{path}/signal?from={page}&to={page + 1}", RecordingsClient.Token);
        }

        var analysis = await client.AnalyseAsync(recording.Id());
        await client.GetJsonAsync($"/v1/analyses/{analysis.Id()}/report.json");
        using (await client.GetAsync($"{path}/file", RecordingsClient.Token))
        using (await client.RemoveAsync(path))
        {
        }

        Assert.Equal(
            [
                "recording.uploaded", "recording.viewed", "recording.analysed", "report.opened", "recording.downloaded",
                "recording.deleted",
            ],
            await ActionsAsync($"recording/{recording.Id()}", $"analysis/{analysis.Id()}"));
    }

    private async Task<List<string>> ActionsAsync(params string[] resources)
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(RecordingsClient.Token);
        await using var command = new NpgsqlCommand(
            "select action from platform.audit_entry where resource = any($1) order by sequence", connection)
        {
            Parameters = { new() { Value = resources } },
        };
        await using var rows = await command.ExecuteReaderAsync(RecordingsClient.Token);
        var actions = new List<string>();
        while (await rows.ReadAsync(RecordingsClient.Token))
            actions.Add(rows.GetString(0));
        return actions;
    }
}
