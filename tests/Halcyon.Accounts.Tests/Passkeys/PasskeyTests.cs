using System.Net;
using System.Text.Json;
using Halcyon.Accounts.Tests.Mfa;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Passkeys;

public sealed class PasskeyTests(HalcyonApp app)
{
    [Fact]
    public async Task SignIn_WithAPasskey_OpensASessionAndCounts()
    {
        var account = await app.SignUpAsync();
        using var authenticator = new SoftAuthenticator(app.Origin());
        await app.AddPasskeyAsync(account, authenticator);

        for (var n = 0; n < 2; n++)
            Assert.Equal(account.Id, (await app.SignInAsync(authenticator)).Id);

        Assert.Equal(2, await app.QueryAsync<long>($"select sign_count from accounts.passkeys where user_id = '{account.Id}'"));
        var item = Assert.Single(await ListAsync(account));
        Assert.Equal("Test key", item.GetProperty("name").GetString());
        Assert.NotEqual(JsonValueKind.Null, item.GetProperty("last_used_at").ValueKind);
        Assert.Equal(1, (await app.GetAsync("/v1/users/me", account.AccessToken).JsonAsync()).GetProperty("passkey_count").GetInt32());
        Assert.All(await app.AuditRecordsAsync(account.Id, "account.login"), entry => Assert.Equal("passkey", entry.Details!["method"]));
        Assert.Single(await app.LettersAsync(account.Email, "passkey_added"));
    }

    [Fact]
    public async Task SignInOptions_AskForADiscoverableVerifiedPasskeyAndNameNobody()
    {
        var (options, _) = await app.SignInOptionsAsync();

        Assert.Equal("localhost", options.GetProperty("rpId").GetString());
        Assert.Equal("required", options.GetProperty("userVerification").GetString());
        Assert.Empty(options.GetProperty("allowCredentials").EnumerateArray());
    }

    [Fact]
    public async Task RegistrationOptions_AskForADiscoverableVerifiedPasskeyAndLeaveOutTheOldOnes()
    {
        var account = await app.SignUpAsync();
        using var authenticator = new SoftAuthenticator(app.Origin());
        await app.AddPasskeyAsync(account, authenticator);

        var (options, _) = await app.RegistrationOptionsAsync(account);

        Assert.Equal("required", options.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString());
        Assert.Equal("required", options.GetProperty("authenticatorSelection").GetProperty("residentKey").GetString());
        Assert.Single(options.GetProperty("excludeCredentials").EnumerateArray());
    }

    [Fact]
    public async Task SignIn_AccountWithApp_NeedsNoCodeBesideThePasskey()
    {
        var account = await app.SignUpAsync();
        var codes = await app.EnrolAsync(account);
        using var authenticator = new SoftAuthenticator(app.Origin());
        // Adding one goes round the code later, so it takes the code now.
        await app.FromPageAsync($"{PasskeyCalls.Base}/registration-options", new { password = Calls.Password }, account.AccessToken)
            .RefusedAsync(HttpStatusCode.Forbidden, "mfa-required");
        await app.AddPasskeyAsync(account, authenticator, new { password = Calls.Password, mfa_code = codes.NextCode() });

        Assert.Equal(account.Id, (await app.SignInAsync(authenticator)).Id);
    }

    [Fact]
    public async Task SignIn_AccountWithoutAPassword_Works()
    {
        var account = await app.SignUpAsync();
        using var authenticator = new SoftAuthenticator(app.Origin());
        await app.AddPasskeyAsync(account, authenticator);
        await app.QueryAsync<object>($"update accounts.users set password_hash = null where id = '{account.Id}'");

        var signedIn = await app.SignInAsync(authenticator);

        var user = await app.GetAsync("/v1/users/me", signedIn.AccessToken).JsonAsync();
        Assert.False(user.GetProperty("has_password").GetBoolean());
        // Freshly signed in, it may add another without a password.
        using var second = new SoftAuthenticator(app.Origin());
        await app.AddPasskeyAsync(signedIn, second, proof: new { });
        await app.QueryAsync<object>($"update accounts.sessions set created_at = created_at - interval '11 minutes' where user_id = '{account.Id}'");
        await app.FromPageAsync($"{PasskeyCalls.Base}/registration-options", new { }, signedIn.AccessToken)
            .RefusedAsync(HttpStatusCode.Forbidden, "fresh-sign-in-required");
    }

