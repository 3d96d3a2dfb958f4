using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Hostile;

/// <summary>One of everything that an account can own, by the route that names it: `/v1/recordings/{recordingId}` → its id.</summary>
internal sealed class Belongings
{
    /// <summary>Parameters that are names of something everybody has, not ids of somebody's thing.</summary>
    public static readonly string[] Names =
    [
        "/v1/users/me/consents/{purpose}",
        "/v1/interventions/{interventionId}", "/v1/interventions/{interventionId}/start",
        "/v1/interventions/{interventionId}/favourite", "/v1/interventions/{interventionId}/hidden",
        "/v1/crisis/safety-plan/versions/{version}", "/v1/crisis/safety-plan/versions/{version}/restore",
    ];

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public required SignedIn Owner { get; init; }

    public IEnumerable<string> Ids => _ids.Values;

    public static async Task<Belongings> OfAsync(HalcyonApp app, SignedIn owner)
    {
        var all = new Belongings { Owner = owner };
        await all.AddRecordingAsync(app);
        await all.AddWellnessThingsAsync(app);
        await all.AddToolsAsync(app);
        await all.AddRoutineAsync(app);
        await all.AddAccountThingsAsync(app);
        await all.AddSharesAsync(app);
        return all;
    }

    /// <param name="upToParameter">The route's path up to and with one parameter.</param>
    public string? Find(string upToParameter) => _ids.GetValueOrDefault(upToParameter);

    /// <summary>One share as a client, and one as the therapist of somebody who has a recording.</summary>
    private async Task AddSharesAsync(HalcyonApp app)
    {
        const string Scopes = "true, true, true, true, true, now()";
        const string Columns = "therapist_shares (id, user_id, check_ins, journals, interventions, summaries, recordings, granted_at, therapist_email, normalized_email, therapist_id, accepted_at)";
        _ids["/v1/sharing/therapists/{shareId}"] = await InsertAsync(app, Columns, $"{Scopes}, 'doctor@example.org', 'DOCTOR@EXAMPLE.ORG', null, null");
        var client = await app.SignUpAsync();
        await app.QueryAsync<object>(
            $"insert into accounts.consents (id, user_id, purpose, version, granted, changed_at) values (gen_random_uuid(), '{client.Id}', 'therapist_sharing', 1, true, now())");
        _ids["/v1/sharing/clients/{shareId}"] = await InsertAsync(
            app, Columns, $"{Scopes}, '{Owner.Email}', upper('{Owner.Email}'), '{Owner.Id}', now()", client.Id);
        _ids["/v1/sharing/clients/{shareId}/recordings/{recordingId}"] =
            Id(await app.PostAsync("/v1/recordings/demo", new { }, client.AccessToken).JsonAsync(HttpStatusCode.Created));
    }

    private async Task AddRecordingAsync(HalcyonApp app)
    {
        var recording = _ids["/v1/recordings/{recordingId}"] = Id(await app.PostAsync("/v1/recordings/demo", new { }, Owner.AccessToken).JsonAsync(HttpStatusCode.Created));
        _ids["/v1/recordings/{recordingId}/annotations/{annotationId}"] = Id(await app.PostAsync(
            $"/v1/recordings/{recording}/annotations", new { onset_seconds = 1, duration_seconds = 0, text = "note" }, Owner.AccessToken).JsonAsync(HttpStatusCode.Created));
        _ids["/v1/analyses/{analysisId}"] = Id(await app.PostAsync(
            $"/v1/recordings/{recording}/analyses", new { only = new[] { "quality" } }, Owner.AccessToken).JsonAsync(HttpStatusCode.Accepted));
    }

    private async Task AddWellnessThingsAsync(HalcyonApp app)
    {
        var answer = await app.PostAsync(
            "/v1/checkins", new { mood_score = 2, energy_level = 2, journal_text = "I want to die." }, Owner.AccessToken).JsonAsync(HttpStatusCode.Created);
        _ids["/v1/checkins/{checkInId}"] = Id(answer.GetProperty("checkin"));
        var import = new { csv = "date,mood\n2026-01-02,4\n", mapping = new { date_column = "date", mood_column = "mood" } };
        _ids["/v1/checkins/imports/{importId}"] =
            (await app.PostAsync("/v1/checkins/import", import, Owner.AccessToken).JsonAsync()).GetProperty("import_id").GetString()!;
        var actions = await app.GetAsync("/v1/interventions?limit=1", Owner.AccessToken).JsonAsync();
        var session = await app.PostAsync(
            $"/v1/interventions/{actions.GetProperty("items")[0].GetProperty("id").GetString()}/start", new { }, Owner.AccessToken).JsonAsync(HttpStatusCode.Created);
        _ids["/v1/interventions/sessions/{sessionId}"] = session.GetProperty("session_id").GetString()!;
        _ids["/v1/notifications/{notificationId}"] = Guid.CreateVersion7().ToString();
        await app.QueryAsync<object>(
            $"""
            insert into wellness.notifications
                (id, user_id, kind, occasion, created_at, deliver_at, useful_until, status, delivered_at, delivered_on)
            values ('{_ids["/v1/notifications/{notificationId}"]}', '{Owner.Id}', 'marker', 'once', now(), now(), now() + interval '1 day', 'delivered', now(), now()::date)
            """);
        _ids["/v1/crisis/events/{eventId}"] = answer.GetProperty("crisis").GetProperty("event_id").GetString()!;
    }

