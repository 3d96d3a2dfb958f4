using System.Net;
using System.Net.Http.Headers;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.Interventions;

public sealed class SharedInterventionsTests(HalcyonApp app)
{
    private static int _people;

    [Fact]
    public async Task Sessions_Shared_AreReadWithoutTheClientsWordsUntilRevoked()
    {
        var (client, _) = await VerifiedAsync();
        var (therapist, email) = await VerifiedAsync();
        var session = await SessionTests.StartAsync(client, "hum");
        await SessionTests.CompleteAsync(client, session, new { effectiveness_rating = 4, feedback_text = "only for me" });
        var share = await ShareAsync(client, therapist, email, interventions: true);
        var path = new Uri($"/v1/sharing/clients/{share}/interventions", UriKind.Relative);

        using var shown = await therapist.GetAsync(path, Calls.Token);
        var item = Assert.Single((await shown.JsonAsync(HttpStatusCode.OK)).Items());
        Assert.Equal(4, item.GetProperty("effectiveness_rating").GetInt32());
        Assert.Null(item.Text("feedback_text"));
        Assert.Equal("no-store", shown.Headers.CacheControl?.ToString());
        Assert.Single((await client.GetJsonAsync($"/v1/sharing/therapists/{share}/accesses")).Items());

        using (await client.SendJsonAsync(HttpMethod.Patch, $"/v1/sharing/therapists/{share}", new { scopes = new { interventions = false } }))
        {
        }

        using var hidden = await therapist.GetAsync(path, Calls.Token);
        await ProblemAssert.IsAsync(hidden, HttpStatusCode.NotFound, "not-shared");
    }

    [Fact]
    public async Task Sessions_SharedWithSomebodyElse_AreNotFound()
    {
        var (client, _) = await VerifiedAsync();
        var (therapist, email) = await VerifiedAsync();
        var (other, otherEmail) = await VerifiedAsync();
        var (otherClient, _) = await VerifiedAsync();
        var share = await ShareAsync(client, therapist, email, interventions: true);
        await ShareAsync(otherClient, other, otherEmail, interventions: true);

        using var refused = await other.GetAsync(new Uri($"/v1/sharing/clients/{share}/interventions", UriKind.Relative), Calls.Token);

        await ProblemAssert.IsAsync(refused, HttpStatusCode.NotFound, "not-shared");
    }

    private async Task<Guid> ShareAsync(HttpClient client, HttpClient therapist, string email, bool interventions)
    {
        var consent = (await client.GetJsonAsync("/v1/users/me/consents")).Items()
            .Single(item => item.Text("purpose") == "therapist_sharing").GetProperty("version").GetInt32();
        using var invited = await client.PostJsonAsync(
            "/v1/sharing/therapists", new { therapist_email = email, scopes = new { interventions }, consent_version = consent });
        var share = (await invited.JsonAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();
        using var accepted = await therapist.PostJsonAsync($"/v1/sharing/clients/{share}/accept");
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        await SignInAsync(therapist, email);
        return share;
    }

    private async Task<(HttpClient Client, string Email)> VerifiedAsync()
    {
        var email = $"actions{Interlocked.Increment(ref _people)}@example.org";
        using var registered = await app.Anonymous.PostJsonAsync("/v1/auth/register", new { email, password = "a long enough password" });
        registered.EnsureSuccessStatusCode();
        await app.QueryAsync<int>("update accounts.users set email_verified = true where email = $1", email);
        var client = app.CreateClient();
        await SignInAsync(client, email);
        return (client, email);
    }

    private async Task SignInAsync(HttpClient client, string email)
    {
        using var answer = await app.Anonymous.PostJsonAsync("/v1/auth/login", new { email, password = "a long enough password" });
        var tokens = await answer.JsonAsync(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Text("access_token"));
    }
}