    [Fact]
    public async Task Remove_TheLastWayIn_IsRefusedAlsoWhenTwoGoAtOnce()
    {
        var account = await app.SignUpAsync();
        using var one = new SoftAuthenticator(app.Origin());
        using var two = new SoftAuthenticator(app.Origin());
        Guid[] ids = [await app.AddPasskeyAsync(account, one), await app.AddPasskeyAsync(account, two)];
        await app.QueryAsync<object>($"update accounts.users set password_hash = null where id = '{account.Id}'");

        var statuses = await Task.WhenAll(ids.Select(id => RemoveAsync(account, id).StatusAsync()));

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Conflict], statuses.Order());
        var left = Assert.Single(await ListAsync(account)).GetProperty("id").GetGuid();
        await RemoveAsync(account, left).RefusedAsync(HttpStatusCode.Conflict, "last-sign-in-method");
        Assert.Single(await app.LettersAsync(account.Email, "passkey_removed"));
    }

    [Fact]
    public async Task Remove_BesideAPassword_EndsItsUse()
    {
        var account = await app.SignUpAsync();
        using var authenticator = new SoftAuthenticator(app.Origin());
        var id = await app.AddPasskeyAsync(account, authenticator);

        Assert.Equal(HttpStatusCode.NoContent, await RemoveAsync(account, id).StatusAsync());

        var (options, state) = await app.SignInOptionsAsync();
        await app.SignInAsync(authenticator.Get(options), state).RefusedAsync(HttpStatusCode.Unauthorized, "passkey-refused");
        await RemoveAsync(account, id).RefusedAsync(HttpStatusCode.NotFound, "passkey-not-found");
    }

    [Fact]
    public async Task Rename_OwnAndAnothers_ChangesOwnOnly()
    {
        var (account, stranger) = (await app.SignUpAsync(), await app.SignUpAsync());
        using var authenticator = new SoftAuthenticator(app.Origin());
        var id = await app.AddPasskeyAsync(account, authenticator);

        Assert.Equal(HttpStatusCode.NoContent, await RenameAsync(account, "Blue key").StatusAsync());
        await RenameAsync(stranger, "Mine now").RefusedAsync(HttpStatusCode.NotFound, "passkey-not-found");
        await RemoveAsync(stranger, id).RefusedAsync(HttpStatusCode.NotFound, "passkey-not-found");
        await RenameAsync(account, "two\nlines").RefusedAsync(HttpStatusCode.BadRequest, "validation");

        Assert.Equal("Blue key", Assert.Single(await ListAsync(account)).GetProperty("name").GetString());

        Task<HttpResponseMessage> RenameAsync(SignedIn who, string name) =>
            app.SendAsync(HttpMethod.Patch, $"{PasskeyCalls.Base}/{id}", new { name }, who.AccessToken);
    }

    [Fact]
    public async Task Remove_ByAnAdministrator_TakesEveryPasskeyAndSignsOutTheOwner()
    {
        var account = await app.SignUpAsync();
        using var authenticator = new SoftAuthenticator(app.Origin());
        await app.AddPasskeyAsync(account, authenticator);
        var administrator = await app.NewAdministratorAsync();
        var seen = await app.GetAsync($"/v1/admin/users/{account.Id}", administrator.AccessToken).JsonAsync();
        Assert.Equal(1, seen.GetProperty("passkey_count").GetInt32());

        Assert.Equal(HttpStatusCode.NoContent, await RemoveAllAsync(account.Id).StatusAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        Assert.Empty(await ListAsync(await app.LoginAsync(account.Email)));
        Assert.Single(await app.LettersAsync(account.Email, "passkeys_removed"));
        Assert.Contains("account.passkeys_removed:success", await app.AuditAsync(account.Id));
        await RemoveAllAsync(account.Id).RefusedAsync(HttpStatusCode.Conflict, "no-passkeys");
        await RemoveAllAsync(Guid.NewGuid()).RefusedAsync(HttpStatusCode.NotFound, "user-not-found");
        await RemoveAllAsync(administrator.Id).RefusedAsync(HttpStatusCode.Conflict, "own-account");

        Task<HttpResponseMessage> RemoveAllAsync(Guid userId) =>
            app.PostAsync($"/v1/admin/users/{userId}/remove-passkeys", bearer: administrator.AccessToken);
    }

    [Fact]
    public async Task Options_FromAnotherAddress_SayWherePasskeysWork()
    {
        using var answer = await app.FromPageAsync($"{PasskeyCalls.Base}/sign-in-options", origin: "https://elsewhere.example");

        var problem = await ProblemAssert.IsAsync(answer, HttpStatusCode.Conflict, "passkeys-elsewhere");
        Assert.Contains(app.Origin(), problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://halcyon.example.org", "halcyon.example.org", "https://halcyon.example.org")]
    [InlineData("https://halcyon.example.org:8443/", "halcyon.example.org", "https://halcyon.example.org:8443")]
    public async Task Options_AtThePublicAddress_AreForItsName(string publicUrl, string relyingPartyId, string origin)
    {
        await using var own = await HalcyonApp.StartAsync(options => options with { PublicUrl = publicUrl });

        var answer = await own.FromPageAsync($"{PasskeyCalls.Base}/sign-in-options", origin: origin).JsonAsync();

        Assert.Equal(relyingPartyId, answer.GetProperty("options").GetProperty("rpId").GetString());
    }

    private async Task<JsonElement[]> ListAsync(SignedIn account) =>
        [.. (await app.GetAsync(PasskeyCalls.Base, account.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray()];

    private Task<HttpResponseMessage> RemoveAsync(SignedIn account, Guid id) =>
        app.SendAsync(HttpMethod.Delete, $"{PasskeyCalls.Base}/{id}", bearer: account.AccessToken);
}
