using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halcyon.Accounts.Tests.Profiles;
using Halcyon.Testing;
using Npgsql;
using Xunit;

namespace Halcyon.Accounts.Tests.Privacy;

/// <summary>Somebody with data in every table that can hold a person's, each with words that can be searched for.</summary>
internal sealed record Person(HalcyonApp App, SignedIn Me, Guid RecordingId)
{
    public const string FirstName = "Zebulonia";
    public const string LastName = "Quixford-Marker";
    public const string DisplayedName = "Zeb Marker";
    public const string Note = "=cmd|' /C calc'!A0 zebramarker <script>alert(1)</script>";
    public const string Condition = "narcomarkerlepsy";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Person> CreateAsync(HalcyonApp app)
    {
        var email = $"zebulonia.{Guid.NewGuid():N}@marker.example";
        var answer = await app.PostAsync("/v1/auth/register", new
        {
            email,
            password = Calls.Password,
            display_name = DisplayedName,
            profile = new { first_name = FirstName, last_name = LastName, date_of_birth = "1985-05-17", time_zone = "Europe/Zurich", medical_conditions = new[] { Condition } },
            health_screening = ProfileTests.Screening("no"),
        }).JsonAsync(HttpStatusCode.Created);
        var me = SignedIn.From(answer, email);
        var preferences = JsonNode.Parse((await app.GetAsync("/v1/users/me/preferences", me.AccessToken).JsonAsync()).GetRawText())!;
        preferences["theme"] = "warm_evening";
        await app.SendAsync(HttpMethod.Put, "/v1/users/me/preferences", Calls.Json(preferences.ToJsonString()), me.AccessToken).JsonAsync();
        await app.SendAsync(HttpMethod.Put, "/v1/users/me/consents/research_participation", new { granted = true, version = 1 }, me.AccessToken).JsonAsync();
        await app.PostAsync("/v1/auth/login", new { email, password = "not the right one" }).StatusAsync();

        var recording = await app.SendAsync(
            HttpMethod.Post, "/v1/recordings/demo", bearer: me.AccessToken, change: request => request.Headers.Add("Idempotency-Key", "marker-key"))
            .JsonAsync(HttpStatusCode.Created);
        var person = new Person(app, me, recording.GetProperty("id").GetGuid());
        await app.PostAsync(
            $"/v1/recordings/{person.RecordingId}/annotations", new { onset_seconds = 1.5, duration_seconds = 0.25, text = Note }, me.AccessToken)
            .JsonAsync(HttpStatusCode.Created);
        var analysis = await app.PostAsync($"/v1/recordings/{person.RecordingId}/analyses", new { only = new[] { "quality" } }, me.AccessToken)
            .JsonAsync(HttpStatusCode.Accepted);
        await person.UntilAsync(
            $"/v1/analyses/{analysis.GetProperty("id").GetGuid()}", found => found.GetProperty("status").GetString() == "completed");
        await person.AddCheckInAsync();
        await person.AddPlanAsync();
        await person.AddActionAsync();
        await person.AddRoutineAsync();
        await person.AddWhatOthersKeepAsync();
        return person;
    }

    /// <summary>With words that call for help, so that there is a crisis event too.</summary>
    private async Task AddCheckInAsync() => await App.PostAsync("/v1/checkins", new
    {
        mood_score = 2,
        energy_level = 2,
        journal_text = $"I want to die. {Note}",
        emotion_tags = new[] { "sad", "zebramarkerish" },
        client_id = Guid.NewGuid(),
    }, Me.AccessToken).JsonAsync(HttpStatusCode.Created);

    /// <summary>One small action, tried and rated: the model that learns from it is kept a moment later.</summary>
    private async Task AddActionAsync()
    {
        var actions = await GetAsync("/v1/interventions?limit=1").JsonAsync();
        var action = actions.GetProperty("items")[0].GetProperty("id").GetString();
        await App.SendAsync(HttpMethod.Put, $"/v1/interventions/{action}/favourite", bearer: Me.AccessToken).StatusAsync();
        var session = await App.PostAsync($"/v1/interventions/{action}/start", new { }, Me.AccessToken).JsonAsync(HttpStatusCode.Created);
        await App.PostAsync(
            $"/v1/interventions/sessions/{session.GetProperty("session_id").GetGuid()}/complete", new { effectiveness_rating = 4, feedback_text = Note }, Me.AccessToken)
            .StatusAsync();
        await App.UntilAsync($"select exists (select from wellness.recommender_states where user_id = '{Me.Id}')");
    }

