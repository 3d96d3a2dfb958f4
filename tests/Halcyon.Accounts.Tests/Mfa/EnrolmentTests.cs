using System.Net;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Mfa;

public sealed class EnrolmentTests(HalcyonApp app)
{
    private const string Totp = "/v1/auth/mfa/totp";
    private const string Confirm = "/v1/auth/mfa/totp/confirm";
    private const string Renew = "/v1/auth/mfa/recovery-codes";

    [Fact]
    public async Task Begin_RightPassword_ShowsSecretAddressAndPicture()
    {
        var account = await app.SignUpAsync();

        var begun = await app.PostAsync(Totp, new { password = Calls.Password }, account.AccessToken).JsonAsync();

        var secret = begun.GetProperty("secret").GetString()!;
        Assert.Equal(
            $"otpauth://totp/Halcyon:{Uri.EscapeDataString(account.Email)}?secret={secret}&issuer=Halcyon&algorithm=SHA1&digits=6&period=30",
            begun.GetProperty("otpauth_uri").GetString());
        Assert.StartsWith("<svg", begun.GetProperty("qr_svg").GetString(), StringComparison.Ordinal);
        // Not asked for before it is confirmed.
        Assert.Equal(account.Id, (await app.LoginAsync(account.Email)).Id);
        Assert.False((await app.GetAsync("/v1/auth/mfa", account.AccessToken).JsonAsync()).GetProperty("totp_enabled").GetBoolean());
    }

    [Theory]
    [InlineData("""{}""", HttpStatusCode.BadRequest, "validation")]
    [InlineData("""{"password":""}""", HttpStatusCode.BadRequest, "validation")]
    [InlineData("""{"password":"not the right one"}""", HttpStatusCode.Forbidden, "password-required")]
    public async Task Begin_WithoutThePassword_IsRefused(string body, HttpStatusCode status, string code)
    {
        var account = await app.SignUpAsync();

        await app.PostAsync(Totp, Calls.Json(body), account.AccessToken).RefusedAsync(status, code);
    }

    [Fact]
    public async Task Begin_Guest_HasNoPasswordToAddTo()
    {
        var guest = await app.PostAsync("/v1/auth/guest").JsonAsync(HttpStatusCode.Created);

        await app.PostAsync(Totp, new { password = "whatever it is" }, guest.GetProperty("access_token").GetString())
            .RefusedAsync(HttpStatusCode.Conflict, "password-missing");
    }