    private async Task AddToolsAsync(HalcyonApp app)
    {
        var estimate = await app.PostAsync("/v1/adhd/time-estimation", new { task = "Post", estimated_minutes = 10 }, Owner.AccessToken).JsonAsync(HttpStatusCode.Created);
        _ids["/v1/adhd/time-estimation/{estimateId}"] = Id(estimate.GetProperty("entry"));
        var task = (await app.PostAsync("/v1/adhd/tasks", new { title = "Post", steps = new[] { new { text = "Take it." } } }, Owner.AccessToken)
            .JsonAsync(HttpStatusCode.Created)).GetProperty("task");
        _ids["/v1/adhd/tasks/{taskId}"] = Id(task);
        _ids["/v1/adhd/tasks/{taskId}/steps/{stepId}"] = Id(task.GetProperty("steps")[0]);
        _ids["/v1/adhd/focus/{focusId}"] = Id(await app.PostAsync("/v1/adhd/focus", new { minutes = 25 }, Owner.AccessToken).JsonAsync(HttpStatusCode.Created));
    }

    private async Task AddRoutineAsync(HalcyonApp app)
    {
        var load = await app.PostAsync("/v1/asd/sensory-load", new { load = 4 }, Owner.AccessToken).JsonAsync(HttpStatusCode.Created);
        _ids["/v1/asd/sensory-load/{entryId}"] = Id(load.GetProperty("entry"));
        var masking = await app.PostAsync("/v1/asd/masking", new { level = 4 }, Owner.AccessToken).JsonAsync(HttpStatusCode.Created);
        _ids["/v1/asd/masking/{entryId}"] = Id(masking.GetProperty("entry"));
        var item = _ids["/v1/asd/routine/items/{itemId}"] = Guid.NewGuid().ToString();
        var routine = JsonSerializer.Serialize(new { items = new[] { new { id = item, name = "Walk", at = "08:00", weekdays = new[] { 1, 2, 3, 4, 5, 6, 7 } } } });
        await app.SendAsync(HttpMethod.Put, "/v1/asd/routine", Calls.Json(routine), Owner.AccessToken).JsonAsync();
        var change = await app.PostAsync(
            "/v1/asd/routine/changes", new { date = DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", null), kind = "added", what = "visit" }, Owner.AccessToken)
            .JsonAsync(HttpStatusCode.Created);
        _ids["/v1/asd/routine/changes/{changeId}"] = Id(change.GetProperty("change"));
    }

    private async Task AddAccountThingsAsync(HalcyonApp app)
    {
        await app.LoginAsync(Owner.Email);
        var sessions = await app.GetAsync("/v1/users/me/sessions", Owner.AccessToken).JsonAsync();
        _ids["/v1/users/me/sessions/{sessionId}"] = Id(sessions.GetProperty("items").EnumerateArray().First(session => !session.GetProperty("is_current").GetBoolean()));
        _ids["/v1/users/me/external-logins/{id}"] = await InsertAsync(
            app, "external_logins (id, user_id, issuer, subject, created_at)", $"'https://id.example', '{Guid.NewGuid()}', now()");
        _ids["/v1/auth/passkeys/{passkeyId}"] = await InsertAsync(
            app, "passkeys (id, user_id, credential_id, name, public_key, sign_count, transports, is_backup_eligible, is_backed_up, created_at)",
            "decode(md5(random()::text), 'hex'), 'key', '\\x00', 0, '{}', false, false, now()");
        _ids["/v1/export/all/{exportId}"] = await InsertAsync(
            app, "exports (id, user_id, status, progress, created_at, completed_at, expires_at, size_bytes, blob_id)",
            "'completed', 1, now(), now(), now() + interval '1 day', 1, gen_random_uuid()");
        _ids["/v1/import/all/{importId}"] = await InsertAsync(
            app, "imports (id, user_id, status, progress, created_at, completed_at, size_bytes)", "'completed', 1, now(), now(), 1");
    }

    private async Task<string> InsertAsync(HalcyonApp app, string table, string values, Guid? userId = null)
    {
        var id = Guid.CreateVersion7();
        await app.QueryAsync<object>($"insert into accounts.{table} values ('{id}', '{userId ?? Owner.Id}', {values})");
        return id.ToString();
    }

    private static string Id(JsonElement thing)
    {
        var id = thing.GetProperty("id").GetString();
        Assert.NotNull(id);
        return id;
    }
}
