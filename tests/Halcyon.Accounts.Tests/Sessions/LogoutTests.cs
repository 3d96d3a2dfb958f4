using System.Net;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Sessions;

public sealed class LogoutTests(HalcyonApp app)
{
    private const string Path = "/v1/auth/logout";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Logout_AccessOrRefreshToken_EndsThatSessionAtOnce(bool byAccessToken)
    {
        var account = await app.SignUpAsync();
        var other = await app.LoginAsync(account.Email);

        var sending = byAccessToken
            ? app.PostAsync(Path, bearer: account.AccessToken)
            : app.PostAsync(Path, new { refresh_token = account.RefreshToken });
        Assert.Equal(HttpStatusCode.NoContent, await sending.StatusAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/auth/refresh", new { refresh_token = account.RefreshToken }).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", other.AccessToken).StatusAsync());
        Assert.Contains("account.logout:success", await app.AuditAsync(account.Id));
    }

    [Fact]
    public async Task Logout_AgainOrWithNothing_IsNoError()
    {
        var account = await app.SignUpAsync();
        for (var n = 0; n < 2; n++)
            Assert.Equal(HttpStatusCode.NoContent, await app.PostAsync(Path, new { refresh_token = account.RefreshToken }).StatusAsync());

        Assert.Equal(HttpStatusCode.NoContent, await app.PostAsync(Path).StatusAsync());
        Assert.Equal(HttpStatusCode.NoContent, await app.PostAsync(Path, new { refresh_token = "garbage" }).StatusAsync());
        Assert.Single(await app.AuditAsync(account.Id), "account.logout:success");
    }

    [Fact]
    public async Task Logout_BeforeARestart_IsStillRemembered()
    {
        var account = await app.SignUpAsync();
        await app.PostAsync(Path, bearer: account.AccessToken).StatusAsync();

        await using var restarted = await HalcyonApp.StartAsync(options => options with
        {
            Database = app.ConnectionString,
            DataDirectory = app.DataDirectory,
            // Other tests' jobs and events are none of a node's that ends soon.
            Roles = new HashSet<string>(["api"], StringComparer.Ordinal),
        });

        Assert.Equal(HttpStatusCode.Unauthorized, await restarted.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
    }
}
