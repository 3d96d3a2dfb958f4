using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Halcyon.Accounts.PersonalData;
using Halcyon.Platform.Audit;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Accounts.Tests.Privacy;

/// <summary>The whole circle: everything leaves, comes back in another Halcyon, and is gone from the first one.</summary>
public sealed class CircleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Person_ExportedImportedElsewhereAndErased_IsWholeThereAndGoneHere()
    {
        await using var here = await HalcyonApp.StartAsync();
        await using var there = await HalcyonApp.StartAsync();
        var person = await Person.CreateAsync(here);
        await HasDataInEveryTableAsync(person);

        var archive = await person.ExportAsync();
        var other = new Person(there, await there.SignUpAsync(), Guid.Empty);
        Assert.Equal("completed", (await other.ImportAsync(archive)).GetProperty("status").GetString());
        await IsTheSameAsync(person, other);
        Assert.Equal("completed", (await other.ImportAsync(archive)).GetProperty("status").GetString());
        await IsTheSameAsync(person, other);

        await here.SendAsync(HttpMethod.Delete, "/v1/delete-account", new { password = Calls.Password }, person.Me.AccessToken).JsonAsync(HttpStatusCode.Accepted);
        await EraseNowAsync(person);

        Assert.Empty(await FindTracesAsync(person));
        Assert.Equal(HttpStatusCode.Unauthorized, await person.GetAsync("/v1/users/me").StatusAsync());
        var verdict = await here.Services.GetRequiredService<AuditVerification>().RunAsync(Stop);
        Assert.Null(verdict.Fault);
        Assert.True(await here.QueryAsync<long>($"select count(*) from platform.audit_entry where subject_id = '{person.Me.Id}'") > 5);
        Assert.Contains("account.erased:success", await here.AuditAsync(person.Me.Id));
    }

    /// <summary>Whatever goes wrong at whichever step, the next round erases all the same.</summary>
    [Theory]
    [InlineData("update on accounts.users")]
    [InlineData("delete on accounts.profiles")]
    [InlineData("delete on recordings.recording")]
    [InlineData("delete on platform.blob")]
    [InlineData("update on platform.user_key")]
    [InlineData("delete on accounts.users")]
    [InlineData("insert on platform.outbox")]
    [InlineData("insert on platform.audit_entry")]
    public async Task Erasure_FailingAtOneStep_IsCompletedByTheNextRound(string step)
    {
        await using var app = await HalcyonApp.StartAsync();
        var person = await Person.CreateAsync(app);
        await app.QueryAsync<object>($"update accounts.users set erase_after = now() - interval '1 second' where id = '{person.Me.Id}'");
        await app.QueryAsync<object>("create function public.fail() returns trigger language plpgsql as $$ begin raise exception 'The disk is on fire.'; end $$");
        await app.QueryAsync<object>($"create trigger fail before {step} for each statement execute function public.fail()");

        await app.KeepHouseAsync();
        var table = step.Split(' ')[^1];
        Assert.Equal(1, await app.QueryAsync<long>($"select count(*) from accounts.users where id = '{person.Me.Id}'"));
        await app.QueryAsync<object>($"drop trigger fail on {table}");
        await app.KeepHouseAsync();

        Assert.Empty(await FindTracesAsync(person));
        Assert.Null((await app.Services.GetRequiredService<AuditVerification>().RunAsync(Stop)).Fault);
    }

    [Fact]
    public async Task Erasure_CancelledInTime_LosesNothing()
    {
        await using var app = await HalcyonApp.StartAsync();
        var person = await Person.CreateAsync(app);
        await app.SendAsync(HttpMethod.Delete, "/v1/delete-account", new { password = Calls.Password }, person.Me.AccessToken).JsonAsync(HttpStatusCode.Accepted);
        await app.PostAsync("/v1/delete-account/cancel", bearer: person.Me.AccessToken).StatusAsync();

        await app.KeepHouseAsync();

        Assert.Equal(Person.FirstName, (await person.GetAsync("/v1/users/me/profile").JsonAsync()).GetProperty("first_name").GetString());
        Assert.Equal(HttpStatusCode.OK, await person.GetAsync($"/v1/recordings/{person.RecordingId}/file").StatusAsync());
    }

    [Fact]
    public async Task Erased_WrittenAgainByAnUploadThatTookLonger_IsErasedAgain()
    {
        await using var app = await HalcyonApp.StartAsync();
        var person = await Person.CreateAsync(app);
        await EraseNowAsync(person);
        await app.QueryAsync<object>(
            $"""
            insert into recordings.recording (id, owner_id, blob_id, file_name, title, format, size_bytes, sha256, duration_seconds,
                sampling_rate_hz, channels, warnings, file_annotation_count, created_at)
            values (gen_random_uuid(), '{person.Me.Id}', gen_random_uuid(), 'late.edf', 'Late', 'EDF', 1, sha256('x'), 1, 1, '[]', array[]::text[], 0, now())
            """);

        await app.KeepHouseAsync();

        Assert.Empty(await FindTracesAsync(person));
    }

    internal static async Task EraseNowAsync(Person person)
    {
        await person.App.QueryAsync<object>($"update accounts.users set erase_after = now() - interval '1 second' where id = '{person.Me.Id}'");
        await person.App.KeepHouseAsync();
    }


    private static async Task HasDataInEveryTableAsync(Person person)
    {
        await using var connection = new NpgsqlConnection(person.App.ConnectionString);
        await connection.OpenAsync(Stop);
        foreach (var (table, column, _) in await UserIdColumns.FindAsync(connection, Stop))
        {
            // An export is asked for right after this.
            if (table != "accounts.exports")
                Assert.True(await person.App.QueryAsync<bool>($"select exists (select from {table} where {column} = '{person.Me.Id}')"), $"Give the person of this test something in {table}.{column}.");
        }
    }

    private static async Task IsTheSameAsync(Person one, Person other)
    {
        foreach (var path in new[] { "/v1/users/me/profile", "/v1/users/me/preferences" })
            Assert.Equal((await one.GetAsync(path).JsonAsync()).GetRawText(), (await other.GetAsync(path).JsonAsync()).GetRawText());
        var (screening, otherScreening) = (await one.GetAsync("/v1/users/me/health-screening").JsonAsync(), await other.GetAsync("/v1/users/me/health-screening").JsonAsync());
        Assert.Equal(screening.GetRawText(), otherScreening.GetRawText());
        Assert.Equal(Person.DisplayedName, (await other.GetAsync("/v1/users/me").JsonAsync()).GetProperty("display_name").GetString());
        Assert.All(
            (await other.GetAsync("/v1/users/me/consents").JsonAsync()).GetProperty("items").EnumerateArray(), consent => Assert.False(consent.GetProperty("granted").GetBoolean()));

        foreach (var (path, names) in CompanionParts)
            Assert.Equal(await PartAsync(one, path, names), await PartAsync(other, path, names));

        var recording = Assert.Single((await other.GetAsync("/v1/recordings").JsonAsync()).GetProperty("items").EnumerateArray());
        var original = await one.GetAsync($"/v1/recordings/{one.RecordingId}").JsonAsync();
        foreach (var name in new[] { "file_name", "title", "format", "size_bytes", "sha256", "start_time", "duration_seconds", "channels" })
            Assert.Equal(original.GetProperty(name).GetRawText(), recording.GetProperty(name).GetRawText());
        var id = recording.GetProperty("id").GetGuid();
        Assert.Equal(await FileAsync(one, one.RecordingId), await FileAsync(other, id));
        Assert.Equal(await NotesAsync(one, one.RecordingId), await NotesAsync(other, id));
        Assert.Equal(await ReportAsync(one, original), await ReportAsync(other, recording));
    }

    /// <summary>What the companion keeps, without the numbers that it gives anew.</summary>
    private static readonly (string Path, string[] Names)[] CompanionParts =
    [
        ("/v1/checkins", ["occurred_at", "mood_score", "energy_level", "emotion_tags", "journal_text", "journal_sentiment", "ai_emotion_primary", "crisis_risk_level"]),
        ("/v1/screenings/gad7", ["taken_at", "total", "band", "item9_positive"]),
        ("/v1/checkins/months", ["month", "check_ins", "mood_average"]),
        ("/v1/crisis/safety-plan", ["warning_signs", "people_to_ask"]),
        ("/v1/checkins/retention", ["keep_for_ever"]),
        ("/v1/adhd/time-estimation", ["task", "estimated_minutes", "actual_minutes", "started_at", "finished_at"]),
        ("/v1/adhd/tasks", ["title", "created_at", "steps"]),
    ];

    private static async Task<string> PartAsync(Person person, string path, string[] names)
    {
        var answer = await person.GetAsync(path).JsonAsync();
        var items = answer.TryGetProperty("items", out var list) ? list.EnumerateArray().ToList() : [answer];
        Assert.NotEmpty(items);
        return string.Join('\n', items.Select(item => string.Join(' ', names.Select(name => item.GetProperty(name).GetRawText()))));
    }

    private static async Task<string> FileAsync(Person person, Guid recording)
    {
        using var response = await person.GetAsync($"/v1/recordings/{recording}/file");
        return Convert.ToHexString(SHA256.HashData(await response.Content.ReadAsByteArrayAsync(Stop)));
    }

    private static async Task<string> NotesAsync(Person person, Guid recording) => string.Join(
        '\n',
        (await person.GetAsync($"/v1/recordings/{recording}/annotations").JsonAsync()).GetProperty("items").EnumerateArray()
            .Select(note => $"{note.GetProperty("onset_seconds")} {note.GetProperty("duration_seconds")} {note.GetProperty("source")} {note.GetProperty("text")}"));

    private static async Task<string> ReportAsync(Person person, JsonElement recording)
    {
        var id = recording.GetProperty("latest_analysis").GetProperty("id").GetGuid();
        using var response = await person.GetAsync($"/v1/analyses/{id}/report.json");
        return await response.Content.ReadAsStringAsync(Stop);
    }

    /// <summary>Every column of every table, as text and as bytes, and every file, searched for whatever would tell of the person.</summary>
    private static async Task<IReadOnlyList<string>> FindTracesAsync(Person person)
    {
        var app = person.App;
        string[] words = [person.Me.Email, Person.FirstName, Person.LastName, Person.DisplayedName, Person.Condition, "zebramarker"];
        var needles = words.SelectMany(word => new[] { word.ToUpperInvariant(), Convert.ToHexString(Encoding.UTF8.GetBytes(word)) })
            .Append(person.Me.Id.ToString().ToUpperInvariant()).Append(person.Me.Id.ToString("N").ToUpperInvariant())
            .Append(Convert.ToHexString(person.Me.Id.ToByteArray(bigEndian: true)))
            .Append(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(person.Me.Email.ToUpperInvariant())))).ToArray();
        await person.App.UntilAsync("select not exists (select from platform.outbox)");
        var tables = await app.QueryAsync<string[]>(
            "select array_agg(schemaname || '.' || tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')") ?? [];
        var found = new List<string>();
        foreach (var table in tables.Where(table => table is not ("platform.audit_entry" or "platform.user_key")))
        {
            var list = string.Join(',', needles.Select(needle => $"'{needle.Replace("'", "''", StringComparison.Ordinal)}'"));
            var rows = await app.QueryAsync<string[]>(
                $"select array_agg(row::text) from {table} row where exists (select from unnest(array[{list}]) needle where strpos(upper(row::text), needle) > 0)");
            found.AddRange((rows ?? []).Select(row => $"{table}: {row}"));
        }

        // The audit and the empty row of the key may know the number, and nothing else.
        var audit = await app.QueryAsync<string[]>("select array_agg(row::text) from platform.audit_entry row") ?? [];
        found.AddRange(audit.Where(row => words.Any(word => row.Contains(word, StringComparison.OrdinalIgnoreCase))).Select(row => $"audit: {row}"));
        Assert.True(await app.QueryAsync<bool>($"select wrapped_key is null from platform.user_key where user_id = '{person.Me.Id}'"));

        var blobs = await app.QueryAsync<string[]>("select array_agg(replace(id::text, '-', '') || '.blob') from platform.blob") ?? [];
        foreach (var file in Directory.EnumerateFiles(app.DataDirectory, "*", SearchOption.AllDirectories))
        {
            var isUnknownBlob = file.EndsWith(".blob", StringComparison.Ordinal) && !blobs.Contains(Path.GetFileName(file));
            var content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Stop));
            if (isUnknownBlob || words.Append(person.Me.Id.ToString()).Any(word => content.Contains(word, StringComparison.OrdinalIgnoreCase)))
                found.Add(file);
        }

        return found;
    }
}