    [Fact]
    public async Task Confirm_RightCode_SignsOutTheOthersAndWritesToTheOwner()
    {
        var account = await app.SignUpAsync();
        var elsewhere = await app.LoginAsync(account.Email);

        var authenticator = await app.EnrolAsync(account);

        Assert.Equal(10, authenticator.RecoveryCodes.Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", elsewhere.AccessToken).StatusAsync());
        Assert.Single(await app.LettersAsync(account.Email, "mfa_enabled"));
        Assert.Equal(["account.mfa_begun:success", "account.mfa_enabled:success"], (await app.AuditAsync(account.Id))[^2..]);
        await app.PostAsync(Totp, new { password = Calls.Password }, account.AccessToken).RefusedAsync(HttpStatusCode.Conflict, "mfa-already-enabled");
    }

    [Fact]
    public async Task Confirm_WrongCodeOrNothingBegun_ChangesNothing()
    {
        var account = await app.SignUpAsync();
        await app.PostAsync(Confirm, new { code = "123456" }, account.AccessToken).RefusedAsync(HttpStatusCode.Conflict, "mfa-not-begun");

        await app.PostAsync(Totp, new { password = Calls.Password }, account.AccessToken).JsonAsync();
        await app.PostAsync(Confirm, new { code = "no code" }, account.AccessToken).RefusedAsync(HttpStatusCode.Forbidden, "mfa-wrong");
        await app.QueryAsync<object>($"update accounts.totp set created_at = created_at - interval '16 minutes' where user_id = '{account.Id}'");
        await app.PostAsync(Confirm, new { code = "123456" }, account.AccessToken).RefusedAsync(HttpStatusCode.Conflict, "mfa-not-begun");

        Assert.Equal(account.Id, (await app.LoginAsync(account.Email)).Id);
    }

    [Fact]
    public async Task Disable_TakesThePasswordAndACode()
    {
        var account = await app.SignUpAsync();
        var authenticator = await app.EnrolAsync(account);

        await DisableAsync(new { password = "not the right one", mfa_code = authenticator.NextCode() }).RefusedAsync(HttpStatusCode.Forbidden, "password-required");
        await DisableAsync(new { password = Calls.Password }).RefusedAsync(HttpStatusCode.Forbidden, "mfa-required");
        await DisableAsync(new { password = Calls.Password, mfa_code = authenticator.WrongCode() }).RefusedAsync(HttpStatusCode.Forbidden, "mfa-wrong");
        Assert.Equal(HttpStatusCode.NoContent, await DisableAsync(new { password = Calls.Password, mfa_code = authenticator.NextCode() }).StatusAsync());

        Assert.Equal(account.Id, (await app.LoginAsync(account.Email)).Id);
        Assert.Single(await app.LettersAsync(account.Email, "mfa_disabled"));
        Assert.Contains("account.mfa_disabled:success", await app.AuditAsync(account.Id));
        Assert.Equal(0, await app.QueryAsync<long>($"select count(*) from accounts.recovery_codes where user_id = '{account.Id}'"));
        await DisableAsync(new { password = Calls.Password }).RefusedAsync(HttpStatusCode.Conflict, "mfa-not-enabled");

        Task<HttpResponseMessage> DisableAsync(object body) => app.SendAsync(HttpMethod.Delete, Totp, body, account.AccessToken);
    }

    [Fact]
    public async Task Renew_NewCodes_VoidTheOldOnes()
    {
        var account = await app.SignUpAsync();
        await app.PostAsync(Renew, new { password = Calls.Password }, account.AccessToken).RefusedAsync(HttpStatusCode.Conflict, "mfa-not-enabled");
        var authenticator = await app.EnrolAsync(account);
        await app.PostAsync(Renew, new { password = Calls.Password }, account.AccessToken).RefusedAsync(HttpStatusCode.Forbidden, "mfa-required");

        var renewed = await app.PostAsync(Renew, new { password = Calls.Password, mfa_code = authenticator.NextCode() }, account.AccessToken).JsonAsync();

        var fresh = renewed.GetProperty("recovery_codes").EnumerateArray().Select(code => code.GetString()).ToArray();
        Assert.Equal(10, fresh.Length);
        await app.SignInAsync(account, authenticator.RecoveryCodes[0]).RefusedAsync(HttpStatusCode.Unauthorized, "mfa-wrong");
        Assert.Equal(HttpStatusCode.OK, await app.SignInAsync(account, fresh[0]).StatusAsync());
        Assert.Single(await app.LettersAsync(account.Email, "recovery_codes_renewed"));
    }

    [Fact]
    public async Task Reset_ByAnAdministrator_RemovesTheAppAndSignsOutTheOwner()
    {
        var account = await app.SignUpAsync();
        await app.EnrolAsync(account);
        var administrator = await app.SignUpAsync();
        await app.GrantAsync(administrator.Id, Roles.Administrator);
        administrator = await app.LoginAsync(administrator.Email);

        Assert.Equal(HttpStatusCode.NoContent, await ResetAsync(account.Id).StatusAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        Assert.Equal(account.Id, (await app.LoginAsync(account.Email)).Id);
        Assert.Single(await app.LettersAsync(account.Email, "mfa_reset"));
        Assert.Equal(
            administrator.Id,
            await app.QueryAsync<Guid>($"select actor_id from platform.audit_entry where action = 'account.mfa_reset' and subject_id = '{account.Id}'"));
        await ResetAsync(account.Id).RefusedAsync(HttpStatusCode.Conflict, "mfa-not-enabled");
        await ResetAsync(Guid.NewGuid()).RefusedAsync(HttpStatusCode.NotFound, "user-not-found");
        await ResetAsync(administrator.Id).RefusedAsync(HttpStatusCode.Conflict, "own-account");

        Task<HttpResponseMessage> ResetAsync(Guid userId) => app.PostAsync($"/v1/admin/users/{userId}/reset-mfa", bearer: administrator.AccessToken);
    }
}
