using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Npgsql;
using Xunit;

namespace Halcyon.Accounts.Tests.Consents;

public sealed class ConsentTests(HalcyonApp app)
{
    private const string Path = "/v1/users/me/consents";

    [Fact]
    public async Task Consents_NeverDecided_AreAllWithheld()
    {
        var me = await app.SignUpAsync();

        var items = (await app.GetAsync(Path, me.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(["data_sharing", "research_participation", "therapist_sharing", "wording", "task_wording"], items.Select(item => item.GetProperty("purpose").GetString()));
        Assert.All(items, item => Assert.False(item.GetProperty("granted").GetBoolean()));
        Assert.All(items, item => Assert.False(item.GetProperty("needs_renewal").GetBoolean()));
        Assert.All(items, item => Assert.True(item.GetProperty("text").GetString()!.Length > 100));
    }

    [Fact]
    public async Task Consent_GivenAndTakenBack_IsTwoEntriesOfHistoryAndOfTheAudit()
    {
        var me = await app.SignUpAsync();

        Assert.True((await PutAsync(me, "research_participation", true, 1).JsonAsync()).GetProperty("granted").GetBoolean());
        await PutAsync(me, "research_participation", true, 1).JsonAsync();
        Assert.False((await PutAsync(me, "research_participation", false, 1).JsonAsync()).GetProperty("granted").GetBoolean());

        var history = (await app.GetAsync(Path + "/history", me.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([false, true], history.Select(item => item.GetProperty("granted").GetBoolean()));
        Assert.Equal(["account.registered:success", "consent.granted:success", "consent.revoked:success"], await app.AuditAsync(me.Id));
    }

    [Fact]
    public async Task Consent_GivenToOlderWords_NeedsRenewalAndDoesNotCount()
    {
        var me = await app.SignUpAsync();
        await PutAsync(me, "data_sharing", true, 1).JsonAsync();
        // As if the words had changed since: what was agreed to is one version older than what is asked now.
        await app.QueryAsync<object>(
            $"alter table accounts.consents disable trigger consents_not_changed; alter table accounts.consents drop constraint consents_version_ck; update accounts.consents set version = 0 where user_id = '{me.Id}'; alter table accounts.consents enable trigger consents_not_changed");

        var item = (await app.GetAsync(Path, me.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray().First();
        var counts = await app.WithAsync<Accounts.Consents.ConsentLedger, bool>(ledger =>
            ledger.IsGrantedAsync(new Platform.Access.UserId(me.Id), "data_sharing", TestContext.Current.CancellationToken));

        Assert.True(item.GetProperty("needs_renewal").GetBoolean());
        Assert.False(counts);
        // Taking back asks for no version; giving anew does.
        Assert.False((await PutAsync(me, "data_sharing", false, 0).JsonAsync()).GetProperty("granted").GetBoolean());
    }

    [Fact]
    public async Task Consent_ToWordsNotInForce_IsRefused()
    {
        var me = await app.SignUpAsync();

        using var response = await PutAsync(me, "therapist_sharing", true, 2);

        await ProblemAssert.IsAsync(response, HttpStatusCode.Conflict, "consent-outdated");
    }

    [Theory]
    [InlineData("nothing", """{"granted":true,"version":1}""", HttpStatusCode.NotFound, "consent-not-found")]
    [InlineData("data_sharing", """{"version":1}""", HttpStatusCode.BadRequest, "validation")]
    [InlineData("data_sharing", """{"granted":true}""", HttpStatusCode.BadRequest, "validation")]
    [InlineData("data_sharing", """{"granted":"yes","version":1}""", HttpStatusCode.BadRequest, "invalid-json")]
    public async Task Consent_UnclearDecision_IsRefused(string purpose, string body, HttpStatusCode status, string code)
    {
        var me = await app.SignUpAsync();

        using var response = await app.SendAsync(HttpMethod.Put, $"{Path}/{purpose}", Calls.Json(body), me.AccessToken);

        await ProblemAssert.IsAsync(response, status, code);
    }

    [Fact]
    public async Task Consent_InTheDatabase_CannotBeChangedAfterwards()
    {
        var me = await app.SignUpAsync();
        await PutAsync(me, "data_sharing", true, 1).JsonAsync();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            app.QueryAsync<object>($"update accounts.consents set granted = false where user_id = '{me.Id}'"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public void ConsentTexts_EveryOne_HasItsWordsVersionAndDate()
    {
        Assert.All(Accounts.Consents.ConsentTexts.All, text =>
        {
            Assert.True(text.Version > 0 && text.Date > new DateOnly(2026, 1, 1));
            Assert.DoesNotContain("!", text.Text, StringComparison.Ordinal);
        });
    }

    private Task<HttpResponseMessage> PutAsync(SignedIn me, string purpose, bool granted, int version) =>
        app.SendAsync(HttpMethod.Put, $"{Path}/{purpose}", JsonSerializer.SerializeToElement(new { granted, version }), me.AccessToken);
}