    /// <summary>A sensory load, a time of masking, and a routine with a tick and a change.</summary>
    private async Task AddRoutineAsync()
    {
        await App.PostAsync("/v1/asd/sensory-load", new { load = 6, note = Note }, Me.AccessToken).JsonAsync(HttpStatusCode.Created);
        await App.PostAsync("/v1/asd/masking", new { level = 6, note = Note }, Me.AccessToken).JsonAsync(HttpStatusCode.Created);
        var id = Guid.NewGuid();
        var routine = JsonSerializer.Serialize(new { items = new[] { new { id, name = "zebramarker walk", at = "08:00", weekdays = new[] { 1, 2, 3, 4, 5, 6, 7 } } } });
        await App.SendAsync(HttpMethod.Put, "/v1/asd/routine", Calls.Json(routine), Me.AccessToken).JsonAsync();
        await App.PostAsync($"/v1/asd/routine/items/{id}/done", new { }, Me.AccessToken).StatusAsync();
        await App.PostAsync(
            "/v1/asd/routine/changes", new { date = DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", null), kind = "added", what = "zebramarker visit" }, Me.AccessToken)
            .JsonAsync(HttpStatusCode.Created);
    }

    private async Task AddPlanAsync()
    {
        await App.SendAsync(HttpMethod.Put, "/v1/checkins/retention", Calls.Json("""{"keep_for_ever":true}"""), Me.AccessToken).JsonAsync();
        await App.SendAsync(HttpMethod.Put, "/v1/crisis/safety-plan", Calls.Json("""{"warning_signs":["zebramarker"]}"""), Me.AccessToken).JsonAsync();
        await App.SendAsync(
            HttpMethod.Put, "/v1/crisis/contact", Calls.Json("""{"name":"Robin Zebramarker","email":"robin@example.org"}"""), Me.AccessToken).JsonAsync();
        await App.PostAsync("/v1/adhd/time-estimation", new { task = $"Sort the post {Note}", estimated_minutes = 10, actual_minutes = 25 }, Me.AccessToken).JsonAsync(HttpStatusCode.Created);
        await App.PostAsync("/v1/adhd/tasks", new { title = $"Post {Note}", steps = new[] { new { text = "Take the pile.", done = true } } }, Me.AccessToken).JsonAsync(HttpStatusCode.Created);
        await App.PostAsync("/v1/adhd/focus", new { minutes = 25, remind_every_minutes = 15 }, Me.AccessToken).JsonAsync(HttpStatusCode.Created);
        await App.PostAsync("/v1/screenings/gad7", new { answers = new[] { 1, 1, 1, 1, 1, 1, 1 } }, Me.AccessToken).JsonAsync(HttpStatusCode.Created);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => App.GetAsync(path, Me.AccessToken);

    /// <summary>Asks again until it is so; a job on a worker is what it waits for.</summary>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> isSo)
    {
        var found = await GetAsync(path).JsonAsync();
        await Waiting.UntilAsync(async () => isSo(found = await GetAsync(path).JsonAsync()));
        return found;
    }

    /// <returns>The ZIP.</returns>
    public async Task<byte[]> ExportAsync()
    {
        var asked = await App.PostAsync("/v1/export/all", bearer: Me.AccessToken).JsonAsync(HttpStatusCode.Accepted);
        var id = asked.GetProperty("id").GetGuid();
        JsonElement Mine(JsonElement list) => list.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetGuid() == id);
        var list = await UntilAsync("/v1/export/all", list => Mine(list).GetProperty("status").GetString() is "completed" or "failed");
        Assert.Equal("completed", Mine(list).GetProperty("status").GetString());
        var link = await App.PostAsync($"/v1/export/all/{id}/link", bearer: Me.AccessToken).JsonAsync();
        using var response = await App.GetAsync(link.GetProperty("address").GetString()!);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(Stop);
    }

    public async Task<JsonElement> ImportAsync(byte[] archive)
    {
        var content = new ByteArrayContent(archive);
        content.Headers.ContentType = new("application/zip");
        var started = await App.PostAsync("/v1/import/all", content, Me.AccessToken).JsonAsync(HttpStatusCode.Accepted);
        return await UntilAsync($"/v1/import/all/{started.GetProperty("id").GetGuid()}", found => found.GetProperty("status").GetString() is "completed" or "failed");
    }

    public static Dictionary<string, byte[]> Unzip(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return copy.ToArray();
        });
    }

    /// <summary>Rows that no route of this test makes, as the features that own the tables would.</summary>
    private async Task AddWhatOthersKeepAsync()
    {
        await using var connection = new NpgsqlConnection(App.ConnectionString);
        await connection.OpenAsync(Stop);
        foreach (var sql in OtherTables.Inserts)
        {
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = Me.Id }, new() { Value = Me.Email } } };
            await command.ExecuteNonQueryAsync(Stop);
        }
    }
}
