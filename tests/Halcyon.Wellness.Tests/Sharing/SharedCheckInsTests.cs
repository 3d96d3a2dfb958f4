using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.Sharing;

public sealed class SharedCheckInsTests(HalcyonApp app)
{
    private static int _people;

    [Fact]
    public async Task CheckIns_SharedWithoutJournals_ShowNeitherWordsNorWhatWasReadFromThem()
    {
        var (client, therapist, share) = await ShareAsync(new { check_ins = true, journals = false });
        await client.CheckInAsync(new { mood_score = 2, energy_level = 3, journal_text = "I want to die." });

        var list = await therapist.GetJsonAsync($"/v1/sharing/clients/{share}/check_ins");
        using var journals = await therapist.GetAsync(new Uri($"/v1/sharing/clients/{share}/journals", UriKind.Relative), Calls.Token);

        var item = Assert.Single(list.Items());
        Assert.Equal(2, item.GetProperty("mood_score").GetInt32());
        Assert.DoesNotContain(item.EnumerateObject(), field =>
            field.Name.Contains("journal", StringComparison.Ordinal) || field.Name.Contains("crisis", StringComparison.Ordinal) || field.Name.StartsWith("ai_", StringComparison.Ordinal));
        await ProblemAssert.IsAsync(journals, HttpStatusCode.NotFound, "not-shared");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(therapist, $"/v1/checkins/{item.Id()}"));
    }

    [Fact]
    public async Task Journals_Shared_ShowTheWordsWithTheCrisisLevelAndAreWrittenDown()
    {
        var (client, therapist, share) = await ShareAsync(new { check_ins = false, journals = true });
        await client.CheckInAsync(new { mood_score = 2, energy_level = 3, journal_text = "I want to die." });
        await client.CheckInAsync(new { mood_score = 6, energy_level = 3 });

        var list = await therapist.GetJsonAsync($"/v1/sharing/clients/{share}/journals");

        var item = Assert.Single(list.Items());
        Assert.Equal("I want to die.", item.Text("journal_text"));
        Assert.Equal("critical", item.Text("crisis_risk_level"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(therapist, $"/v1/sharing/clients/{share}/check_ins"));
        Assert.Equal("journals", (await client.GetJsonAsync($"/v1/sharing/therapists/{share}/accesses")).Items()[0].Text("section"));
    }

    [Fact]
    public async Task CheckIns_RevokedOrAnothersShare_AreNotFound()
    {
        var (client, therapist, share) = await ShareAsync(new { check_ins = true, journals = true });
        var (_, otherTherapist, _) = await ShareAsync(new { check_ins = true, journals = true });
        foreach (var section in new[] { "check_ins", "journals" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(therapist, $"/v1/sharing/clients/{share}/{section}"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(otherTherapist, $"/v1/sharing/clients/{share}/{section}"));
        }

        using (await client.SendJsonAsync(HttpMethod.Delete, $"/v1/sharing/therapists/{share}"))
        {
            foreach (var section in new[] { "check_ins", "journals" })
                Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(therapist, $"/v1/sharing/clients/{share}/{section}"));
        }
    }

    private async Task<(HttpClient Client, HttpClient Therapist, Guid Share)> ShareAsync(object scopes)
    {
        var (client, _) = await VerifiedAsync();
        var (therapist, email) = await VerifiedAsync();
        var consent = (await client.GetJsonAsync("/v1/users/me/consents")).Items()
            .Single(item => item.Text("purpose") == "therapist_sharing").GetProperty("version").GetInt32();
        using var invited = await client.PostJsonAsync("/v1/sharing/therapists", new { therapist_email = email, scopes, consent_version = consent });
        var share = (await invited.JsonAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
        using var accepted = await therapist.PostJsonAsync($"/v1/sharing/clients/{share}/accept", new { });
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        await SignInAsync(therapist, email);
        return (client, therapist, share);
    }

    private async Task<(HttpClient Client, string Email)> VerifiedAsync()
    {
        var email = $"wellness{Interlocked.Increment(ref _people)}@example.org";
        using var registered = await app.Anonymous.PostJsonAsync("/v1/auth/register", new { email, password = "a long enough password" });
        registered.EnsureSuccessStatusCode();
        await app.QueryAsync<object>("update accounts.users set email_verified = true where email = $1", email);
        var client = app.CreateClient();
        await SignInAsync(client, email);
        return (client, email);
    }

    private async Task SignInAsync(HttpClient client, string email)
    {
        using var answer = await app.Anonymous.PostJsonAsync("/v1/auth/login", new { email, password = "a long enough password" });
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>(Calls.Token);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Text("access_token"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Calls.Token);
        return answer.StatusCode;
    }
}
