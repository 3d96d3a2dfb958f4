using System.Net;
using System.Text.Json;
using Halcyon.Accounts.Consents;
using Halcyon.Accounts.Sharing;
using Halcyon.Platform.Access;
using Halcyon.Platform.Sharing;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.Sharing;

public sealed class SharingTests(HalcyonApp app)
{
    private const string Therapists = "/v1/sharing/therapists";
    private const string Clients = "/v1/sharing/clients";

    private static readonly int Version = ConsentTexts.Find(ConsentPurpose.TherapistSharing)!.Version;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invite_NothingSaidAboutScopes_SharesTheDefaultsAndRecordsConsent()
    {
        var (client, therapist) = (await VerifiedAsync(), await VerifiedAsync());

        var share = await InviteAsync(client, therapist.Email);

        Assert.Equal("invited", share.GetProperty("status").GetString());
        Assert.Equal(
            """{"check_ins":true,"journals":false,"interventions":true,"summaries":true,"recordings":false}""", share.GetProperty("scopes").GetRawText());
        Assert.Equal(["account.registered:success", "consent.granted:success", "sharing.invited:success"], await app.AuditAsync(client.Id));
        Assert.Single(await app.LettersAsync(therapist.Email, "therapist_invitation"));
    }

    [Fact]
    public async Task Accept_TheRightPerson_BecomesTherapistAndSeesTheClient()
    {
        var (client, therapist) = (await VerifiedAsync(), await VerifiedAsync());
        var id = Id(await InviteAsync(client, therapist.Email, new { recordings = true }));

        var invitation = await OnlyClientAsync(therapist);
        Assert.Equal(HttpStatusCode.OK, await app.PostAsync($"{Clients}/{id}/accept", bearer: therapist.AccessToken).StatusAsync());
        therapist = await app.LoginAsync(therapist.Email);
        var details = await app.GetAsync($"{Clients}/{id}", therapist.AccessToken).JsonAsync();

        Assert.Equal(("invited", client.Email), (invitation.GetProperty("status").GetString(), invitation.GetProperty("client_name").GetString()));
        Assert.Equal("active", details.GetProperty("status").GetString());
        // Only what this Halcyon has, of all that was granted: everything but journals.
        Assert.Equal(
            Offered().Where(scope => scope != SharingScopes.Journals), details.GetProperty("sections").EnumerateArray().Select(section => section.GetString()));
        Assert.Contains("sharing.accepted:success", await app.AuditAsync(client.Id));
    }

