using System.Net;
using System.Text;
using System.Text.Json;
using Halcyon.Accounts.Exports;
using Halcyon.Platform.Access;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Export;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.Privacy;

public sealed class ExportTests(HalcyonApp app)
{
    private static readonly DateTimeOffset SomeDay = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_OfAPersonWithEverything_HoldsFilesTablesBundleAndAPageThatRunsNothing()
    {
        var person = await Person.CreateAsync(app);

        var files = Person.Unzip(await person.ExportAsync());

        var original = files.Single(file => file.Key.StartsWith("recordings/files/", StringComparison.Ordinal)).Value;
        using var download = await person.GetAsync($"/v1/recordings/{person.RecordingId}/file");
        Assert.Equal(await download.Content.ReadAsByteArrayAsync(Stop), original);
        var profile = JsonSerializer.Deserialize<JsonElement>(files["accounts/profile.json"]);
        Assert.Equal(Person.Condition, profile[0].GetProperty("medical_conditions")[0].GetString());
        var manifest = JsonSerializer.Deserialize<JsonElement>(files["halcyon-export.json"]);
        foreach (var listed in manifest.GetProperty("files").EnumerateArray())
        {
            var bytes = files[listed.GetProperty("path").GetString()!];
            Assert.Equal(listed.GetProperty("length_bytes").GetInt64(), bytes.Length);
            Assert.Equal(listed.GetProperty("sha256").GetString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        }

        var page = Encoding.UTF8.GetString(files["index.html"]);
        Assert.Contains("Quixford-Marker", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        var notes = Encoding.UTF8.GetString(files["recordings/annotations.csv"]);
        Assert.Contains("'=cmd|' /C calc'!A0", notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Fhir_FollowsTheRulesOfR4()
    {
        var person = await Person.CreateAsync(app);

        var bundle = JsonSerializer.Deserialize<JsonElement>(Person.Unzip(await person.ExportAsync())["fhir/bundle.json"]);

        FhirRules.Check(bundle);
        var kinds = bundle.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource").GetProperty("resourceType").GetString()).ToHashSet();
        Assert.Superset(
            new HashSet<string?>(["Patient", "Consent", "QuestionnaireResponse", "DocumentReference", "DiagnosticReport", "Observation"]), kinds);
    }

    [Fact]
    public async Task Link_Used_WorksOnce()
    {
        var me = await app.SignUpAsync();
        var person = new Person(app, me, Guid.Empty);
        await person.ExportAsync();
        var id = (await person.GetAsync("/v1/export/all").JsonAsync()).GetProperty("items")[0].GetProperty("id").GetGuid();
        var address = (await app.PostAsync($"/v1/export/all/{id}/link", bearer: me.AccessToken).JsonAsync()).GetProperty("address").GetString()!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.GetAsync(address).StatusAsync()));

        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(4, answers.Count(status => status == HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Link_AfterItsMinuteOrOfAnotherExport_IsNotFound()
    {
        var me = await app.SignUpAsync();
        var person = new Person(app, me, Guid.Empty);
        await person.ExportAsync();
        var id = (await person.GetAsync("/v1/export/all").JsonAsync()).GetProperty("items")[0].GetProperty("id").GetGuid();
        async Task<string> LinkAsync() =>
            (await app.PostAsync($"/v1/export/all/{id}/link", bearer: me.AccessToken).JsonAsync()).GetProperty("address").GetString()!;

        var late = await LinkAsync();
        await app.QueryAsync<object>($"update accounts.export_tickets set expires_at = now() where export_id = '{id}'");
        Assert.Equal(HttpStatusCode.NotFound, await app.GetAsync(late).StatusAsync());
        var other = (await LinkAsync()).Replace(id.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await app.GetAsync(other).StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await app.GetAsync($"/v1/export/all/{id}/file").StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await app.GetAsync($"/v1/export/all/{id}/file?ticket=x").StatusAsync());
    }

    [Fact]
    public async Task Export_OfSomebodyElse_IsNotFound()
    {
        var person = new Person(app, await app.SignUpAsync(), Guid.Empty);
        await person.ExportAsync();
        var id = (await person.GetAsync("/v1/export/all").JsonAsync()).GetProperty("items")[0].GetProperty("id").GetGuid();
        var thief = await app.SignUpAsync();

        Assert.Equal(HttpStatusCode.NotFound, await app.PostAsync($"/v1/export/all/{id}/link", bearer: thief.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await app.SendAsync(HttpMethod.Delete, $"/v1/export/all/{id}", bearer: thief.AccessToken).StatusAsync());
        Assert.Empty((await app.GetAsync("/v1/export/all", thief.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Export_AskedForManyTimesAtOnce_IsMadeOnce()
    {
        var me = await app.SignUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.PostAsync("/v1/export/all", bearer: me.AccessToken).StatusAsync()));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Accepted, status));
        await app.UntilAsync($"select not exists (select from accounts.exports where user_id = '{me.Id}' and status in ('queued', 'running'))");
        Assert.Equal(1, await app.QueryAsync<long>($"select count(*) from platform.audit_entry where subject_id = '{me.Id}' and action = 'export.completed' group by resource limit 1"));
    }

    [Fact]
    public async Task Export_AfterAWeek_IsRemovedWithItsFile()
    {
        await using var own = await HalcyonApp.StartAsync();
        var person = new Person(own, await own.SignUpAsync(), Guid.Empty);
        await person.ExportAsync();
        await own.QueryAsync<object>("update accounts.exports set expires_at = now()");

        await own.KeepHouseAsync();

        Assert.Equal("expired", (await person.GetAsync("/v1/export/all").JsonAsync()).GetProperty("items")[0].GetProperty("status").GetString());
        Assert.Equal(0, await own.QueryAsync<long>("select count(*) from platform.blob"));
        Assert.Empty(Directory.EnumerateFiles(own.DataDirectory, "*.blob", SearchOption.AllDirectories));
        Assert.Equal(1, await own.QueryAsync<long>("select count(*) from platform.mail where kind = 'export_ready'"));
    }

    [Fact]
    public async Task Export_WhoseWorkerDied_IsMadeByAnother()
    {
        var me = await app.SignUpAsync();
        var id = Guid.CreateVersion7();
        // As a lost worker leaves it: begun, and nobody at it.
        await app.QueryAsync<object>(
            $"insert into accounts.exports (id, user_id, status, progress, created_at) values ('{id}', '{me.Id}', 'running', 0.5, now() - interval '5 minutes')");

        await app.WithAsync<ExportQueue, bool>(async queue =>
        {
            await queue.EnqueueForgottenAsync(Stop);
            return true;
        });

        await app.UntilAsync($"select status = 'completed' from accounts.exports where id = '{id}'");
    }

    [Fact]
    public async Task Export_WhoseAreaFails_SaysSoAndLeavesNoFile()
    {
        await using var own = await HalcyonApp.StartAsync(configure: builder => builder.Services.AddScoped<IPersonalData, BrokenArea>());
        var me = await own.SignUpAsync();

        await own.PostAsync("/v1/export/all", bearer: me.AccessToken).JsonAsync(HttpStatusCode.Accepted);

        await own.UntilAsync($"select exists (select from accounts.exports where user_id = '{me.Id}' and status = 'failed')");
        Assert.Equal(0, await own.QueryAsync<long>("select count(*) from platform.blob"));
        Assert.Empty(Directory.EnumerateFiles(own.DataDirectory, "*.blob*", SearchOption.AllDirectories));
        Assert.Equal(0, await own.QueryAsync<long>("select count(*) from platform.mail where kind = 'export_ready'"));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+41 44", "'+41 44")]
    [InlineData("-", "'-")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public async Task Csv_TextThatASpreadsheetWouldRun_IsNeutralised(string text, string expected)
    {
        using var output = new MemoryStream();
        await using (var archive = await ExportArchive.CreateAsync(output, SomeDay, Stop))
        {
            await archive.Area("area").WriteRowsAsync("rows", "Rows", Twice(new { Text = text, Number = -3.5, Comma = "a,\"b\"\nc" }), Stop);
            await archive.FinishAsync(Stop);
        }

        var csv = Encoding.UTF8.GetString(Person.Unzip(output.ToArray())["area/rows.csv"]).TrimStart('\uFEFF');

        Assert.Equal($"text,number,comma\r\n{expected},-3.5,\"a,\"\"b\"\"\nc\"\r\n", csv);
    }

    private static async IAsyncEnumerable<T> Twice<T>(T row)
    {
        await Task.CompletedTask;
        yield return row;
    }

    private sealed class BrokenArea : IPersonalData
    {
        public string Area => "broken";

        public IReadOnlyList<string> Tables => [];

        public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
        {
            await export.WriteFileAsync("files/some.bin", "Some", new ZeroStream(5 << 20), cancellationToken);
            throw new InvalidDataException("The disk is on fire.");
        }

        public Task ImportAsync(UserId userId, IPersonalDataImport import, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task EraseAsync(UserId userId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
