using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Recordings.Tests.Analyses;
using Halcyon.Testing;
using Npgsql;
using Xunit;

namespace Halcyon.Recordings.Tests.Sharing;

public sealed class SharedRecordingsTests(HalcyonApp app)
{
    private static int _people;

    [Fact]
    public async Task Recordings_SharedWithATherapist_AreReadAndWrittenDownForTheClient()
    {
        var (client, therapist, share) = await ShareAsync(recordings: true);
        var recording = await client.AddAsync();
        var analysis = await client.AnalyseAsync(recording.Id());
        var path = $"/v1/sharing/clients/{share}/recordings";

        var list = await therapist.GetJsonAsync(path);
        var one = await therapist.GetJsonAsync($"{path}/{recording.Id()}");
        for (var from = 0; from < 3; from++)
        {
            using var signal = await therapist.GetAsync($"{path}/{recording.Id()}/signal?from={from}&to={from + 1}", RecordingsClient.Token);
            Assert.Equal(HttpStatusCode.OK, signal.StatusCode);
            Assert.Equal("no-store", signal.Headers.CacheControl?.ToString());
        }

        using var html = await therapist.GetAsync($"{path}/{recording.Id()}/report.html", RecordingsClient.Token);

        Assert.Equal(recording.Id(), Assert.Single(list.GetProperty("items").EnumerateArray()).Id());
        Assert.Equal(recording.Id(), one.Id());
        Assert.Equal("text/html", html.Content.Headers.ContentType?.MediaType);
        var accesses = await client.GetJsonAsync($"/v1/sharing/therapists/{share}/accesses");
        Assert.Equal(
            [$"analysis/{analysis.Id()}", $"recording/{recording.Id()}", $"recording/{recording.Id()}", null],
            accesses.GetProperty("items").EnumerateArray().Select(access => access.GetProperty("resource").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/{0}")]
    [InlineData("/{0}/signal?from=0&to=1")]
    [InlineData("/{0}/report.json")]
    public async Task Recordings_NotGrantedOrRevokedOrAnothersShare_AreNotFound(string route)
    {
        var (client, therapist, share) = await ShareAsync(recordings: true);
        var (otherClient, otherTherapist, otherShare) = await ShareAsync(recordings: true);
        var recording = await client.AddAsync();
        await client.AnalyseAsync(recording.Id());
        string Path(Guid of) => $"/v1/sharing/clients/{of}/recordings{string.Format(null, route, recording.Id())}";
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(therapist, Path(share)));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(otherTherapist, Path(share)));
        if (route.Length > 0)
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(otherTherapist, Path(otherShare)));
        Assert.NotEqual(HttpStatusCode.OK, await StatusAsync(otherClient, Path(share)));
        using (await client.PatchJsonAsync($"/v1/sharing/therapists/{share}", new { scopes = new { recordings = false } }))
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(therapist, Path(share)));
        using (await client.PatchJsonAsync($"/v1/sharing/therapists/{share}", new { scopes = new { recordings = true } }))
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(therapist, Path(share)));
        using (await client.RemoveAsync($"/v1/sharing/therapists/{share}"))
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(therapist, Path(share)));
    }

    [Fact]
    public async Task Recording_Shared_CannotBeChangedByTheTherapist()
    {
        var (client, therapist, share) = await ShareAsync(recordings: true);
        var recording = await client.AddAsync();

        using var own = await therapist.GetAsync($"/v1/recordings/{recording.Id()}", RecordingsClient.Token);
        using var removed = await therapist.RemoveAsync($"/v1/sharing/clients/{share}/recordings/{recording.Id()}");

        Assert.Equal(HttpStatusCode.NotFound, own.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, removed.StatusCode);
    }

    private async Task<(HttpClient Client, HttpClient Therapist, Guid Share)> ShareAsync(bool recordings)
    {
        var (client, _) = await VerifiedAsync();
        var (therapist, email) = await VerifiedAsync();
        var consent = (await client.GetJsonAsync("/v1/users/me/consents")).GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("purpose").GetString() == "therapist_sharing").GetProperty("version").GetInt32();
        using var invited = await client.PostJsonAsync(
            "/v1/sharing/therapists", new { therapist_email = email, scopes = new { recordings }, consent_version = consent });
        var share = (await invited.JsonAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
        using var accepted = await therapist.PostJsonAsync($"/v1/sharing/clients/{share}/accept", null);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        await SignInAsync(therapist, email);
        return (client, therapist, share);
    }

    private async Task<(HttpClient Client, string Email)> VerifiedAsync()
    {
        var email = $"shared{Interlocked.Increment(ref _people)}@example.org";
        using var registered = await app.Anonymous.PostAsJsonAsync(
            new Uri("/v1/auth/register", UriKind.Relative), new { email, password = "a long enough password" }, RecordingsClient.Token);
        registered.EnsureSuccessStatusCode();
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(RecordingsClient.Token);
        await using var command = new NpgsqlCommand("update accounts.users set email_verified = true where email = $1", connection) { Parameters = { new() { Value = email } } };
        await command.ExecuteNonQueryAsync(RecordingsClient.Token);
        var client = app.CreateClient();
        await SignInAsync(client, email);
        return (client, email);
    }

    private async Task SignInAsync(HttpClient client, string email)
    {
        using var answer = await app.Anonymous.PostAsJsonAsync(
            new Uri("/v1/auth/login", UriKind.Relative), new { email, password = "a long enough password" }, RecordingsClient.Token);
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>(RecordingsClient.Token);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString());
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, RecordingsClient.Token);
        return answer.StatusCode;
    }
}