    [Fact]
    public async Task Invitation_AnybodyElseOrWithoutVerifiedAddress_IsNotThere()
    {
        var (client, therapist, other) = (await VerifiedAsync(), await app.SignUpAsync(), await VerifiedAsync());
        var id = Id(await InviteAsync(client, therapist.Email));

        foreach (var stranger in new[] { therapist, other, client })
        {
            Assert.Empty((await app.GetAsync(Clients, stranger.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray());
            using var refused = await app.PostAsync($"{Clients}/{id}/accept", bearer: stranger.AccessToken);
            await ProblemAssert.IsAsync(refused, HttpStatusCode.NotFound, "not-shared");
            Assert.Equal(HttpStatusCode.NotFound, await app.PostAsync($"{Clients}/{id}/decline", bearer: stranger.AccessToken).StatusAsync());
        }
    }

    [Fact]
    public async Task Share_OfSomebodyElse_CannotBeSeenChangedOrRevoked()
    {
        var (client, therapist, other) = (await VerifiedAsync(), await VerifiedAsync(), await VerifiedAsync());
        var id = Id(await InviteAsync(client, therapist.Email));

        foreach (var stranger in new[] { other, therapist })
        {
            Assert.Equal(HttpStatusCode.NotFound, await app.GetAsync($"{Therapists}/{id}/accesses", stranger.AccessToken).StatusAsync());
            Assert.Equal(HttpStatusCode.NotFound, await app.SendAsync(HttpMethod.Patch, $"{Therapists}/{id}", new { expires_at = (string?)null }, stranger.AccessToken).StatusAsync());
            Assert.Equal(HttpStatusCode.NotFound, await app.SendAsync(HttpMethod.Delete, $"{Therapists}/{id}", bearer: stranger.AccessToken).StatusAsync());
        }
    }

    [Fact]
    public async Task Change_WhatIsLeftOut_StaysAndNullTakesTheEndAway()
    {
        var (client, _, id) = await ActiveAsync();
        var end = DateTimeOffset.UtcNow.AddDays(30).ToString("O", System.Globalization.CultureInfo.InvariantCulture);

        await app.SendAsync(HttpMethod.Patch, $"{Therapists}/{id}", Calls.Json($$"""{"expires_at": "{{end}}"}"""), client.AccessToken).JsonAsync();
        var scoped = await app.SendAsync(HttpMethod.Patch, $"{Therapists}/{id}", new { scopes = new { journals = true, check_ins = false } }, client.AccessToken).JsonAsync();
        await app.SendAsync(HttpMethod.Patch, $"{Therapists}/{id}", new { scopes = new { summaries = false } }, client.AccessToken).JsonAsync();
        var endless = await app.SendAsync(HttpMethod.Patch, $"{Therapists}/{id}", Calls.Json("""{"expires_at": null}"""), client.AccessToken).JsonAsync();

        Assert.Equal(JsonValueKind.String, scoped.GetProperty("expires_at").ValueKind);
        Assert.True(scoped.GetProperty("scopes").GetProperty("journals").GetBoolean());
        Assert.Equal(JsonValueKind.Null, endless.GetProperty("expires_at").ValueKind);
        Assert.Equal(
            """{"check_ins":false,"journals":true,"interventions":true,"summaries":false,"recordings":false}""", endless.GetProperty("scopes").GetRawText());
    }

    [Fact]
    public async Task Access_RecordedEachTime_AndSeenByTheClient()
    {
        var (client, therapist, id) = await ActiveAsync();

        Assert.True(await RecordAsync(therapist, id, SharingScopes.CheckIns, null));
        Assert.True(await RecordAsync(therapist, id, SharingScopes.CheckIns, "check_in/7"));

        var accesses = (await app.GetAsync($"{Therapists}/{id}/accesses", client.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["check_in/7", null], accesses.Select(access => access.GetProperty("resource").GetString()));
        Assert.All(accesses, access => Assert.Equal("check_ins", access.GetProperty("section").GetString()));
        var share = Assert.Single((await app.GetAsync(Therapists, client.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal(accesses[0].GetProperty("occurred_at").GetDateTimeOffset(), share.GetProperty("last_accessed_at").GetDateTimeOffset());
        var audit = (await app.GetAsync("/v1/audit", client.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(("sharing.viewed", therapist.Email), (audit[0].GetProperty("action").GetString(), audit[0].GetProperty("actor").GetProperty("email").GetString()));
    }

    [Theory]
    [InlineData("revoke")]
    [InlineData("expire")]
    [InlineData("withdraw consent")]
    [InlineData("take the scope away")]
    [InlineData("decline")]
    public async Task Access_AfterItEnded_IsRefusedAtOnce(string end)
    {
        var (client, therapist, id) = await ActiveAsync();
        Assert.NotNull(await FindAsync(therapist, id, SharingScopes.CheckIns));

        await EndAsync(end, client, therapist, id);

        // Found before it ended, asked to be shown after: also the second look says no.
        Assert.False(await RecordAsync(therapist, id, SharingScopes.CheckIns, null));
        Assert.Null(await FindAsync(therapist, id, SharingScopes.CheckIns));
        Assert.Empty((await app.GetAsync($"{Therapists}/{id}/accesses", client.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Access_ScopeNotGrantedOrUnknown_IsRefused()
    {
        var (_, therapist, id) = await ActiveAsync();

        Assert.Null(await FindAsync(therapist, id, SharingScopes.Journals));
        Assert.Null(await FindAsync(therapist, id, "everything"));
        Assert.False(await RecordAsync(therapist, id, SharingScopes.Journals, null));
    }

    [Fact]
    public async Task Revoked_Share_StaysWithItsAccessesAndANewInvitationIsPossible()
    {
        var (client, therapist, id) = await ActiveAsync();
        await RecordAsync(therapist, id, SharingScopes.Summaries, null);
        await EndAsync("revoke", client, therapist, id);

        await InviteAsync(client, therapist.Email);

        var shares = (await app.GetAsync(Therapists, client.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray();
        Assert.Equal(["invited", "revoked"], shares.Select(share => share.GetProperty("status").GetString()));
        Assert.Single((await app.GetAsync($"{Therapists}/{id}/accesses", client.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Invite_NotVerifiedOrGuestOrWithoutConsentOrTwice_IsRefused()
    {
        var (unverified, client) = (await app.SignUpAsync(), await VerifiedAsync());
        using var notVerified = await app.PostAsync(Therapists, new { therapist_email = "t@example.org", consent_version = Version }, unverified.AccessToken);
        using var noConsent = await app.PostAsync(Therapists, new { therapist_email = "t@example.org" }, client.AccessToken);
        using var oldConsent = await app.PostAsync(Therapists, new { therapist_email = "t@example.org", consent_version = Version + 1 }, client.AccessToken);
        using var oneself = await app.PostAsync(Therapists, new { therapist_email = client.Email.ToUpperInvariant(), consent_version = Version }, client.AccessToken);
        await InviteAsync(client, "Twice@Example.org");
        using var twice = await app.PostAsync(Therapists, new { therapist_email = "twice@example.ORG" }, client.AccessToken);

        await ProblemAssert.IsAsync(notVerified, HttpStatusCode.Forbidden, "email-not-verified");
        await ProblemAssert.IsAsync(noConsent, HttpStatusCode.Conflict, "consent-needed");
        await ProblemAssert.IsAsync(oldConsent, HttpStatusCode.Conflict, "consent-outdated");
        await ProblemAssert.IsAsync(oneself, HttpStatusCode.BadRequest, "validation");
        await ProblemAssert.IsAsync(twice, HttpStatusCode.Conflict, "already-shared");
    }

    [Fact]
    public async Task Invite_ManyInADay_IsRefusedAlsoWhenSentAtOnce()
    {
        var client = await VerifiedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, SharingRules.MostADay + 5).Select(n =>
            app.PostAsync(Therapists, new { therapist_email = $"many{n}-{client.Id:N}@example.org", consent_version = Version }, client.AccessToken).StatusAsync()));

        Assert.Equal(SharingRules.MostADay, answers.Count(status => status == HttpStatusCode.Created));
        Assert.Equal(5, answers.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Invite_OneAddressByMany_GetsThreeLettersADay()
    {
        var address = $"wanted-{Guid.NewGuid():N}@example.org";
        for (var n = 0; n < SharingRules.MostToOneAddressADay; n++)
            await InviteAsync(await VerifiedAsync(), address);

        using var refused = await app.PostAsync(Therapists, new { therapist_email = address, consent_version = Version }, (await VerifiedAsync()).AccessToken);

        await ProblemAssert.IsAsync(refused, HttpStatusCode.TooManyRequests, "too-many-invitations");
    }

    [Theory]
    [InlineData("""{"therapist_email": "no address"}""", "therapist_email")]
    [InlineData("""{}""", "therapist_email")]
    [InlineData("""{"therapist_email": "t@example.org", "expires_at": "2001-01-01T00:00:00Z"}""", "expires_at")]
    public async Task Invite_BadBody_NamesTheField(string body, string field)
    {
        var client = await VerifiedAsync();
        using var response = await app.PostAsync(Therapists, Calls.Json(body), client.AccessToken);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Sections_OfThisHalcyon_AreThoseOfItsModules()
    {
        var person = await app.SignUpAsync();

        var sections = await app.GetAsync("/v1/sharing/sections", person.AccessToken).JsonAsync();

        var items = sections.GetProperty("items").EnumerateArray().ToDictionary(section => section.GetProperty("scope").GetString()!, section => section.GetProperty("is_default").GetBoolean());
        Assert.Equal(Offered(), items.Keys);
        Assert.False(items[SharingScopes.Recordings]);
        Assert.False(items[SharingScopes.Journals]);
    }

    private IEnumerable<string> Offered() => app.Services.GetServices<SharedSection>().Select(section => section.Scope);

    private async Task EndAsync(string how, SignedIn client, SignedIn therapist, Guid id)
    {
        using var answer = how switch
        {
            "revoke" => await app.SendAsync(HttpMethod.Delete, $"{Therapists}/{id}", bearer: client.AccessToken),
            "withdraw consent" => await app.SendAsync(HttpMethod.Put, "/v1/users/me/consents/therapist_sharing", new { granted = false, version = Version }, client.AccessToken),
            "take the scope away" => await app.SendAsync(HttpMethod.Patch, $"{Therapists}/{id}", new { scopes = new { check_ins = false } }, client.AccessToken),
            "decline" => await app.PostAsync($"{Clients}/{id}/decline", bearer: therapist.AccessToken),
            _ => null,
        };
        answer?.EnsureSuccessStatusCode();
        if (how == "expire")
            await app.QueryAsync<object>($"update accounts.therapist_shares set granted_at = now() - interval '2 days', expires_at = now() - interval '1 second' where id = '{id}'");
    }

    private Task<UserId?> FindAsync(SignedIn therapist, Guid id, string scope) =>
        app.WithAsync<ISharedAccess, UserId?>(access => access.FindClientAsync(CallerOf(therapist), id, scope, Cancel));

    private Task<bool> RecordAsync(SignedIn therapist, Guid id, string scope, string? resource) =>
        app.WithAsync<ISharedAccess, bool>(access => access.RecordAsync(CallerOf(therapist), id, scope, resource, Cancel));

    private static Caller CallerOf(SignedIn person) => new(new UserId(person.Id), Guid.Empty, new HashSet<string>([Roles.Therapist]));

    private async Task<(SignedIn Client, SignedIn Therapist, Guid Id)> ActiveAsync()
    {
        var (client, therapist) = (await VerifiedAsync(), await VerifiedAsync());
        var id = Id(await InviteAsync(client, therapist.Email));
        Assert.Equal(HttpStatusCode.OK, await app.PostAsync($"{Clients}/{id}/accept", bearer: therapist.AccessToken).StatusAsync());
        return (client, await app.LoginAsync(therapist.Email), id);
    }

    private Task<JsonElement> InviteAsync(SignedIn client, string email, object? scopes = null) =>
        app.PostAsync(Therapists, new { therapist_email = email, scopes, consent_version = Version }, client.AccessToken).JsonAsync(HttpStatusCode.Created);

    private async Task<JsonElement> OnlyClientAsync(SignedIn therapist) =>
        Assert.Single((await app.GetAsync(Clients, therapist.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray());

    private async Task<SignedIn> VerifiedAsync()
    {
        var person = await app.SignUpAsync();
        await app.QueryAsync<object>($"update accounts.users set email_verified = true where id = '{person.Id}'");
        return person;
    }

    private static Guid Id(JsonElement share) => share.GetProperty("id").GetGuid();
}
