using System.Text.Json;
using Halcyon.Platform.PersonalData;
using Halcyon.Testing;
using Halcyon.Wellness.Interventions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Wellness.Tests.Interventions;

public sealed class ActionsPersonalDataTests(HalcyonApp app)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    [Fact]
    public async Task Actions_ExportedAndImportedTwice_AreThereOnceAndLearntAnew()
    {
        var client = await app.RegisterAsync();
        await SessionTests.CompleteAsync(
            client, await SessionTests.StartAsync(client, "hum"), new { effectiveness_rating = 5, feedback_tags = new[] { "calming" }, feedback_text = "with the cat" });
        using (await client.PostJsonAsync($"/v1/interventions/sessions/{await SessionTests.StartAsync(client, "colour-hunt")}/skip"))
        {
        }

        using (await client.SendJsonAsync(HttpMethod.Put, "/v1/interventions/body-scan-short/hidden"))
        {
        }

        var archive = new Archive();
        var userId = await client.UserIdAsync();
        await WithAsync(data => data.ExportAsync(userId, archive, Calls.Token));
        var newcomer = await app.RegisterAsync();
        var newcomerId = await newcomer.UserIdAsync();
        for (var times = 0; times < 2; times++)
            await WithAsync(data => data.ImportAsync(newcomerId, archive, Calls.Token));

        var sessions = (await newcomer.GetJsonAsync("/v1/interventions/sessions")).Items();
        Assert.Equal(["colour-hunt", "hum"], sessions.Select(session => session.Text("intervention_id")));
        Assert.Equal("with the cat", sessions[1].Text("feedback_text"));
        Assert.Equal(["body-scan-short"], (await newcomer.GetJsonAsync("/v1/interventions?hidden=true")).Items().Select(item => item.Id()));
        Assert.Equal(2, await app.QueryAsync<int>("select total_interactions from wellness.recommender_states where user_id = $1", newcomerId.Value));
        var learnt = new Archive();
        await WithAsync(data => data.ExportAsync(newcomerId, learnt, Calls.Token));
        Assert.Equal(
            archive.Of("actions_learnt").Select(row => (row.Text("intervention_id"), row.GetProperty("mean_reward").GetDouble())),
            learnt.Of("actions_learnt").Select(row => (row.Text("intervention_id"), row.GetProperty("mean_reward").GetDouble())));
    }

    private async Task WithAsync(Func<ActionsPersonalData, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await work(ActivatorUtilities.CreateInstance<ActionsPersonalData>(scope.ServiceProvider));
    }

    /// <summary>An archive in memory, through the same JSON as a file.</summary>
    private sealed class Archive : IPersonalDataExport, IPersonalDataImport
    {
        private readonly Dictionary<string, List<string>> _rows = new(StringComparer.Ordinal);

        public IReadOnlyList<JsonElement> Of(string name) => [.. _rows[name].Select(row => JsonSerializer.Deserialize<JsonElement>(row))];

        public async Task WriteRowsAsync<TRow>(string name, string title, IAsyncEnumerable<TRow> rows, CancellationToken cancellationToken)
        {
            _rows[name] = [];
            await foreach (var row in rows.WithCancellation(cancellationToken))
                _rows[name].Add(JsonSerializer.Serialize(row, Json));
        }

        public IAsyncEnumerable<TRow> ReadRowsAsync<TRow>(string name, CancellationToken cancellationToken) =>
            _rows[name].Select(row => JsonSerializer.Deserialize<TRow>(row, Json)!).ToAsyncEnumerable();

        public Task WriteFileAsync(string name, string title, Stream content, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task WriteFhirAsync(JsonElement resource, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Stream? OpenFile(string name) => null;
    }
}
