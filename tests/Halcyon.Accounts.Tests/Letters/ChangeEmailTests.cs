using System.Net;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Letters;

public sealed class ChangeEmailTests(HalcyonApp app)
{
    [Fact]
    public async Task Change_ConfirmedAtTheNewAddress_MovesTheAccountAndTellsTheOld()
    {
        var account = await VerifiedAsync();
        var newEmail = Calls.NewEmail();
        Assert.Equal(HttpStatusCode.Accepted, await RequestAsync(account, newEmail));
        Assert.Equal(account.Email, await EmailAsync(account));
        var letter = Assert.Single(await app.LettersAsync(newEmail));

        Assert.Equal(HttpStatusCode.NoContent, await ConfirmAsync(letter));

        Assert.Equal(newEmail, await EmailAsync(account));
        await app.LoginAsync(newEmail);
        Assert.Equal(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/auth/login", new { email = account.Email, password = Calls.Password }).StatusAsync());
        Assert.Single(await app.LettersAsync(account.Email, "email_changed"));
        Assert.Equal(HttpStatusCode.BadRequest, await ConfirmAsync(letter));
        Assert.Contains("account.email_changed:success", await app.AuditAsync(account.Id));
    }

    [Fact]
    public async Task Change_OldAddressTakesTheAccountBack_EvenAfterAllElseWasChanged()
    {
        var account = await VerifiedAsync();
        var thief = await app.LoginAsync(account.Email);
        var (first, second) = (Calls.NewEmail(), Calls.NewEmail());
        await RequestAsync(thief, first);
        await ConfirmAsync((await app.LettersAsync(first))[0]);
        await app.PostAsync("/v1/users/me/password", new { current_password = Calls.Password, new_password = "a thief's own long words" }, thief.AccessToken).StatusAsync();
        await RequestAsync(thief, second, "a thief's own long words");
        await ConfirmAsync((await app.LettersAsync(second))[0]);
        var thiefsUndo = (await app.LettersAsync(first, "email_changed"))[0];

        Assert.Equal(HttpStatusCode.NoContent, await ConfirmAsync((await app.LettersAsync(account.Email, "email_changed"))[0]));

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", thief.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.BadRequest, await ConfirmAsync(thiefsUndo));
        var reset = (await app.LettersAsync(account.Email, "password_reset"))[0].Link;
        Assert.Equal(HttpStatusCode.NoContent, await app.PostAsync(
            "/v1/auth/reset-password", new { user_id = reset["user"], token = reset["token"], password = "mine again and for good" }).StatusAsync());
        Assert.Equal(account.Id, (await app.LoginAsync(account.Email, "mine again and for good")).Id);
        Assert.Contains("account.email_restored:success", await app.AuditAsync(account.Id));
    }

    [Fact]
    public async Task Change_OldAddressNeverVerified_GetsNoWayIntoTheAccount()
    {
        var account = await app.SignUpAsync();
        var newEmail = Calls.NewEmail();
        await RequestAsync(account, newEmail);
        await ConfirmAsync((await app.LettersAsync(newEmail))[0]);

        var letter = Assert.Single(await app.LettersAsync(account.Email, "email_changed"));
        Assert.DoesNotContain("#", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_AddressOfAnotherAccount_IsAnsweredAlikeAndTellsItsOwner()
    {
        var (account, other) = (await app.SignUpAsync(), await app.SignUpAsync());

        using var taken = await app.PostAsync("/v1/users/me/email", new { email = other.Email.ToUpperInvariant(), password = Calls.Password }, account.AccessToken);
        using var free = await app.PostAsync("/v1/users/me/email", new { email = Calls.NewEmail(), password = Calls.Password }, account.AccessToken);

        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.Equal(free.StatusCode, taken.StatusCode);
        Assert.Equal(
            await free.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await taken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Single(await app.LettersAsync(other.Email, "email_change_taken"));
        Assert.Equal(account.Email, await EmailAsync(account));
    }

    [Fact]
    public async Task Confirm_AddressTakenMeanwhileOrAltered_ChangesNothing()
    {
        var account = await app.SignUpAsync();
        var newEmail = Calls.NewEmail();
        await RequestAsync(account, newEmail);
        var letter = (await app.LettersAsync(newEmail))[0];
        var link = letter.Link;
        using var altered = await app.PostAsync(
            "/v1/auth/confirm-email-change", new { user_id = link["user"], email = Calls.NewEmail(), token = link["token"] });
        await ProblemAssert.IsAsync(altered, HttpStatusCode.BadRequest, "link-invalid");

        await app.SignUpAsync(newEmail);
        using var taken = await app.PostAsync("/v1/auth/confirm-email-change", new { user_id = link["user"], email = link["email"], token = link["token"] });

        await ProblemAssert.IsAsync(taken, HttpStatusCode.Conflict, "email-taken");
        Assert.Equal(account.Email, await EmailAsync(account));
    }

    [Fact]
    public async Task Change_WrongPasswordOrOwnAddress_IsRefused()
    {
        var account = await app.SignUpAsync();

        using var wrong = await app.PostAsync("/v1/users/me/email", new { email = Calls.NewEmail(), password = "not the right one" }, account.AccessToken);
        using var own = await app.PostAsync("/v1/users/me/email", new { email = account.Email.ToUpperInvariant(), password = Calls.Password }, account.AccessToken);

        await ProblemAssert.IsAsync(wrong, HttpStatusCode.Forbidden, "password-required");
        await ProblemAssert.IsAsync(own, HttpStatusCode.BadRequest, "validation");
    }

    private async Task<SignedIn> VerifiedAsync()
    {
        var account = await app.SignUpAsync();
        var link = (await app.LettersAsync(account.Email))[0].Link;
        await app.PostAsync("/v1/auth/verify-email", new { user_id = link["user"], token = link["token"] }).StatusAsync();
        return account;
    }

    private Task<HttpStatusCode> RequestAsync(SignedIn account, string email, string password = Calls.Password) =>
        app.PostAsync("/v1/users/me/email", new { email, password }, account.AccessToken).StatusAsync();

    private Task<HttpStatusCode> ConfirmAsync(ReadLetter letter) =>
        app.PostAsync("/v1/auth/confirm-email-change", new { user_id = letter.Link["user"], email = letter.Link["email"], token = letter.Link["token"] }).StatusAsync();

    private async Task<string?> EmailAsync(SignedIn account) =>
        (await app.GetAsync("/v1/users/me", account.AccessToken).JsonAsync()).GetProperty("email").GetString();
}
