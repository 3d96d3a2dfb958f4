using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Sessions;

public sealed class DevicesTests(HalcyonApp app)
{
    private const string Path = "/v1/users/me/sessions";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    [Fact]
    public async Task List_SeveralSignIns_NamesEachAndMarksTheCaller()
    {
        var account = await app.SignUpAsync();
        var onFirefox = await SignInFromAsync(account.Email, Firefox);

        var items = await ListAsync(onFirefox.AccessToken);

        Assert.Equal([true, false], items.Select(item => item.GetProperty("is_current").GetBoolean()));
        Assert.Equal(["Firefox on Linux", "Unknown device"], items.Select(item => item.GetProperty("device").GetString()));
        Assert.Equal(["password", "registration"], items.Select(item => item.GetProperty("method").GetString()));
        Assert.All(items, item => Assert.Equal("127.0.0.1", item.GetProperty("ip_address").GetString()));
    }

    [Fact]
    public async Task List_AfterARefresh_ShowsItsTimeAndStaysOneSession()
    {
        var account = await app.SignUpAsync();
        var before = Assert.Single(await ListAsync(account.AccessToken));

        var refreshed = await app.RefreshAsync(account.RefreshToken);

        var after = Assert.Single(await ListAsync(refreshed.AccessToken));
        Assert.Equal(before.GetProperty("id").GetGuid(), after.GetProperty("id").GetGuid());
        Assert.Equal(before.GetProperty("created_at").GetDateTimeOffset(), after.GetProperty("created_at").GetDateTimeOffset());
        Assert.True(after.GetProperty("last_used_at").GetDateTimeOffset() > before.GetProperty("last_used_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Revoke_OneDevice_SignsOutThatOneOnly()
    {
        var account = await app.SignUpAsync();
        var lost = await SignInFromAsync(account.Email, Firefox);
        var lostId = (await ListAsync(lost.AccessToken))[0].GetProperty("id").GetGuid();

        Assert.Equal(HttpStatusCode.NoContent, await app.SendAsync(HttpMethod.Delete, $"{Path}/{lostId}", bearer: account.AccessToken).StatusAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", lost.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/auth/refresh", new { refresh_token = lost.RefreshToken }).StatusAsync());
        Assert.Single(await ListAsync(account.AccessToken));
        Assert.Equal("account.session_revoked:success", (await app.AuditAsync(account.Id))[^1]);
        using var again = await app.SendAsync(HttpMethod.Delete, $"{Path}/{lostId}", bearer: account.AccessToken);
        await ProblemAssert.IsAsync(again, HttpStatusCode.NotFound, "session-not-found");
    }

    [Fact]
    public async Task Revoke_SomebodyElsesDevice_IsNotFoundAndStaysSignedIn()
    {
        var owner = await app.SignUpAsync();
        var stranger = await app.SignUpAsync();
        var id = (await ListAsync(owner.AccessToken))[0].GetProperty("id").GetGuid();

        using var answer = await app.SendAsync(HttpMethod.Delete, $"{Path}/{id}", bearer: stranger.AccessToken);

        await ProblemAssert.IsAsync(answer, HttpStatusCode.NotFound, "session-not-found");
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", owner.AccessToken).StatusAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public async Task LogoutEverywhere_EndsAllAndKeepsThisOneOnlyWhenAsked(bool? keep)
    {
        var here = await app.SignUpAsync();
        var there = await app.LoginAsync(here.Email);
        var stranger = await app.SignUpAsync();

        var body = keep is null ? null : new { keep_current = keep };
        Assert.Equal(HttpStatusCode.NoContent, await app.PostAsync("/v1/auth/logout-everywhere", body, here.AccessToken).StatusAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", there.AccessToken).StatusAsync());
        Assert.Equal(keep is true ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", here.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", stranger.AccessToken).StatusAsync());
        Assert.Equal("account.logout_everywhere:success", (await app.AuditAsync(here.Id))[^1]);
    }

    [Fact]
    public async Task SignIn_AuditEntry_SaysHowAndNamesTheSession()
    {
        var account = await app.SignUpAsync();
        await app.LoginAsync(account.Email);

        var entry = Assert.Single(await app.AuditRecordsAsync(account.Id, "account.login"));
        var session = await app.QueryAsync<Guid>($"select id from accounts.sessions where user_id = '{account.Id}' and method = 'password'");
        Assert.Equal("password", entry.Details!["method"]);
        Assert.Equal($"session/{session}", entry.Resource);
    }

    private async Task<JsonElement[]> ListAsync(string bearer) =>
        [.. (await app.GetAsync(Path, bearer).JsonAsync()).GetProperty("items").EnumerateArray()];

    private async Task<SignedIn> SignInFromAsync(string email, string userAgent)
    {
        var sending = app.SendAsync(
            HttpMethod.Post, "/v1/auth/login", new { email, password = Calls.Password }, change: request => request.Headers.UserAgent.ParseAdd(userAgent));
        return SignedIn.From(await sending.JsonAsync(), email);
    }
}
