using System.Net;
using System.Text.Json;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.ExternalSignIn;

/// <summary>Signing in through an OpenID Connect provider that others wrote.</summary>
public sealed class ProviderSignInTests
{
    [Theory]
    [InlineData("basic")]
    [InlineData("post")]
    [InlineData("public")]
    public async Task SignIn_FirstTime_OpensAnAccountAndKnowsItAgain(string client)
    {
        var (provider, app) = await RealProvider.StartAsync(client);
        await using var _ = provider;
        await using var __ = app;
        var status = await app.GetAsync("/v1/status").JsonAsync();
        Assert.Equal("Example Provider", status.GetProperty("oidc").GetProperty("name").GetString());

        using var first = new BrowserWindow(app);
        Assert.Equal("/signed-in?return_to=%2Fstudies%3Fq%3D1", await first.SignInAsync("ada", "/studies?q=1"));
        var user = await UserAsync(first);
        using var second = new BrowserWindow(app);
        await second.SignInAsync("ada");

        Assert.Equal("ada@provider.example", user.GetProperty("email").GetString());
        Assert.Equal("Person ada", user.GetProperty("display_name").GetString());
        Assert.Equal(["person"], user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(user.GetProperty("id").GetGuid(), (await UserAsync(second)).GetProperty("id").GetGuid());
        Assert.True(await app.QueryAsync<bool>("select email_verified from accounts.users where email = 'ada@provider.example'"));
        Assert.Equal(["account.registered:success", "account.login:success", "account.login:success"], await app.AuditAsync(user.GetProperty("id").GetGuid()));
        Assert.Equal("oidc", await app.QueryAsync<string>("select string_agg(distinct method, ',') from accounts.sessions"));
    }

    [Fact]
    public async Task SignIn_AddressThatHasAnAccount_IsLinkedOnlyByItsOwner()
    {
        var (provider, app) = await RealProvider.StartAsync();
        await using var _ = provider;
        await using var __ = app;
        var account = await app.SignUpAsync("grace@provider.example");
        using var window = new BrowserWindow(app);
        Assert.Equal(Problem("account-exists"), await window.SignInAsync("grace"));
        Assert.Null(await window.RefreshAsync());

        var path = "/v1/users/me/external-logins/start";
        Assert.Equal(HttpStatusCode.Forbidden, (await window.PostAsync(path, new { }, account.AccessToken)).Status);
        var (status, answer) = await window.PostAsync(path, new { password = Calls.Password, return_to = "/settings/ways-in" }, account.AccessToken);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("/settings/ways-in", await window.FollowAsync(new Uri(answer.GetProperty("address").GetString()!), "grace"));

        using var later = new BrowserWindow(app);
        Assert.StartsWith("/signed-in", await later.SignInAsync("grace"), StringComparison.Ordinal);
        Assert.Equal(account.Id, (await UserAsync(later)).GetProperty("id").GetGuid());
        await UnlinksAsync(app, account);
        using var again = new BrowserWindow(app);
        Assert.Equal(Problem("account-exists"), await again.SignInAsync("grace"));
    }

    [Fact]
    public async Task Link_LoginOfAnotherAccount_IsRefused()
    {
        var (provider, app) = await RealProvider.StartAsync();
        await using var _ = provider;
        await using var __ = app;
        using var owner = new BrowserWindow(app);
        await owner.SignInAsync("owner");
        var other = await app.SignUpAsync();
        using var window = new BrowserWindow(app);

        var (_, answer) = await window.PostAsync("/v1/users/me/external-logins/start", new { password = Calls.Password }, other.AccessToken);
        var end = await window.FollowAsync(new Uri(answer.GetProperty("address").GetString()!), "owner");

        Assert.EndsWith("problem=" + Uri.EscapeDataString("https://halcyon.care/problems/external-login-taken"), end, StringComparison.Ordinal);
        Assert.Empty((await app.GetAsync("/v1/users/me/external-logins", other.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Link_SessionSignedOutMeanwhile_LinksNothing()
    {
        var (provider, app) = await RealProvider.StartAsync();
        await using var _ = provider;
        await using var __ = app;
        var account = await app.SignUpAsync();
        using var window = new BrowserWindow(app);
        var (_, answer) = await window.PostAsync("/v1/users/me/external-logins/start", new { password = Calls.Password }, account.AccessToken);
        await app.PostAsync("/v1/auth/logout", bearer: account.AccessToken).StatusAsync();

        var end = await window.FollowAsync(new Uri(answer.GetProperty("address").GetString()!), "late");

        Assert.Contains("sign-in-interrupted", end, StringComparison.Ordinal);
        Assert.Equal(0, await app.QueryAsync<long>("select count(*) from accounts.external_logins"));
    }

    [Fact]
    public async Task Unlink_OnlyWayIn_Stays()
    {
        var (provider, app) = await RealProvider.StartAsync();
        await using var _ = provider;
        await using var __ = app;
        using var window = new BrowserWindow(app);
        await window.SignInAsync("only");
        var token = (await window.RefreshAsync())!.Value.GetProperty("access_token").GetString();
        var login = (await app.GetAsync("/v1/users/me/external-logins", token).JsonAsync()).GetProperty("items")[0];

        using var refused = await app.SendAsync(HttpMethod.Delete, $"/v1/users/me/external-logins/{login.GetProperty("id").GetGuid()}", bearer: token);
        await ProblemAssert.IsAsync(refused, HttpStatusCode.Conflict, "last-sign-in-method");

        using var again = new BrowserWindow(app);
        Assert.StartsWith("/signed-in", await again.SignInAsync("only"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unverified-eve")]
    [InlineData("silent-sam")]
    public async Task SignIn_NoVerifiedAddress_OpensNothing(string login)
    {
        var (provider, app) = await RealProvider.StartAsync();
        await using var _ = provider;
        await using var __ = app;
        using var window = new BrowserWindow(app);

        Assert.Equal(Problem("provider-email-missing"), await window.SignInAsync(login));
        Assert.Equal(0, await app.QueryAsync<long>("select count(*) from accounts.external_logins"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SignIn_RegistrationClosed_OpensAnAccountOnlyWhenTheOperatorSaysSo(bool opensAccounts)
    {
        var (provider, app) = await RealProvider.StartAsync(change: options => options with
        {
            RegistrationEnabled = false,
            OpenIdConnect = options.OpenIdConnect! with { OpensAccounts = opensAccounts },
        });
        await using var _ = provider;
        await using var __ = app;
        using var window = new BrowserWindow(app);

        var end = await window.SignInAsync("newcomer");

        Assert.Equal(opensAccounts ? "/signed-in?return_to=%2Fstudies" : Problem("registration-closed"), end);
    }

    [Fact]
    public async Task SignIn_DeclinedAtTheProvider_ComesBackAndSaysSo()
    {
        var (provider, app) = await RealProvider.StartAsync();
        await using var _ = provider;
        await using var __ = app;
        using var window = new BrowserWindow(app);

        Assert.Equal(Problem("provider-declined"), await window.SignInAsync("nobody", declines: true));
    }

    [Fact]
    public async Task SignIn_ProviderChangedItsKeys_StillWorks()
    {
        var (provider, app) = await RealProvider.StartAsync("post");
        await using var _ = provider;
        await using var __ = app;
        using var before = new BrowserWindow(app);
        await before.SignInAsync("ada");

        await provider.RestartWithNewKeysAsync();

        using var after = new BrowserWindow(app);
        Assert.StartsWith("/signed-in", await after.SignInAsync("ada"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ProviderDown_SaysSoAndPasswordsStillWork()
    {
        await using var app = await HalcyonApp.StartAsync(options => options with
        {
            OpenIdConnect = new OpenIdConnectOptions($"http://127.0.0.1:{FreePort.Find()}", "basic"),
        });
        var account = await app.SignUpAsync();
        using var window = new BrowserWindow(app);

        Assert.Equal(Problem("provider-unavailable"), await window.SignInAsync("ada"));

        await app.LoginAsync(account.Email);
        using var link = await app.PostAsync("/v1/users/me/external-logins/start", new { password = Calls.Password }, account.AccessToken);
        await ProblemAssert.IsAsync(link, HttpStatusCode.ServiceUnavailable, "provider-unavailable");
    }

    [Fact]
    public async Task Callback_OtherBrowserOrSecondTime_IsRefused()
    {
        var (provider, app) = await RealProvider.StartAsync();
        await using var _ = provider;
        await using var __ = app;
        using var window = new BrowserWindow(app);
        await window.SignInAsync("ada");
        using var stranger = new BrowserWindow(app);

        Assert.Equal(Problem("sign-in-interrupted"), (await stranger.GetLocationAsync(window.Callback!))!.PathAndQuery);
        Assert.Equal(Problem("sign-in-interrupted"), (await window.GetLocationAsync(window.Callback!))!.PathAndQuery);
        Assert.Null(await stranger.RefreshAsync());
    }

    [Fact]
    public async Task Routes_NoProviderConfigured_AreNotFound()
    {
        await using var app = await HalcyonApp.StartAsync();
        var account = await app.SignUpAsync();

        using var start = await app.GetAsync("/v1/auth/oidc/start");
        await ProblemAssert.IsAsync(start, HttpStatusCode.NotFound, "no-sign-in-provider");
        using var callback = await app.GetAsync("/v1/auth/oidc/callback?code=a&state=b");
        await ProblemAssert.IsAsync(callback, HttpStatusCode.NotFound, "no-sign-in-provider");
        using var link = await app.PostAsync("/v1/users/me/external-logins/start", new { password = Calls.Password }, account.AccessToken);
        await ProblemAssert.IsAsync(link, HttpStatusCode.NotFound, "no-sign-in-provider");
        Assert.Equal(JsonValueKind.Null, (await app.GetAsync("/v1/status").JsonAsync()).GetProperty("oidc").ValueKind);
    }

    private static async Task UnlinksAsync(HalcyonApp app, SignedIn account)
    {
        var login = Assert.Single((await app.GetAsync("/v1/users/me/external-logins", account.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal(["Example Provider", "grace@provider.example"], new[] { "provider", "email" }.Select(name => login.GetProperty(name).GetString()));
        var address = $"/v1/users/me/external-logins/{login.GetProperty("id").GetGuid()}";

        using var withoutPassword = await app.SendAsync(HttpMethod.Delete, address, bearer: account.AccessToken);
        await ProblemAssert.IsAsync(withoutPassword, HttpStatusCode.Forbidden, "password-required");
        Assert.Equal(HttpStatusCode.NoContent, await app.SendAsync(HttpMethod.Delete, address, new { password = Calls.Password }, account.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await app.SendAsync(HttpMethod.Delete, address, new { password = Calls.Password }, account.AccessToken).StatusAsync());
        Assert.Contains("account.external_login_linked:success", await app.AuditAsync(account.Id));
        Assert.Contains("account.external_login_unlinked:success", await app.AuditAsync(account.Id));
    }

    private static async Task<JsonElement> UserAsync(BrowserWindow window) => (await window.RefreshAsync())!.Value.GetProperty("user");

    internal static string Problem(string code) => "/sign-in?problem=" + Uri.EscapeDataString("https://halcyon.care/problems/" + code);
}
