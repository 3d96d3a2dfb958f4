using System.Net;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.Sessions;

public sealed class RefreshTests(HalcyonApp app)
{
    private const string Path = "/v1/auth/refresh";

    [Fact]
    public async Task Refresh_EachTime_GivesANewTokenOfTheSameSession()
    {
        var session = await app.SignUpAsync();
        var seen = new HashSet<string>(StringComparer.Ordinal) { session.RefreshToken };
        var current = session;
        for (var n = 0; n < 4; n++)
        {
            current = await app.RefreshAsync(current.RefreshToken);

            Assert.True(seen.Add(current.RefreshToken));
            Assert.Equal(session.Id, current.Id);
            Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", current.AccessToken).StatusAsync());
        }

        Assert.Equal(1, await app.QueryAsync<long>($"select count(*) from accounts.sessions where user_id = '{session.Id}'"));
    }

    [Fact]
    public async Task Refresh_SameTokenManyTimesAtOnce_GivesEverySenderTheSameSuccessor()
    {
        // At once, however long this machine takes for twelve.
        await using var own = await HalcyonApp.StartAsync(
            options => options with { Roles = new HashSet<string>(["api"], StringComparer.Ordinal) },
            builder => builder.Services.AddSingleton<TimeProvider>(new StoppedClock(DateTimeOffset.UtcNow)));
        var session = await own.SignUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => own.RefreshAsync(session.RefreshToken)));

        var successor = Assert.Single(answers.Select(answer => answer.RefreshToken).Distinct(StringComparer.Ordinal));
        Assert.Equal(session.Id, (await own.RefreshAsync(successor)).Id);
        Assert.DoesNotContain("account.refresh_reused:refused", await own.AuditAsync(session.Id));
    }

    [Fact]
    public async Task Refresh_OldTokenAfterGrace_EndsTheWholeSessionAtOnce()
    {
        var session = await app.SignUpAsync();
        var other = await app.LoginAsync(session.Email);
        var next = await app.RefreshAsync(session.RefreshToken);
        await LetGracePassAsync(session);

        await RefusedAsync(session.RefreshToken);

        await RefusedAsync(next.RefreshToken);
        foreach (var accessToken in new[] { session.AccessToken, next.AccessToken })
            Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", accessToken).StatusAsync());

        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", other.AccessToken).StatusAsync());
        Assert.Equal(session.Id, (await app.RefreshAsync(other.RefreshToken)).Id);
        Assert.Single(await app.AuditAsync(session.Id), "account.refresh_reused:refused");
    }

    [Fact]
    public async Task Refresh_TokenStolenAndUsedFirst_SignsTheThiefOutWhenTheOwnerReturns()
    {
        var owner = await app.SignUpAsync();
        var thief = await app.RefreshAsync(owner.RefreshToken);
        thief = await app.RefreshAsync(thief.RefreshToken);
        await LetGracePassAsync(owner);

        await RefusedAsync(owner.RefreshToken);

        await RefusedAsync(thief.RefreshToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", thief.AccessToken).StatusAsync());
    }

    [Fact]
    public async Task Refresh_TokenOlderThanSevenDays_IsRefused()
    {
        var session = await app.SignUpAsync();
        Assert.Equal(
            TimeSpan.FromDays(7),
            await app.QueryAsync<TimeSpan>($"select expires_at - issued_at from accounts.refresh_tokens where session_id in (select id from accounts.sessions where user_id = '{session.Id}')"));
        await app.QueryAsync<object>($"update accounts.refresh_tokens set issued_at = issued_at - interval '7 days', expires_at = expires_at - interval '7 days' where session_id in (select id from accounts.sessions where user_id = '{session.Id}')");

        await RefusedAsync(session.RefreshToken);
    }

    [Fact]
    public async Task Refresh_Tokens_AreStoredOnlyAsHashesAndOldNoncesGo()
    {
        var session = await app.SignUpAsync();
        var next = await app.RefreshAsync(session.RefreshToken);
        await LetGracePassAsync(session);
        await app.RefreshAsync(next.RefreshToken);

        var rows = await app.QueryAsync<string>(
            $"select string_agg(to_jsonb(t)::text, '|') from accounts.refresh_tokens t where session_id in (select id from accounts.sessions where user_id = '{session.Id}')");
        foreach (var token in new[] { session.RefreshToken, next.RefreshToken })
        {
            var secret = Convert.ToHexStringLower(System.Buffers.Text.Base64Url.DecodeFromChars(token));
            Assert.DoesNotContain(secret, rows, StringComparison.Ordinal);
        }

        // Of three tokens only the one that was just used still leads to its successor.
        Assert.Equal(1, await app.QueryAsync<long>(
            $"select count(successor_nonce) from accounts.refresh_tokens where session_id in (select id from accounts.sessions where user_id = '{session.Id}')"));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"refresh_token":null}""")]
    [InlineData("""{"refresh_token":""}""")]
    [InlineData("""{"refresh_token":"garbage"}""")]
    [InlineData("""{"refresh_token":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"refresh_token":"' or 1=1; --"}""")]
    public async Task Refresh_NotOneOfOurs_IsRefused(string body)
    {
        using var response = await app.PostAsync(Path, Calls.Json(body));

        await ProblemAssert.IsAsync(response, HttpStatusCode.Unauthorized, "refresh-refused");
    }

    [Fact]
    public async Task Refresh_RolesChangedMeanwhile_AreInTheNextAccessToken()
    {
        var session = await app.SignUpAsync();
        await app.GrantAsync(session.Id, "administrator");
        Assert.Equal(HttpStatusCode.Forbidden, await app.GetAsync("/v1/admin/users", session.AccessToken).StatusAsync());

        var next = await app.RefreshAsync(session.RefreshToken);

        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/admin/users", next.AccessToken).StatusAsync());
    }

    private async Task RefusedAsync(string refreshToken)
    {
        using var response = await app.PostAsync(Path, new { refresh_token = refreshToken });
        await ProblemAssert.IsAsync(response, HttpStatusCode.Unauthorized, "refresh-refused");
    }

    private Task<object?> LetGracePassAsync(SignedIn session) => app.QueryAsync<object>(
        $"update accounts.refresh_tokens set used_at = used_at - interval '11 seconds' where session_id in (select id from accounts.sessions where user_id = '{session.Id}')");
}
