using System.Net;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Erasure;

public sealed class ErasureRequestTests(HalcyonApp app)
{
    private const string Path = "/v1/delete-account";

    [Fact]
    public async Task Erasure_AskedFor_LeavesSevenDaysAndThisSessionOnly()
    {
        var me = await app.SignUpAsync();
        var elsewhere = await app.LoginAsync(me.Email);

        var answer = await app.SendAsync(HttpMethod.Delete, Path, new { password = Calls.Password }, me.AccessToken).JsonAsync(HttpStatusCode.Accepted);

        var eraseAfter = answer.GetProperty("erase_after").GetDateTimeOffset();
        Assert.InRange(eraseAfter - DateTimeOffset.UtcNow, TimeSpan.FromDays(6.9), TimeSpan.FromDays(7));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", elsewhere.AccessToken).StatusAsync());
        var user = await app.GetAsync("/v1/users/me", me.AccessToken).JsonAsync();
        Assert.Equal(eraseAfter, user.GetProperty("erase_after").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        // Whoever signed out meanwhile still gets in, and can change their mind.
        var again = await app.LoginAsync(me.Email);
        Assert.Equal(HttpStatusCode.NoContent, await app.PostAsync(Path + "/cancel", bearer: again.AccessToken).StatusAsync());
        Assert.Equal(0, await app.QueryAsync<long>($"select count(erase_after) from accounts.users where id = '{me.Id}'"));
        Assert.Superset(
            new HashSet<string>(["account.erasure_requested:success", "account.erasure_cancelled:success"]), (await app.AuditAsync(me.Id)).ToHashSet());
    }

    [Fact]
    public async Task Erasure_AskedForTwice_KeepsTheFirstDate()
    {
        var me = await app.SignUpAsync();
        var body = new { password = Calls.Password };
        var first = await app.SendAsync(HttpMethod.Delete, Path, body, me.AccessToken).JsonAsync(HttpStatusCode.Accepted);

        var second = await app.SendAsync(HttpMethod.Delete, Path, body, me.AccessToken).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(first.GetProperty("erase_after").GetDateTimeOffset(), second.GetProperty("erase_after").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.Single(await app.AuditAsync(me.Id), entry => entry.StartsWith("account.erasure_requested", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"password":"not the right one"}""")]
    [InlineData("{}")]
    public async Task Erasure_WithoutThePassword_IsRefused(string? body)
    {
        var me = await app.SignUpAsync();

        using var response = await app.SendAsync(HttpMethod.Delete, Path, body is null ? null : Calls.Json(body), me.AccessToken);

        await ProblemAssert.IsAsync(response, HttpStatusCode.Forbidden, "password-required");
        Assert.Equal(0, await app.QueryAsync<long>($"select count(erase_after) from accounts.users where id = '{me.Id}'"));
    }

    [Fact]
    public async Task Erasure_OfTheLastAdministrator_IsRefused()
    {
        await using var own = await HalcyonApp.StartAsync();
        var me = await own.SignUpAsync();
        await own.QueryAsync<object>("delete from accounts.users where email = 'admin@localhost'");
        await own.GrantAsync(me.Id, "administrator");
        me = await own.LoginAsync(me.Email);

        using var refused = await own.SendAsync(HttpMethod.Delete, Path, new { password = Calls.Password }, me.AccessToken);
        await ProblemAssert.IsAsync(refused, HttpStatusCode.Conflict, "last-administrator");

        await own.GrantAsync((await own.SignUpAsync()).Id, "administrator");
        Assert.Equal(HttpStatusCode.Accepted, await own.SendAsync(HttpMethod.Delete, Path, new { password = Calls.Password }, me.AccessToken).StatusAsync());
    }

    [Fact]
    public async Task Erasure_Cancelled_TellsItsOwnerByLetterBothTimes()
    {
        await using var own = await HalcyonApp.StartAsync();
        var me = await own.SignUpAsync();
        await own.SendAsync(HttpMethod.Delete, Path, new { password = Calls.Password }, me.AccessToken).JsonAsync(HttpStatusCode.Accepted);
        await own.PostAsync(Path + "/cancel", bearer: me.AccessToken).StatusAsync();
        await own.PostAsync(Path + "/cancel", bearer: me.AccessToken).StatusAsync();

        Assert.Equal(
            ["erasure_requested", "erasure_cancelled"],
            await own.QueryAsync<string[]>("select array_agg(kind order by id) from platform.mail where kind like 'erasure%'") ?? []);
    }
}
